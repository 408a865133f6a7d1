package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What an upload notes of its parts beside their bytes, so that a later process need not fetch them again: one slot
/// of fixed size for each part number, written and forced when the part's bytes are durable. For another process a slot
/// counts only after the bytes that it speaks of have been digested anew ([#intact]): they may have rotted, or have been
/// written over by a part that never got its slot.
final class PartRecords {

    /// Number, offset, size, 32 bytes of digest, and a CRC-32C of all that; the rest is left empty.
    private static final int SLOT_BYTES = 64;
    private static final int DIGEST_BYTES = 32;
    private static final int SEALED_BYTES = Integer.BYTES + 2 * Long.BYTES + DIGEST_BYTES;
    private static final int SLOTS_AT_ONCE = 1_024;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Disk disk;
    private final Algorithm algorithm;

    PartRecords(Disk disk, Algorithm algorithm) {
        this.disk = disk;
        this.algorithm = algorithm;
    }

    /// A part as noted.
    ///
    /// @param offset of its first byte in the object
    record Slot(int number, long offset, long sizeBytes, Checksum checksum) {}

    /// Notes a part whose bytes are durable; the note is durable when this returns.
    ///
    /// @param path of the records
    void write(Path path, Slot slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        bytes.putInt(slot.number()).putLong(slot.offset()).putLong(slot.sizeBytes()).put(slot.checksum().value());
        bytes.putInt(SEALED_BYTES, seal(bytes));
        try (DiskFile file = disk.open(path, OpenMode.READ_WRITE)) {
            file.write(bytes.clear(), (slot.number() - 1L) * SLOT_BYTES);
            file.force();
        }
    }

    /// All slots that are whole, in order of their numbers.
    List<Slot> read(Path path) throws IOException {
        List<Slot> found = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocate(SLOTS_AT_ONCE * SLOT_BYTES);
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            for (int first = 1; fill(file, bytes.clear(), (first - 1L) * SLOT_BYTES); first += SLOTS_AT_ONCE) {
                for (int i = 0; i < bytes.remaining() / SLOT_BYTES; i++) {
                    add(found, first + i, bytes.slice(i * SLOT_BYTES, SLOT_BYTES));
                }
            }
        }
        return found;
    }

    private static boolean fill(DiskFile file, ByteBuffer bytes, long position) throws IOException {
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) {
            count = file.read(bytes, position + bytes.position());
        }
        return bytes.flip().hasRemaining();
    }

    private void add(List<Slot> found, int number, ByteBuffer slot) {
        if (slot.getInt(0) != number || slot.getInt(SEALED_BYTES) != seal(slot)) {
            return;
        }
        byte[] value = new byte[algorithm.sizeBytes()];
        slot.get(Integer.BYTES + 2 * Long.BYTES, value);
        found.add(new Slot(number, slot.getLong(Integer.BYTES), slot.getLong(Integer.BYTES + Long.BYTES),
                Checksum.of(algorithm, value)));
    }

    private static int seal(ByteBuffer slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot.array(), slot.arrayOffset(), SEALED_BYTES);
        return (int) crc.getValue();
    }

    /// Whether the bytes on disk are those that a slot speaks of.
    ///
    /// @param path of the bytes of the upload
    boolean intact(Path path, Slot slot) throws IOException {
        var digest = algorithm.digest();
        ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(slot.sizeBytes(), 1, CHUNK_BYTES));
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            long end = slot.offset() + slot.sizeBytes();
            for (long at = slot.offset(); at < end; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                if (!fill(file, buffer, at) || buffer.limit() < Math.min(buffer.capacity(), end - at)) {
                    return false;
                }
                digest.update(buffer);
            }
        }
        return digest.finish().equals(slot.checksum());
    }
}
