package dev.crossdock.testkit.sim;

import dev.crossdock.env.FileFacts;
import java.nio.file.Path;
import java.time.Instant;

/// One change of a disk: made to the image that programs see at once, to the one that survives when it is forced or
/// when a crash happens to keep it.
sealed interface Change {

    void applyTo(DiskImage image);

    /// Whether forcing the node with this number makes the change durable.
    boolean forcedBy(long node);

    /// A name for a node in a directory, which it replaces if there. The node comes into being with its first name.
    record Name(long directory, Path name, long node, FileFacts.Kind kind, Path target, Instant changed)
            implements
                Change {

        @Override
        public void applyTo(DiskImage image) {
            Node named = image.node(node, kind);
            named.target = target;
            named.changed = changed;
            image.directory(directory).names.put(name, node);
        }

        @Override
        public boolean forcedBy(long forced) {
            return forced == directory;
        }
    }

    /// The end of a name.
    record Unname(long directory, Path name, long node, FileFacts.Kind kind, Instant changed) implements Change {

        @Override
        public void applyTo(DiskImage image) {
            image.directory(directory).names.remove(name, node);
            image.node(node, kind).changed = changed;
        }

        @Override
        public boolean forcedBy(long forced) {
            return forced == directory;
        }
    }

    /// A name that moves, in whole or not at all. Forcing the directory it moves into makes that durable; forcing only
    /// the one it leaves does not.
    record Rename(Unname from, Name to) implements Change {

        @Override
        public void applyTo(DiskImage image) {
            from.applyTo(image);
            to.applyTo(image);
        }

        @Override
        public boolean forcedBy(long forced) {
            return to.forcedBy(forced);
        }
    }

    /// Bytes written to a file.
    final class Write implements Change {

        private final long node;
        private final int position;
        private final byte[] bytes;
        private final Instant modified;

        Write(long node, int position, byte[] bytes, Instant modified) {
            this.node = node;
            this.position = position;
            this.bytes = bytes;
            this.modified = modified;
        }

        int length() {
            return bytes.length;
        }

        @Override
        public void applyTo(DiskImage image) {
            applyPart(image, 0, bytes.length);
        }

        /// The file has its new size, but zeros where the bytes should be.
        void applySize(DiskImage image) {
            Node file = image.node(node, FileFacts.Kind.FILE);
            file.resize(Math.max(file.size(), position + bytes.length));
        }

        void applyPart(DiskImage image, int from, int to) {
            Node file = image.node(node, FileFacts.Kind.FILE);
            file.write(bytes, from, to - from, position + from);
            file.modified = modified;
            file.changed = modified;
        }

        @Override
        public boolean forcedBy(long forced) {
            return forced == node;
        }
    }

    /// A new size of a file.
    record Resize(long node, int size, Instant modified) implements Change {

        @Override
        public void applyTo(DiskImage image) {
            Node file = image.node(node, FileFacts.Kind.FILE);
            file.resize(size);
            file.modified = modified;
            file.changed = modified;
        }

        @Override
        public boolean forcedBy(long forced) {
            return forced == node;
        }
    }

    /// A time of last modification that was set.
    record Touch(long node, FileFacts.Kind kind, Instant modified, Instant changed) implements Change {

        @Override
        public void applyTo(DiskImage image) {
            Node touched = image.node(node, kind);
            touched.modified = modified;
            touched.changed = changed;
        }

        @Override
        public boolean forcedBy(long forced) {
            return forced == node;
        }
    }
}
