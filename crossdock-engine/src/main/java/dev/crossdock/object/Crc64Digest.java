package dev.crossdock.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// CRC-64/NVME by slicing-by-16: reflected polynomial 0x9a6c9329ac4bc9b5, all ones in and out
/// (NVM Express NVM Command Set Specification 1.0, section 5.2.1.3.4). The JDK has no intrinsic for it.
final class Crc64Digest implements Digest {

    static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final long[][] TABLES = tables();

    private long crc = ~0L;

    @Override
    public void update(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = in.position();
        int end = in.limit();
        long value = crc;
        for (; end - at >= 16; at += 16) {
            value = sixteen(in.getLong(at) ^ value, in.getLong(at + 8));
        }
        for (; at < end; at++) {
            value = TABLES[0][(int) (value ^ in.get(at)) & 0xff] ^ (value >>> 8);
        }
        crc = value;
    }

    @Override
    public Checksum finish() {
        return Checksum.ofCrc(Algorithm.CRC64NVME, ~crc);
    }

    private static long sixteen(long first, long second) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value ^= TABLES[15 - i][(int) (first >>> (8 * i)) & 0xff]
                    ^ TABLES[7 - i][(int) (second >>> (8 * i)) & 0xff];
        }
        return value;
    }

    private static long[][] tables() {
        long[][] tables = new long[16][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            tables[0][i] = value;
        }
        for (int i = 0; i < 256; i++) {
            for (int slice = 1; slice < 16; slice++) {
                long previous = tables[slice - 1][i];
                tables[slice][i] = tables[0][(int) previous & 0xff] ^ (previous >>> 8);
            }
        }
        return tables;
    }
}
