package dev.crossdock.store;

import dev.crossdock.env.Env;
import dev.crossdock.env.Permits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Something that ends, such as a token, renewed before it does. While one task renews it, the others go on with what
/// still holds; a renewal that fails leaves what still holds in use. Safe for concurrent use.
///
/// @param <T> what it is
public final class Renewed<T> {

    /// After a renewal, be it a failed one, the next does not come before this, unless there is nothing that holds.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    /// What holds for a while.
    ///
    /// @param value what it is
    /// @param end until when; nobody may use it then
    public record Lease<T>(T value, Instant end) {}

    /// Gets another lease.
    @FunctionalInterface
    public interface Renewal<T> {

        /// Asks whoever gives them. Never called twice at once.
        ///
        /// @param now present time
        /// @throws StoreException if there is none
        Lease<T> get(Instant now) throws StoreException;
    }

    private record Held<T>(T value, Instant renew, Instant end) {}

    private record Failed(StoreException failure, long nanos) {}

    private final Env env;
    private final Duration margin;
    private final Renewal<T> renewal;
    private final Permits turn;
    private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Failed> failed = new AtomicReference<>();

    /// @param margin what has less than this left is renewed
    /// @param renewal where the next one comes from
    public Renewed(Env env, Duration margin, Renewal<T> renewal) {
        this.env = env;
        this.margin = margin;
        this.renewal = renewal;
        this.turn = env.tasks().permits(1);
    }

    /// What holds now, renewed if need be.
    ///
    /// @throws StoreException if nothing holds and it cannot be renewed
    public T at(Instant now) throws StoreException {
        Held<T> known = held.get();
        if (known != null && now.isBefore(known.renew())) {
            return known.value();
        }
        boolean holds = known != null && now.isBefore(known.end());
        if (known != null && holds && !turn.tryAcquire(1)) {
            return known.value();
        }
        long came = env.clock().nanos();
        if (!holds) {
            turn.acquire(1);
        }
        try {
            return renewed(now, came);
        } finally {
            turn.release(1);
        }
    }

    /// Forgets a value that turned out to be of no use, so that another one is asked for.
    ///
    /// @param value as [#at] gave it
    public void drop(T value) {
        Held<T> known = held.get();
        if (known != null && known.value().equals(value)) {
            held.compareAndSet(known, null);
        }
    }

    private T renewed(Instant now, long came) throws StoreException {
        Held<T> known = held.get();
        if (known != null && now.isBefore(known.renew())) {
            // Another task had the turn before.
            return known.value();
        }
        Failed before = failed.get();
        if (before != null && before.nanos() - came > 0) {
            // Another task had the turn while this one waited: whoever refused it would refuse this one, too.
            throw new StoreException(before.failure().failure(), before.failure());
        }
        try {
            Lease<T> lease = renewal.get(now);
            held.set(new Held<>(lease.value(), later(lease.end().minus(margin), now.plus(PAUSE)), lease.end()));
            return lease.value();
        } catch (StoreException e) {
            if (known == null || !now.isBefore(known.end())) {
                failed.set(new Failed(e, env.clock().nanos()));
                throw e;
            }
            held.set(new Held<>(known.value(), now.plus(PAUSE), known.end()));
            return known.value();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
