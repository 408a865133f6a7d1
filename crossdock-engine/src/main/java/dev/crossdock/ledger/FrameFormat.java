package dev.crossdock.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The layout of a journal's file; docs/journal-format.md says it in words.
///
/// A frame is magic u32, CRC-32C u32, length of the payload u32, sequence u64, durable u64, previous u32, payload.
/// The CRC is over everything after itself. `previous` is the CRC of the frame before (for the first, of the file's
/// header), so that none can be left out or moved. `durable` says how many frames were known to be durable when this
/// one was written: a bad frame among those was damaged, any other one was merely not finished.
final class FrameFormat {

    /// Starts every file.
    static final byte[] FILE_MAGIC = "XDLEDGER".getBytes(StandardCharsets.US_ASCII);

    /// The version that this code writes, and the highest that it reads.
    static final int VERSION = 1;

    /// Longest name of a run, in bytes.
    static final int RUN_MAX = 255;

    /// Starts every frame. Its first byte is in no text.
    static final int MAGIC = 0xf758_4446;

    static final int CRC_AT = 4;
    static final int LENGTH_AT = 8;
    static final int SEQUENCE_AT = 12;
    static final int DURABLE_AT = 20;
    static final int PREVIOUS_AT = 28;
    static final int HEADER_BYTES = 32;

    /// Longest payload of a frame.
    static final int PAYLOAD_MAX = 1 << 20;

    /// Bytes of the length before every record.
    static final int RECORD_LENGTH_BYTES = 3;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FrameFormat() {}

    static int u32(byte[] from, int at) {
        return (int) INT.get(from, at);
    }

    static long u64(byte[] from, int at) {
        return (long) LONG.get(from, at);
    }

    static void u32(byte[] into, int at, int value) {
        INT.set(into, at, value);
    }

    static void u64(byte[] into, int at, long value) {
        LONG.set(into, at, value);
    }
}
