package dev.crossdock.copy;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends all parts of one object, several at once, each range of the source read once.
final class PartSender {

    /// As many as keep a connection pair busy while others wait for a round trip.
    private static final int AT_ONCE = 4;

    private final Env env;
    private final ObjectStore source;
    private final BufferPool buffers;
    private final Upload upload;
    private final ObjectStat stat;
    private final Algorithm algorithm;
    private final long partBytes;
    private final Map<Integer, UploadedPart> stored;
    private final boolean checked;
    private final UploadedPart[] sent;
    private final AtomicInteger next = new AtomicInteger();

    /// @param opened where the parts go, with those that are there already: they are not sent
    PartSender(Env env, ObjectStore source, BufferPool buffers, UploadOpener.Opened opened, ObjectStat stat,
            Algorithm algorithm) {
        this.env = env;
        this.source = source;
        this.buffers = buffers;
        this.upload = opened.upload();
        this.stat = stat;
        this.algorithm = algorithm;
        this.partBytes = opened.noted().partBytes();
        this.stored = HashMap.newHashMap(opened.stored().size());
        for (UploadedPart each : opened.stored()) {
            stored.put(each.number(), each);
        }
        // A file keeps no digest that the whole could be compared with, and reading it costs little.
        this.checked = source.capabilities().checker() == Capabilities.Checker.WRITER;
        this.sent = new UploadedPart[Math.toIntExact(Math.ceilDiv(stat.sizeBytes(), partBytes))];
    }

    /// Sends them; when one fails, no further ones are begun.
    ///
    /// @return all parts in order, each with our own digest of it
    List<UploadedPart> sendAll() throws StoreException {
        List<Task<Boolean>> tasks = new ArrayList<>(AT_ONCE);
        for (int i = 0; i < Math.min(AT_ONCE, sent.length); i++) {
            tasks.add(env.tasks().spawn("parts " + stat.key(), this::sendSome));
        }
        try {
            joinAll(tasks);
        } catch (CancelledException e) {
            for (Task<Boolean> each : tasks) {
                each.cancel();
            }
            awaitEnd(tasks);
            throw e;
        }
        return List.of(sent);
    }

    /// Waits until none uses the upload any more, whatever became of it.
    private static void awaitEnd(List<Task<Boolean>> tasks) {
        for (Task<Boolean> each : tasks) {
            try {
                each.join();
            } catch (TaskFailedException e) {
                // It was told to give up.
            }
        }
    }

    private static void joinAll(List<Task<Boolean>> tasks) throws StoreException {
        Optional<Throwable> first = Optional.empty();
        for (Task<Boolean> each : tasks) {
            try {
                each.join();
            } catch (TaskFailedException e) {
                first = first.or(() -> Optional.ofNullable(e.getCause()));
            }
        }
        if (first.isPresent()) {
            throw rethrown(first.get());
        }
    }

    private static StoreException rethrown(Throwable cause) {
        return switch (cause) {
            case StoreException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        };
    }

    private boolean sendSome() throws StoreException {
        try {
            for (int index = next.getAndIncrement(); index < sent.length; index = next.getAndIncrement()) {
                sent[index] = send(index);
            }
            return true;
        } catch (StoreException | RuntimeException e) {
            next.set(sent.length);
            throw e;
        }
    }

    private UploadedPart send(int index) throws StoreException {
        long offset = index * partBytes;
        ByteRange range = new ByteRange(offset, Math.min(partBytes, stat.sizeBytes() - offset));
        UploadedPart there = stored.get(index + 1);
        if (there != null && !checked) {
            return there;
        }
        ByteBuffer buffer = buffers
                .take(range.lengthBytes() <= BufferPool.LARGE_BYTES ? range.lengthBytes() : BufferPool.CHUNK_BYTES);
        try {
            return there != null && same(there, range, buffer) ? there : send(index, range, buffer);
        } finally {
            buffers.release(buffer);
        }
    }

    /// Whether a part that is stored holds what would be sent.
    private boolean same(UploadedPart there, ByteRange range, ByteBuffer buffer) throws StoreException {
        try (ObjectReader reader = source.read(stat.key(), ReadOptions.pinned(stat.version(), range))) {
            return there.checksum().equals(Optional
                    .of(ExactRead.digest(reader, range.lengthBytes(), buffer, algorithm, place())));
        }
    }

    private UploadedPart send(int index, ByteRange range, ByteBuffer buffer) throws StoreException {
        buffer.clear();
        boolean fits = range.lengthBytes() <= BufferPool.LARGE_BYTES;
        if (fits) {
            buffer.limit((int) range.lengthBytes());
        }
        try (ObjectReader reader = source.read(stat.key(), ReadOptions.pinned(stat.version(), range))) {
            return fits ? sendWhole(index, range, reader, buffer) : sendStreamed(index, range, reader, buffer);
        }
    }

    private UploadedPart sendWhole(int index, ByteRange range, ObjectReader reader, ByteBuffer buffer)
            throws StoreException {
        Digest digest = algorithm.digest();
        // Bytes are digested as they come, while the processor has them at hand.
        for (int start = 0; buffer.hasRemaining() && reader.read(buffer) >= 0; start = buffer.position()) {
            digest.update(buffer.duplicate().flip().position(start));
        }
        ExactRead.end(buffer, reader, place());
        reader.close();
        Checksum checksum = digest.finish();
        return taken(index, range, upload.part(index + 1, range.offset(), Body.of(buffer, checksum)), checksum);
    }

    private UploadedPart sendStreamed(int index, ByteRange range, ObjectReader reader, ByteBuffer buffer)
            throws StoreException {
        ReaderBody body = new ReaderBody(reader, buffer, algorithm);
        Written written = upload.part(index + 1, range.offset(), body);
        return taken(index, range, written, body.finish());
    }

    /// A part that the store says it has, of these bytes as far as it shows.
    private UploadedPart taken(int index, ByteRange range, Written written, Checksum ours) throws StoreException {
        for (Checksum each : written.checksums()) {
            if (each.fullObject() && each.algorithm() == algorithm && !each.equals(ours)) {
                throw new StoreException(Failure.of(FailureCode.CHECKSUM_MISMATCH, Operation.WRITE, place(),
                        "part " + (index + 1) + " was sent as " + ours + ", the target took " + each));
            }
        }
        return new UploadedPart(index + 1, range.lengthBytes(), written.etag(), Optional.of(ours));
    }

    private String place() {
        return source.name() + '/' + stat.key();
    }
}
