package dev.crossdock.demo;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the journals of a state directory say, read while nobody writes them.
///
/// @param runs how many there are
/// @param finished how many of them are sealed
/// @param delivered source keys of all records of proven copies, in the order in which they were written
record Journals(int runs, int finished, List<String> delivered) {

    static Journals in(Path home) throws StoreException {
        FileLedger ledger = new FileLedger(Env.productionForShortCommands(), home, "test");
        List<String> delivered = new ArrayList<>();
        int finished = 0;
        List<RunSummary> runs = ledger.runs();
        for (RunSummary each : runs) {
            finished += each.state() == RunSummary.State.FINISHED ? 1 : 0;
            try (JournalReader reader = ledger.read(each.run())) {
                for (Optional<JournalRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get() instanceof JournalRecord.Settled settled
                            && settled.outcome() instanceof Outcome.Delivered one) {
                        delivered.add(one.key());
                    }
                }
            }
        }
        return new Journals(runs.size(), finished, delivered);
    }
}
