package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/// Small files that may hold secrets.
final class PrivateFile {

    private static final int BYTES_MAX = 256 * 1024;

    private PrivateFile() {}

    /// All of a file, read through symbolic links, as those of mounted secrets.
    ///
    /// @return empty if there is none, or it cannot be read
    static Optional<String> read(Disk disk, Path path) {
        try {
            Path real = disk.resolveLinks(path);
            if (disk.stat(real).map(FileFacts::kind).orElse(FileFacts.Kind.SPECIAL) != FileFacts.Kind.FILE) {
                return Optional.empty();
            }
            try (DiskFile file = disk.open(real, OpenMode.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BYTES_MAX, file.sizeBytes()));
                while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
                    // until it is full, or the file ends
                }
                return Optional.of(new String(bytes.array(), 0, bytes.position(), UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
