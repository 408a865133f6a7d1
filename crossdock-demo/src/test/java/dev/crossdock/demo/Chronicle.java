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
import java.util.Set;
import java.util.TreeSet;

/// What the journal of one run says was done.
///
/// @param run its name
/// @param delivered source keys, in the order of the records
/// @param removed target keys, in the order of the records
record Chronicle(String run, List<String> delivered, List<String> removed) {

    /// Of the latest run.
    static Chronicle latest(Path home) throws StoreException {
        return all(home).getFirst();
    }

    /// Of all runs, the latest first.
    static List<Chronicle> all(Path home) throws StoreException {
        FileLedger ledger = new FileLedger(Env.productionForShortCommands(), home, "test");
        List<Chronicle> all = new ArrayList<>();
        for (RunSummary each : ledger.runs()) {
            try (JournalReader reader = ledger.read(each.run())) {
                all.add(read(each.run(), reader));
            }
        }
        return all;
    }

    private static Chronicle read(String run, JournalReader reader) throws StoreException {
        Chronicle chronicle = new Chronicle(run, new ArrayList<>(), new ArrayList<>());
        for (Optional<JournalRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get() instanceof JournalRecord.Settled settled) {
                chronicle.add(settled.outcome());
            }
        }
        return chronicle;
    }

    private void add(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered one) {
            delivered.add(one.key());
        } else if (outcome instanceof Outcome.Removed one) {
            removed.add(one.targetKey());
        }
    }

    /// As `plan` has them: what was done, and the key.
    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        delivered.forEach(each -> actions.add("copy " + each));
        removed.forEach(each -> actions.add("delete " + each));
        return actions;
    }
}
