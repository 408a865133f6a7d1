package dev.crossdock.report;

import dev.crossdock.store.FailureCode;
import dev.crossdock.transfer.Outcome;
import java.util.List;

/// Objects that were given up for the same code.
///
/// @param code why, in the end
/// @param objects how many
/// @param samples the first of them, as recorded
public record FailureGroup(FailureCode code, long objects, List<Outcome.Failed> samples) {

    /// Copies the list.
    public FailureGroup {
        samples = List.copyOf(samples);
    }
}
