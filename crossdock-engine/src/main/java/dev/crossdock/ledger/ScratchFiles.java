package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files that one task needs for a while, in a directory that other processes use at the same time. All have a tag in
/// their names that nobody else has; a lock under the same tag says that their owner is alive. The first file that is
/// asked for costs the lock, and removes what the dead have left; before it, nothing is on disk. Not for concurrent
/// use.
final class ScratchFiles implements SpillPlace, AutoCloseable {

    private static final int TAG_DIGITS = 16;
    private static final String LOCK = ".lock";
    private static final int CLAIM_ATTEMPTS = 10;

    private record Claim(Path directory, String tag, DiskFile lock) {}

    private final Env env;
    private final Disk disk;
    private final Path directory;
    private final String prefix;
    private @Nullable Claim claim;

    /// @param directory is created, with those above it, if it is missing
    /// @param prefix starts every name
    ScratchFiles(Env env, Path directory, String prefix) {
        this.env = env;
        this.disk = env.disk();
        this.directory = directory;
        this.prefix = prefix;
    }

    /// The path of a file of ours.
    Path file(String name) throws IOException {
        Claim ours = claim();
        return ours.directory().resolve(ours.tag() + '.' + name);
    }

    @Override
    public Path spill(int number) throws IOException {
        return file("spill-" + number);
    }

    /// Removes what is left of them. Never throws: what cannot be removed now is, later, by somebody else.
    @Override
    public void close() {
        Claim ours = claim;
        if (ours == null) {
            return;
        }
        claim = null;
        try {
            remove(ours.directory(), ours.tag(), ours.lock());
        } catch (IOException e) {
            // As said above.
        }
    }

    private Claim claim() throws IOException {
        Claim ours = claim;
        if (ours == null) {
            Path resolved = Directories.ensure(disk, directory);
            removeStale(resolved);
            ours = newClaim(resolved);
            claim = ours;
        }
        return ours;
    }

    /// Somebody who clears up may come between the creation of a lock and its locking, and remove it: then another one
    /// is made.
    private Claim newClaim(Path resolved) throws IOException {
        for (int i = 0; i < CLAIM_ATTEMPTS; i++) {
            String tag = prefix + HexFormat.of().toHexDigits(env.entropy().nextLong());
            Path path = resolved.resolve(tag + LOCK);
            Optional<DiskFile> lock = RunDirectory.lock(disk, path);
            if (lock.isPresent() && disk.stat(path).isPresent()) {
                return new Claim(resolved, tag, lock.get());
            }
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
        throw new IOException("other processes keep removing the new lock files in " + resolved);
    }

    private void removeStale(Path resolved) throws IOException {
        Set<String> tags = new HashSet<>();
        int end = prefix.length() + TAG_DIGITS;
        for (Path each : disk.list(resolved)) {
            String name = each.getFileName().toString();
            if (name.startsWith(prefix) && name.length() > end && name.charAt(end) == '.') {
                tags.add(name.substring(0, end));
            }
        }
        for (String tag : tags) {
            Optional<DiskFile> lock = RunDirectory.lock(disk, resolved.resolve(tag + LOCK));
            if (lock.isPresent()) {
                remove(resolved, tag, lock.get());
            }
        }
    }

    /// Removes the files of a tag, the lock last, and gives that up.
    private void remove(Path resolved, String tag, DiskFile lock) throws IOException {
        try (lock) {
            for (Path each : disk.list(resolved)) {
                String name = each.getFileName().toString();
                if (name.startsWith(tag) && !name.endsWith(LOCK)) {
                    disk.delete(each);
                }
            }
            disk.delete(resolved.resolve(tag + LOCK));
        }
    }
}
