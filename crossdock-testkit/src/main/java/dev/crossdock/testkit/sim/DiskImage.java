package dev.crossdock.testkit.sim;

import dev.crossdock.env.FileFacts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All nodes of a disk, as programs see them or as a crash would leave them.
final class DiskImage {

    static final long ROOT = 1;

    private static final int LINKS_MAX = 40;

    private final Map<Long, Node> nodes = new HashMap<>();

    DiskImage() {
        node(ROOT, FileFacts.Kind.DIRECTORY);
    }

    DiskImage copy() {
        DiskImage copy = new DiskImage();
        for (Node node : nodes.values()) {
            copy.nodes.put(node.id, node.copy());
        }
        return copy;
    }

    /// The node with a number, made if it is not there.
    Node node(long id, FileFacts.Kind kind) {
        return nodes.computeIfAbsent(id, number -> new Node(number, kind));
    }

    Node directory(long id) {
        return node(id, FileFacts.Kind.DIRECTORY);
    }

    /// The directory that holds the last component of `path`, through whatever links lead there.
    Node parent(Path path) throws IOException {
        Path parent = absolute(path).getParent();
        if (parent == null) {
            throw new FileSystemException(path.toString(), null, "Invalid argument");
        }
        Node node = find(resolve(parent, 0));
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (node.kind != FileFacts.Kind.DIRECTORY) {
            throw new FileSystemException(path.toString(), null, "Not a directory");
        }
        return node;
    }

    /// What is at `path`, itself if a link; null if nothing.
    @Nullable
    Node lookUp(Path path) throws IOException {
        Path name = absolute(path).getFileName();
        if (name == null) {
            return directory(ROOT);
        }
        Long id = parent(path).names.get(name);
        return id == null ? null : nodes.get(id);
    }

    Node require(Path path) throws IOException {
        Node node = lookUp(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    Node requireDirectory(Path path) throws IOException {
        Node node = require(path);
        if (node.kind != FileFacts.Kind.DIRECTORY) {
            throw new NotDirectoryException(path.toString());
        }
        return node;
    }

    /// `path` without links, dots and double dots.
    Path resolve(Path path, int linksFollowed) throws IOException {
        if (linksFollowed > LINKS_MAX) {
            throw new FileSystemException(path.toString(), null, "Too many levels of symbolic links");
        }
        Path resolved = Path.of("/");
        for (Path name : absolute(path)) {
            if (name.toString().equals("..")) {
                Path above = resolved.getParent();
                resolved = above == null ? resolved : above;
                continue;
            }
            Path next = resolved.resolve(name);
            Node node = name.toString().equals(".") ? null : find(next);
            if (node != null && node.kind == FileFacts.Kind.LINK) {
                resolved = resolve(resolved.resolve(node.target), linksFollowed + 1);
            } else if (!name.toString().equals(".")) {
                resolved = next;
            }
        }
        return resolved;
    }

    /// Follows a path that has no links.
    private @Nullable Node find(Path resolved) {
        Node node = directory(ROOT);
        for (Path name : resolved) {
            Long id = node == null ? null : node.names.get(name);
            node = id == null ? null : nodes.get(id);
        }
        return node;
    }

    private static Path absolute(Path path) {
        return Path.of("/").resolve(path);
    }
}
