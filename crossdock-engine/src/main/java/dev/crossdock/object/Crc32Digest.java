package dev.crossdock.object;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

final class Crc32Digest implements Digest {

    private final Algorithm algorithm;
    private final java.util.zip.Checksum crc;

    Crc32Digest(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.crc = algorithm == Algorithm.CRC32C ? new CRC32C() : new CRC32();
    }

    @Override
    public void update(ByteBuffer bytes) {
        int position = bytes.position();
        crc.update(bytes);
        bytes.position(position);
    }

    @Override
    public Checksum finish() {
        return Checksum.ofCrc(algorithm, crc.getValue());
    }
}
