package dev.crossdock.testkit.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// One fault, planted in some calls of a store. It counts how often it was met, so that a test can be sure that what it
/// tests happened.
public final class Fault {

    private final StoreCall call;
    private final long first;
    private final long last;
    private final Optional<String> key;
    private final Effect effect;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong fired = new AtomicLong();

    private Fault(StoreCall call, long first, long last, Optional<String> key, Effect effect) {
        this.call = call;
        this.first = first;
        this.last = last;
        this.key = key;
        this.effect = effect;
    }

    /// A fault in one call.
    ///
    /// @param nth which one of that kind, from 1
    public static Fault nth(StoreCall call, long nth, Effect effect) {
        return new Fault(call, nth, nth, Optional.empty(), effect);
    }

    /// A fault in the first calls.
    ///
    /// @param times how many
    public static Fault times(StoreCall call, long times, Effect effect) {
        return new Fault(call, 1, times, Optional.empty(), effect);
    }

    /// A fault in all calls.
    public static Fault every(StoreCall call, Effect effect) {
        return new Fault(call, 1, Long.MAX_VALUE, Optional.empty(), effect);
    }

    /// The same fault, but only calls for that key count.
    public Fault forKey(String only) {
        return new Fault(call, first, last, Optional.of(only), effect);
    }

    /// How often it happened.
    public long fired() {
        return fired.get();
    }

    /// What it does.
    Effect effect() {
        return effect;
    }

    /// Counts a call.
    ///
    /// @return whether the fault is to happen in it
    boolean strikes(StoreCall present, String presentKey) {
        if (present != call || !key.map(presentKey::equals).orElse(true)) {
            return false;
        }
        long number = seen.incrementAndGet();
        return number >= first && number <= last;
    }

    /// Says that it has really happened.
    void happened() {
        fired.incrementAndGet();
    }

    @Override
    public String toString() {
        return effect + " in " + call + ' ' + first + ".." + last + key.map(each -> " of " + each).orElse("")
                + ", fired "
                + fired;
    }
}
