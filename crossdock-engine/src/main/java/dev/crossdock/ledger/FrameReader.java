package dev.crossdock.ledger;

import dev.crossdock.env.DiskFile;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads a journal's frames in order and tells damage from an unfinished end. Not for concurrent use.
final class FrameReader {

    /// What stands at the present position.
    enum Step {
        /// A whole frame, now the current one.
        FRAME,
        /// The end of the file.
        END,
        /// Something that was never finished, or is being written at this moment.
        UNFINISHED
    }

    private final FileWindow window;
    private final Path path;
    private final CRC32C crc = new CRC32C();
    private final RootDigest root;
    private String run = "";
    private long position;
    private long sequence;
    private int previous;
    private int payload;

    private FrameReader(DiskFile file, Path path, int windowBytes, RootDigest root) {
        this.window = new FileWindow(file, windowBytes);
        this.path = path;
        this.root = root;
    }

    /// Reads the head of a file.
    ///
    /// @param windowBytes how much to read at once
    /// @param root what its seal tells of all before it
    static FrameReader open(DiskFile file, Path path, int windowBytes, RootDigest root)
            throws StoreException, IOException {
        FrameReader reader = new FrameReader(file, path, windowBytes, root);
        reader.readFileHeader();
        return reader;
    }

    /// The payload of the last frame of a file, if that frame is whole and at most so large.
    static Optional<byte[]> last(DiskFile file, int mostBytes) throws IOException {
        FrameReader reader = new FrameReader(file, Path.of(""), mostBytes, RootDigest.none());
        long size = file.sizeBytes();
        for (long offset = size - FrameFormat.HEADER_BYTES; offset >= Math.max(0, size - mostBytes); offset--) {
            int length = reader.valid(offset);
            if (length >= 0 && offset + FrameFormat.HEADER_BYTES + length == size) {
                int from = reader.window.at(offset) + FrameFormat.HEADER_BYTES;
                return Optional.of(Arrays.copyOfRange(reader.window.bytes(), from, from + length));
            }
        }
        return Optional.empty();
    }

    /// The run named in the file's head.
    String run() {
        return run;
    }

    /// Where the next frame starts, in bytes.
    long position() {
        return position;
    }

    /// How many frames were read.
    long sequence() {
        return sequence;
    }

    /// The CRC of the last frame that was read.
    int previous() {
        return previous;
    }

    /// The digest of all before [#position]. Whoever takes it goes on with it in the reader's place.
    RootDigest root() {
        return root;
    }

    /// The bytes that hold the current frame's payload, until the next step.
    byte[] bytes() {
        return window.bytes();
    }

    /// Where in [#bytes] the payload starts.
    int payloadAt() {
        return window.at(position - payload);
    }

    /// Size of the current frame's payload.
    int payloadBytes() {
        return payload;
    }

    /// Goes to the next frame. The current one becomes part of the digest when [#accept] is called.
    Step next() throws IOException, StoreException {
        int length = valid(position);
        if (length < 0 && !finished()) {
            return window.atEnd(position) ? Step.END : Step.UNFINISHED;
        }
        if (length < 0) {
            length = valid(position);
        }
        int at = window.at(position);
        byte[] bytes = window.bytes();
        if (FrameFormat.u64(bytes, at + FrameFormat.SEQUENCE_AT) != sequence
                || FrameFormat.u32(bytes, at + FrameFormat.PREVIOUS_AT) != previous) {
            throw LedgerFailure.corrupt(path, position, "it has a frame that does not follow the one before");
        }
        payload = length;
        previous = FrameFormat.u32(bytes, at + FrameFormat.CRC_AT);
        position += FrameFormat.HEADER_BYTES + length;
        sequence++;
        return Step.FRAME;
    }

    /// Takes the current frame into the digest.
    void accept() {
        root.update(window.bytes(), payloadAt() - FrameFormat.HEADER_BYTES, FrameFormat.HEADER_BYTES + payload);
    }

    /// Whether the file ends after the current frame.
    boolean atEnd() throws IOException {
        return window.atEnd(position);
    }

    /// Fails for damage at the present position.
    StoreException corrupt(String what) {
        return LedgerFailure.corrupt(path, position, what);
    }

    /// Looks for a later frame which says that the one at the present position, which is bad, was durable. If there
    /// is one, then by now the bad one is good (its writer was at work) or it was damaged.
    private boolean finished() throws IOException, StoreException {
        long offset = position + 1;
        while (window.have(offset, Integer.BYTES)) {
            int length = window.startsWith(offset, FrameFormat.MAGIC) ? valid(offset) : -1;
            if (length >= 0 && FrameFormat.u64(window.bytes(), window.at(offset) + FrameFormat.DURABLE_AT) > sequence) {
                window.forget();
                if (valid(position) >= 0) {
                    return true;
                }
                throw LedgerFailure.corrupt(path, position, "bytes have changed in a frame that was whole: it is bad");
            }
            offset += length >= 0 ? FrameFormat.HEADER_BYTES + length : 1;
        }
        window.forget();
        return false;
    }

    /// The size of the payload of the frame at an offset, or -1 if none starts there or it is not whole.
    private int valid(long offset) throws IOException {
        if (!window.have(offset, FrameFormat.HEADER_BYTES) || !window.startsWith(offset, FrameFormat.MAGIC)) {
            return -1;
        }
        int length = FrameFormat.u32(window.bytes(), window.at(offset) + FrameFormat.LENGTH_AT);
        if (length < 0 || length > FrameFormat.PAYLOAD_MAX || !window.have(offset, FrameFormat.HEADER_BYTES + length)) {
            return -1;
        }
        int at = window.at(offset);
        byte[] bytes = window.bytes();
        return crc(at + FrameFormat.LENGTH_AT, at + FrameFormat.HEADER_BYTES + length) == FrameFormat.u32(bytes,
                at + FrameFormat.CRC_AT)
                        ? length
                        : -1;
    }

    private void readFileHeader() throws IOException, StoreException {
        int fixed = FrameFormat.FILE_MAGIC.length + Integer.BYTES + 1;
        if (!window.have(0, fixed) || Arrays.mismatch(FrameFormat.FILE_MAGIC, Arrays.copyOf(window.bytes(), 8)) >= 0) {
            throw LedgerFailure.corrupt(path, 0,
                    "this is no journal, or its head was damaged: it does not start as one");
        }
        int named = fixed + (window.bytes()[fixed - 1] & 0xff);
        if (!window.have(0, named + Integer.BYTES)) {
            throw LedgerFailure.corrupt(path, 0, "its head was damaged: it is not whole");
        }
        byte[] bytes = window.bytes();
        previous = FrameFormat.u32(bytes, named);
        if (crc(0, named) != previous) {
            throw LedgerFailure.corrupt(path, 0, "its head was damaged: the CRC is wrong");
        }
        int version = FrameFormat.u32(bytes, FrameFormat.FILE_MAGIC.length);
        if (version > FrameFormat.VERSION) {
            throw LedgerFailure.newer(path, "the journal has format " + version + ", this software knows formats up to "
                    + FrameFormat.VERSION);
        }
        run = new String(bytes, fixed, named - fixed, StandardCharsets.UTF_8);
        int end = named + Integer.BYTES;
        position = end;
        root.update(bytes, 0, end);
    }

    private int crc(int from, int to) {
        crc.reset();
        crc.update(window.bytes(), from, to - from);
        return (int) crc.getValue();
    }
}
