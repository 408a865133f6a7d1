package dev.crossdock.run;

import dev.crossdock.store.Failure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says whether a run goes on. Only the first reason to stop counts.
final class StopSwitch {

    private final AtomicReference<@Nullable Failure> cause = new AtomicReference<>();
    private volatile boolean recordable = true;

    void stop(Failure reason) {
        cause.compareAndSet(null, reason);
    }

    /// Stops because outcomes can no longer be made durable: from here on nothing is known to have happened.
    void stopRecording(Failure reason) {
        recordable = false;
        stop(reason);
    }

    boolean stopped() {
        return cause.get() != null;
    }

    boolean recordable() {
        return recordable;
    }

    Optional<Failure> cause() {
        return Optional.ofNullable(cause.get());
    }
}
