package dev.crossdock.app.cli;

import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.util.List;

/// Finds a run by its name, or the start of it.
final class RunFinder {

    private RunFinder() {}

    /// The one run whose name begins so, or the latest one.
    ///
    /// @param start empty for the latest
    /// @throws ConfigurationException CFG_RUN if there is none, or more than one
    static RunSummary find(FileLedger ledger, String start) throws StoreException {
        List<RunSummary> found = ledger.runs().stream().filter(each -> each.run().startsWith(start)).toList();
        if (found.isEmpty()) {
            throw new ConfigurationException("CFG_RUN",
                    start.isEmpty() ? "there is no run yet" : "there is no run " + start,
                    "`crossdock runs` lists all runs");
        }
        for (RunSummary each : found) {
            if (each.run().equals(start)) {
                return each;
            }
        }
        if (!start.isEmpty() && found.size() > 1) {
            throw new ConfigurationException("CFG_RUN", start + " is the start of " + found.size() + " runs",
                    "write more of it; `crossdock runs` lists all runs");
        }
        return found.getFirst();
    }
}
