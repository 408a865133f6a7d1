package dev.crossdock.env;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;

/// Random numbers of the kernel, fetched some at a time. Loading the providers of SecureRandom takes some 30 ms, reading
/// the device 0.3 ms, which a command that ends within 100 ms can tell apart.
final class SystemEntropy implements Entropy {

    private static final String DEVICE = "/dev/urandom";
    private static final int BATCH_BYTES = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer unused = ByteBuffer.allocate(0);

    @Override
    public long nextLong() {
        lock.lock();
        try {
            if (unused.remaining() < Long.BYTES) {
                unused = ByteBuffer.wrap(fetch());
            }
            return unused.getLong();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] fetch() {
        byte[] bytes = new byte[BATCH_BYTES];
        try (InputStream device = new FileInputStream(DEVICE)) {
            if (device.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                return bytes;
            }
        } catch (IOException noDevice) {
            // Not every system has one, and the library knows what else there is.
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
