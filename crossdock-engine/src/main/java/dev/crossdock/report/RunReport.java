package dev.crossdock.report;

import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run amounted to, from its journal alone.
///
/// @param run name of the run
/// @param order normal form of its order
/// @param started when it began
/// @param sessions how many processes have carried it out, one after the other
/// @param finished whether it is sealed
/// @param counts of what still counts
/// @param sourceProofs copied objects by source half of the proof
/// @param targetProofs copied objects by target half of the proof
/// @param kept skipped objects by reason
/// @param leftBehind copied objects by what of them the target could not keep
/// @param failures by code, the largest group first
public record RunReport(String run, String order, Optional<Instant> started, int sessions, boolean finished,
        Counts counts,
        Map<SourceProof, Long> sourceProofs, Map<TargetProof, Long> targetProofs, Map<KeepReason, Long> kept,
        Map<LeftBehind, Long> leftBehind, List<FailureGroup> failures) {

    /// Copies the collections.
    public RunReport {
        sourceProofs = Map.copyOf(sourceProofs);
        targetProofs = Map.copyOf(targetProofs);
        kept = Map.copyOf(kept);
        leftBehind = Map.copyOf(leftBehind);
        failures = List.copyOf(failures);
    }

    /// Reads a journal to its present end, in constant memory.
    ///
    /// @throws StoreException as the reader does; LEDGER_CORRUPT if the seal's counts are not those of the records
    public static RunReport of(JournalReader journal) throws StoreException {
        ReportScan scan = new ReportScan(journal.run());
        for (Optional<JournalRecord> each = journal.next(); each.isPresent(); each = journal.next()) {
            scan.take(each.get());
        }
        return scan.report();
    }
}
