package dev.crossdock.testkit.store;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The faults planted in one store.
final class Faults {

    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /// A call that does something.
    @FunctionalInterface
    interface Doing<T> {

        T run() throws StoreException;
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /// The fault to happen in this call, if any; all faults see the call.
    Optional<Fault> in(StoreCall call, String key) {
        Optional<Fault> striking = Optional.empty();
        for (Fault each : faults) {
            if (each.strikes(call, key) && striking.isEmpty()) {
                striking = Optional.of(each);
            }
        }
        return striking;
    }

    /// Does `doing`, unless the fault keeps it from being done, and fails if the fault is that it does.
    static <T> T around(Optional<Fault> fault, StoreCall call, String where, Doing<T> doing) throws StoreException {
        if (fault.isPresent() && fault.get().effect() instanceof Effect.FailBefore before) {
            fault.get().happened();
            throw failure(before.code(), call, where, "planted before");
        }
        T result = doing.run();
        if (fault.isPresent() && fault.get().effect() instanceof Effect.FailAfter after) {
            fault.get().happened();
            throw failure(after.code(), call, where, "planted after");
        }
        return result;
    }

    /// Whether the fault is to pretend; if so, it has happened.
    static boolean pretends(Optional<Fault> fault) {
        boolean pretends = fault.isPresent() && fault.get().effect() instanceof Effect.Pretend;
        if (pretends) {
            fault.get().happened();
        }
        return pretends;
    }

    static StoreException failure(FailureCode code, StoreCall call, String where, String message) {
        return new StoreException(Failure.of(code, call.operation(), where, message));
    }
}
