package dev.crossdock.s3;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Copies all parts of one object, several at once. A part that fails in passing is copied again: nobody above can
/// repeat it alone, and beginning terabytes anew for one part would never end.
final class PartCopies {

    private static final int AT_ONCE = 8;

    private final Env env;
    private final S3Client client;
    private final CopySource source;
    private final UploadToken token;
    private final long sizeBytes;
    private final long partBytes;
    private final UploadedPart[] copied;
    private final AtomicInteger next = new AtomicInteger();

    PartCopies(Env env, S3Client client, CopySource source, UploadToken token, long sizeBytes, long partBytes) {
        this.env = env;
        this.client = client;
        this.source = source;
        this.token = token;
        this.sizeBytes = sizeBytes;
        this.partBytes = partBytes;
        this.copied = new UploadedPart[Math.toIntExact(Math.ceilDiv(sizeBytes, partBytes))];
    }

    /// Copies them; when one fails, no further ones are begun.
    ///
    /// @return all parts in order
    List<UploadedPart> all() throws StoreException {
        List<Task<Boolean>> tasks = new ArrayList<>(AT_ONCE);
        for (int i = 0; i < Math.min(AT_ONCE, copied.length); i++) {
            tasks.add(env.tasks().spawn("part copies " + token.key(), this::some));
        }
        Optional<Throwable> failed;
        try {
            failed = ended(tasks);
        } catch (CancelledException e) {
            for (Task<Boolean> each : tasks) {
                each.cancel();
            }
            // None may go on using the upload that is going to be removed.
            ended(tasks);
            throw e;
        }
        if (failed.isPresent()) {
            throw rethrown(failed.get());
        }
        return List.of(copied);
    }

    /// Waits for all, and answers what made the first of them fail.
    private static Optional<Throwable> ended(List<Task<Boolean>> tasks) {
        Optional<Throwable> first = Optional.empty();
        for (Task<Boolean> each : tasks) {
            try {
                each.join();
            } catch (TaskFailedException e) {
                first = first.or(() -> Optional.ofNullable(e.getCause()));
            }
        }
        return first;
    }

    private static StoreException rethrown(Throwable cause) {
        return switch (cause) {
            case StoreException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        };
    }

    private boolean some() throws StoreException {
        try {
            for (int index = next.getAndIncrement(); index < copied.length; index = next.getAndIncrement()) {
                copied[index] = patiently(index);
            }
            return true;
        } catch (StoreException | RuntimeException e) {
            next.set(copied.length);
            throw e;
        }
    }

    private UploadedPart patiently(int index) throws StoreException {
        for (int failed = 1;; failed++) {
            try {
                return one(index);
            } catch (StoreException e) {
                Action action = e.failure().failureClass().action();
                boolean passing = action == Action.RETRY || action == Action.SLOW;
                if (!passing || failed >= RetryPolicy.CALLS.attemptsMax()) {
                    throw e;
                }
                env.tasks().sleep(RetryPolicy.CALLS.pause(failed, e.failure(), env.entropy().nextFraction()));
            }
        }
    }

    private UploadedPart one(int index) throws StoreException {
        long offset = index * partBytes;
        long length = Math.min(partBytes, sizeBytes - offset);
        S3Request request = new S3Request(Operation.COPY, "PUT", token.key())
                .query("partNumber", Integer.toString(index + 1)).query("uploadId", token.uploadId());
        source.name(request);
        request.header("x-amz-copy-source-range", "bytes=" + offset + '-' + (offset + length - 1));
        Written part = XmlReply.of(client, request, (in, bytes) -> WriteReply.parse("CopyPartResult", in, bytes));
        return new UploadedPart(index + 1, length, part.etag(), part.checksums().stream().findFirst());
    }
}
