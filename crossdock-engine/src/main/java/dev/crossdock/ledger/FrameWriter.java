package dev.crossdock.ledger;

import dev.crossdock.env.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Appends records to a file, in frames. Not for concurrent use; after an exception of no further use.
final class FrameWriter {

    /// A frame is written once its payload has this size, so that one record more always fits.
    private static final int PAYLOAD_FULL = 64 << 10;

    private final DiskFile file;
    private final RootDigest root;
    private final CRC32C crc = new CRC32C();
    private final ByteWriter frame = new ByteWriter(PAYLOAD_FULL + (16 << 10));
    private ByteBuffer direct = ByteBuffer.allocateDirect(PAYLOAD_FULL + (16 << 10));
    private long position;
    private long durableBytes;
    private long sequence;
    private long durableFrames;
    private int previous;

    private FrameWriter(DiskFile file, RootDigest root) {
        this.file = file;
        this.root = root;
        frame.skip(FrameFormat.HEADER_BYTES);
    }

    /// Begins an empty file.
    ///
    /// @param root what its seal will tell of all before it
    static FrameWriter create(DiskFile file, String run, RootDigest root) throws IOException {
        FrameWriter writer = new FrameWriter(file, root);
        writer.writeFileHeader(run);
        return writer;
    }

    /// Goes on after the last whole frame that `reader` has read; what comes after it in the file is cut off, and
    /// all before is durable when this returns.
    static FrameWriter append(DiskFile file, FrameReader reader) throws IOException {
        FrameWriter writer = new FrameWriter(file, reader.root());
        writer.position = reader.position();
        writer.sequence = reader.sequence();
        writer.previous = reader.previous();
        if (file.sizeBytes() > writer.position) {
            file.truncate(writer.position);
        }
        writer.force();
        return writer;
    }

    /// Adds a record to the present frame, and writes that if it is full.
    void add(JournalRecord record) throws IOException {
        int start = open();
        RecordEncoder.encode(record, frame);
        close(start);
    }

    /// Adds a record that is encoded already, without its length.
    void add(byte[] record) throws IOException {
        int start = open();
        frame.bytes(record);
        close(start);
    }

    /// Writes the present frame, if anything is in it.
    void write() throws IOException {
        int payload = frame.size() - FrameFormat.HEADER_BYTES;
        if (payload == 0) {
            return;
        }
        byte[] bytes = frame.array();
        FrameFormat.u32(bytes, 0, FrameFormat.MAGIC);
        FrameFormat.u32(bytes, FrameFormat.LENGTH_AT, payload);
        FrameFormat.u64(bytes, FrameFormat.SEQUENCE_AT, sequence);
        FrameFormat.u64(bytes, FrameFormat.DURABLE_AT, durableFrames);
        FrameFormat.u32(bytes, FrameFormat.PREVIOUS_AT, previous);
        previous = crcOf(bytes, FrameFormat.LENGTH_AT, frame.size());
        FrameFormat.u32(bytes, FrameFormat.CRC_AT, previous);
        append(frame);
        sequence++;
        frame.cut(FrameFormat.HEADER_BYTES);
    }

    /// Makes everything written durable.
    void force() throws IOException {
        file.force();
        durableBytes = position;
        durableFrames = sequence;
    }

    /// How much was written since it was last made durable, in bytes.
    long volatileBytes() {
        return position - durableBytes;
    }

    /// Where the next frame will start, in bytes.
    long position() {
        return position;
    }

    /// Writes what is in the present frame, then the seal, in a frame of its own, and makes all durable.
    void seal(JournalRecord.Sealed sealed) throws IOException {
        write();
        int start = open();
        RecordEncoder.encode(sealed, frame);
        frame.bytes(root.finish());
        close(start);
        write();
        force();
    }

    private int open() {
        int start = frame.size();
        frame.skip(FrameFormat.RECORD_LENGTH_BYTES);
        return start;
    }

    private void close(int start) throws IOException {
        int length = frame.size() - start - FrameFormat.RECORD_LENGTH_BYTES;
        if (length > FrameFormat.PAYLOAD_MAX - PAYLOAD_FULL - FrameFormat.RECORD_LENGTH_BYTES) {
            throw new IOException("a record of " + length + " bytes is larger than a journal takes");
        }
        frame.u24(start, length);
        if (frame.size() - FrameFormat.HEADER_BYTES >= PAYLOAD_FULL) {
            write();
        }
    }

    private void writeFileHeader(String run) throws IOException {
        byte[] name = run.getBytes(StandardCharsets.UTF_8);
        if (name.length > FrameFormat.RUN_MAX) {
            throw new IllegalArgumentException("name of a run of " + name.length + " bytes");
        }
        ByteWriter header = new ByteWriter(64);
        header.bytes(FrameFormat.FILE_MAGIC);
        header.u32(FrameFormat.VERSION);
        header.u8(name.length);
        header.bytes(name);
        previous = crcOf(header.array(), 0, header.size());
        header.u32(previous);
        append(header);
    }

    private int crcOf(byte[] bytes, int from, int to) {
        crc.reset();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private void append(ByteWriter bytes) throws IOException {
        root.update(bytes.array(), 0, bytes.size());
        if (direct.capacity() < bytes.size()) {
            direct = ByteBuffer.allocateDirect(bytes.array().length);
        }
        direct.clear().put(bytes.array(), 0, bytes.size()).flip();
        file.write(direct, position);
        position += bytes.size();
    }
}
