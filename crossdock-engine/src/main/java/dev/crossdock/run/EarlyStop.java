package dev.crossdock.run;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.transfer.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Notices at the beginning of a run that going on is pointless: the first 100 objects all failed alike, or more than
/// half of the first 1,000 did. Alike means with the same code. Objects that failed for their own name are left out of
/// the account, since others have other names.
///
/// Not for concurrent use: belongs to the recorder.
final class EarlyStop {

    private static final int ALL_OF = 100;
    private static final int HALF_OF = 1000;

    private final Map<FailureCode, Alike> alike = new EnumMap<>(FailureCode.class);
    private int settled;

    /// Takes note of an outcome.
    ///
    /// @return why the run should stop, once it should: the first failure of its kind, with the share in its message
    Optional<Failure> settled(Outcome outcome) {
        if (settled >= HALF_OF) {
            return Optional.empty();
        }
        return switch (outcome) {
            case Outcome.Delivered _,Outcome.Kept _,Outcome.Removed _ -> {
                settled++;
                yield Optional.empty();
            }
            case Outcome.Failed failed -> failed(failed.failure());
        };
    }

    private Optional<Failure> failed(Failure failure) {
        if (failure.failureClass() == FailureClass.OBJECT_NAME) {
            return Optional.empty();
        }
        settled++;
        Alike same = alike.computeIfAbsent(failure.code(), _ -> new Alike(failure));
        same.count++;
        boolean all = settled == ALL_OF && same.count == ALL_OF;
        boolean half = same.count > HALF_OF / 2;
        return all || half ? Optional.of(cause(same)) : Optional.empty();
    }

    private Failure cause(Alike same) {
        Failure first = same.first;
        String message = same.count + " of the first " + settled + " objects (" + 100 * same.count / settled
                + " %) failed with " + first.code() + ", the first because: " + first.message();
        return new Failure(first.code(), first.operation(), first.where(), message, first.answer(),
                first.retryAfter());
    }

    private static final class Alike {

        final Failure first;
        int count;

        Alike(Failure first) {
            this.first = first;
        }
    }
}
