package dev.crossdock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How objects of any size are cut into parts, and what is kept of each.
final class PartTableTest {

    private static final int PARTS_MAX = 10_000;
    /// As Amazon S3 has it.
    private static final Capabilities SERVICE = new Capabilities("service", Set.of(Algorithm.CRC64NVME),
            Capabilities.Checker.SERVICE, true, true, false, true, true, true, true, 5L << 30, 5L << 20, 5L << 30,
            PARTS_MAX, 1_024);

    @ParameterizedTest
    @ValueSource(longs = {1, 8L << 20, 80L << 30, 100L << 30, 1L << 40, (5L << 40) - 1, 5L << 40, 48L << 40})
    void everyObjectFitsIntoAsManyPartsAsThereMayBe(long sizeBytes) throws StoreException {
        long partBytes = PartsDelivery.partBytes(sizeBytes, SERVICE);
        assertThat(Math.ceilDiv(sizeBytes, partBytes)).isBetween(1L, (long) PARTS_MAX);
        assertThat(partBytes).isBetween(SERVICE.partBytesMin(), SERVICE.partBytesMax());
    }

    @Test
    void whatNoUploadCanHoldIsRefused() {
        assertThatThrownBy(() -> PartsDelivery.partBytes(PARTS_MAX * SERVICE.partBytesMax() + 1, SERVICE))
                .isInstanceOfSatisfying(StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.OBJECT_TOO_LARGE));
    }

    @Test
    void aTableOfAllPartsIsSentAndProvenInOnePiece() throws StoreException {
        Env env = Env.production();
        byte[] bytes = new byte[3 * PARTS_MAX - 1];
        new Random(1).nextBytes(bytes);
        MemoryStore from = new MemoryStore("memory://from", env.clock());
        MemoryStore to = new MemoryStore("memory://to", env.clock());
        ByteBuffer body = ByteBuffer.wrap(bytes);
        from.write("key", WriteOptions.of(new Precondition.None()),
                Body.of(body, BufferFingerprint.digest(body, Algorithm.CRC64NVME)));
        ObjectStat stat = from.stat("key").orElseThrow();
        Upload upload = to.upload("key", WriteOptions.of(new Precondition.None()), bytes.length);
        NotedUpload noted = new NotedUpload("key", upload.token(), "key", stat.version(), bytes.length, 3);
        BufferPool buffers = new BufferPool(env.tasks(), 1);

        List<UploadedPart> parts = new PartSender(env, from, buffers,
                new UploadOpener.Opened(upload, noted, List.of()), stat, Algorithm.CRC64NVME).sendAll();
        assertThat(parts).hasSize(PARTS_MAX).allMatch(each -> each.sizeBytes() <= 3 && each.etag().length() < 64);
        Fingerprint whole = new PartsFingerprint(parts, Algorithm.CRC64NVME);
        assertThat(stat.checksums()).containsExactly(whole.checksum());

        List<UploadedPart> listed = upload.parts();
        assertThat(new PartSender(env, from, buffers, new UploadOpener.Opened(upload, noted, listed), stat,
                Algorithm.CRC64NVME).sendAll()).isEqualTo(parts);
        upload.complete(parts, new Precondition.Absent(), Optional.of(whole.checksum()));
        assertThat(to.stat("key").orElseThrow().checksums()).containsExactly(whole.checksum());
    }
}
