package dev.crossdock.testkit.sim;

import dev.crossdock.env.FileFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;

/// A file, directory or symbolic link, in one image of a disk.
final class Node {

    final long id;
    final FileFacts.Kind kind;
    final TreeMap<Path, Long> names = new TreeMap<>();
    Path target = Path.of("");
    Instant modified = Instant.EPOCH;
    Instant changed = Instant.EPOCH;
    private byte[] bytes = {};
    private int size;

    Node(long id, FileFacts.Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    Node copy() {
        Node copy = new Node(id, kind);
        copy.names.putAll(names);
        copy.target = target;
        copy.modified = modified;
        copy.changed = changed;
        copy.bytes = Arrays.copyOf(bytes, size);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    byte byteAt(int position) {
        return bytes[position];
    }

    byte[] read(int from, int count) {
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    void write(byte[] from, int offset, int count, int position) {
        resize(Math.max(size, position + count));
        System.arraycopy(from, offset, bytes, position, count);
    }

    /// Cuts, or extends with zeros.
    void resize(int to) {
        if (to < size) {
            Arrays.fill(bytes, to, size, (byte) 0);
        }
        if (to > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
        }
        size = to;
    }

    FileFacts facts() {
        return new FileFacts(kind, size, modified, changed, "sim:" + id);
    }
}
