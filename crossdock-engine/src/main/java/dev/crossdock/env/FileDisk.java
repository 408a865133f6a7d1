package dev.crossdock.env;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The filesystems of the machine.
final class FileDisk implements Disk {

    private static final LinkOption NO_LINK = LinkOption.NOFOLLOW_LINKS;
    private static final FileAttribute<?>[] PERMISSIONS_OF_PROCESS = {};

    /// All that [FileFacts] has, in one system call.
    private static final String FACTS = "unix:isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime,ctime,fileKey";

    @Override
    public Disk withoutLinks() {
        Optional<LinuxCalls> calls = LinuxCalls.ofMachine();
        return calls.isPresent() ? new AnchoredDisk(this, calls.get()) : new CheckedDisk(this);
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        return open(path, mode, path);
    }

    /// @param name by which errors call the file
    DiskFile open(Path path, OpenMode mode, Path name) throws IOException {
        FileChannel channel = FileChannel.open(path, options(mode), attributes(mode));
        try {
            return new ChannelFile(name, channel, identity(path));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /// What tells the file from all others while it is open. Java does not ask an open file, only a path: if that was
    /// replaced since, the file was just made by another process that does not expect it to be locked here.
    private static Object identity(Path path) throws IOException {
        BasicFileAttributes attributes = attributes(path, NO_LINK);
        Object key = attributes == null ? null : attributes.fileKey();
        return key == null ? new Object() : key;
    }

    private static Set<OpenOption> options(OpenMode mode) {
        return switch (mode) {
            case READ -> Set.of(StandardOpenOption.READ, NO_LINK);
            case READ_WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, NO_LINK);
            case CREATE, CREATE_SHARED ->
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, NO_LINK);
        };
    }

    private static FileAttribute<?>[] attributes(OpenMode mode) {
        return switch (mode) {
            case READ, READ_WRITE, CREATE_SHARED -> PERMISSIONS_OF_PROCESS;
            case CREATE -> new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))};
        };
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        try {
            return Optional.of(facts(Files.readAttributes(path, FACTS, NO_LINK)));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (FileSystemException failed) {
            if (hasFileAbove(path)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /// Null when there is nothing; spares the exception that the usual way makes of that.
    private static @Nullable BasicFileAttributes attributes(Path path, LinkOption... options) throws IOException {
        return path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class, options);
    }

    private static boolean hasFileAbove(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            try {
                BasicFileAttributes attributes = attributes(above);
                if (attributes != null) {
                    return !attributes.isDirectory();
                }
            } catch (IOException unclear) {
                // What is further up may tell.
            }
        }
        return false;
    }

    private static FileFacts facts(Map<String, Object> attributes) {
        return new FileFacts(kind(attributes), (Long) Objects.requireNonNull(attributes.get("size")),
                time(attributes, "lastModifiedTime"), time(attributes, "ctime"),
                Objects.toString(attributes.get("fileKey"), ""));
    }

    private static Instant time(Map<String, Object> attributes, String name) {
        return ((FileTime) Objects.requireNonNull(attributes.get(name))).toInstant();
    }

    private static FileFacts.Kind kind(Map<String, Object> attributes) {
        if (Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            return FileFacts.Kind.FILE;
        }
        if (Boolean.TRUE.equals(attributes.get("isDirectory"))) {
            return FileFacts.Kind.DIRECTORY;
        }
        return Boolean.TRUE.equals(attributes.get("isSymbolicLink")) ? FileFacts.Kind.LINK : FileFacts.Kind.SPECIAL;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        BasicFileAttributes attributes = attributes(directory, NO_LINK);
        if (attributes == null) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        return entries(directory, directory);
    }

    /// @param name of the directory, by which entries are named
    List<Path> entries(Path directory, Path name) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries.add(name.equals(directory) ? entry : name.resolve(Objects.requireNonNull(entry.getFileName())));
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return entries;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE)));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        Files.createLink(to, existing);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        BasicFileAttributeView view = Files.getFileAttributeView(path, BasicFileAttributeView.class, NO_LINK);
        view.setTimes(FileTime.from(modified), null, null);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        force(directory, NO_LINK);
    }

    void force(Path directory, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, options)) {
            channel.force(true);
        }
    }

    @Override
    public int permissions(Path path) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", NO_LINK);
        return (Integer) Objects.requireNonNull(mode) & 0777;
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return path.toRealPath();
    }
}
