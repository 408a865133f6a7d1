package dev.crossdock.ledger;

import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.transfer.Outcome;
import java.util.Set;
import java.util.function.Predicate;

/// Which of the objects that were given up are meant: those that fit all of these, by the failure that ended them.
///
/// @param classes classes of failures; empty for all
/// @param codes codes of failures; empty for all
/// @param keyPrefix start of source keys; empty for all
public record FailureFilter(Set<FailureClass> classes, Set<FailureCode> codes,
        String keyPrefix) implements Predicate<Outcome.Failed> {

    /// All of them.
    public static final FailureFilter ALL = new FailureFilter(Set.of(), Set.of(), "");

    /// Copies.
    public FailureFilter {
        classes = Set.copyOf(classes);
        codes = Set.copyOf(codes);
    }

    @Override
    public boolean test(Outcome.Failed failed) {
        FailureCode code = failed.failure().code();
        return (classes.isEmpty() || classes.contains(code.failureClass()))
                && (codes.isEmpty() || codes.contains(code))
                && failed.key().startsWith(keyPrefix);
    }
}
