package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.Journal;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.ledger.LeftUploads;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.object.Location;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/// Removes what runs of this machine have left behind. What fails is told, and the rest is gone on with.
final class Leftovers {

    /// Where a directory keeps files under way.
    private static final String UNDER_WAY = ".crossdock-tmp";

    private final Wiring wiring;
    private final Console console;
    private final CleanOutput output;

    /// How an order reaches its target; what it does there is not looked at.
    @Command(name = "order")
    private static final class Reach {

        @Mixin
        private SideOptions sides = new SideOptions();

        @Unmatched
        @SuppressWarnings("UnusedVariable")
        private List<String> others = new ArrayList<>();
    }

    Leftovers(Wiring wiring, Console console, CleanOutput output) {
        this.wiring = wiring;
        this.console = console;
        this.output = output;
    }

    /// Aborts the uploads that a run has left open, and notes that in its journal.
    void abortUploads(LeftUploads left) {
        OrderWords words = OrderWords.of(left.run(), left.order());
        if (output.dry()) {
            output.uploads(left.run(), words.target(), left.uploads().size());
            return;
        }
        try (ObjectStore target = open(words, left.order())) {
            Optional<OpenRun> taken = wiring.ledger().takeOver(left.run());
            if (taken.isPresent()) {
                abort(taken.get(), target, words.target());
            }
        } catch (StoreException e) {
            output.problem(left.run(), e.failure().summary());
        } catch (ConfigurationException | CommandLine.ParameterException e) {
            output.problem(left.run(), String.valueOf(e.getMessage()));
        }
    }

    private ObjectStore open(OrderWords words, String order) {
        Reach reach = new Reach();
        new CommandLine(reach).setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.options().toArray(new String[0]));
        Place place = reach.sides.place(Side.TARGET, places(), words.target());
        StoreOptions options = reach.sides.of(Side.TARGET, place);
        Location location = place.location();
        String endpoint = wiring.endpoint(location, Side.TARGET, options);
        // Any other service would answer that it knows no such upload, and the real one would be forgotten.
        if (!order.split("\n", -1)[3].equals(endpoint)) {
            throw new ConfigurationException("CFG_ENDPOINT", "its target is at " + order.split("\n", -1)[3]
                    + ", and the environment leads to " + endpoint, "set the environment as it was for the run");
        }
        return wiring.open(location, Side.TARGET, options, odd -> {
        }, failure -> {
        });
    }

    private Places places() {
        return new Places(wiring.env().disk(), console);
    }

    /// With the run's lock held, its journal says which uploads are open now.
    private void abort(OpenRun run, ObjectStore target, String where) throws StoreException {
        long aborted = 0;
        try (Journal journal = run.journal(); RunHistory history = run.history().orElseThrow()) {
            List<UploadOpened> open = new ArrayList<>(history.supersededUploads());
            open.addAll(history.openUploads().values());
            for (UploadOpened each : open) {
                try {
                    target.reopen(each.token()).abort();
                } catch (StoreException e) {
                    output.problem(run.run(), e.failure().summary());
                    continue;
                }
                journal.uploadClosed(each.token());
                aborted++;
            }
            journal.flush();
        } finally {
            if (aborted > 0) {
                output.uploads(run.run(), where, aborted);
            }
        }
    }

    /// Removes what killed processes have left in the directories that runs wrote to, where these are still there.
    void sweepDirectories(List<RunSummary> runs) {
        Map<String, Location> directories = new LinkedHashMap<>();
        for (RunSummary each : runs) {
            if (each.started().isEmpty()) {
                continue;
            }
            try {
                String target = OrderWords.of(each).target();
                if (target.startsWith("/")) {
                    directories.put(target, new Location(Location.Scheme.LOCAL, target, ""));
                }
            } catch (ConfigurationException e) {
                output.problem(each.run(), String.valueOf(e.getMessage()));
            }
        }
        directories.values().forEach(this::sweep);
    }

    private void sweep(Location directory) {
        Path underWay = Path.of(directory.container()).resolve(UNDER_WAY);
        try {
            long before = files(underWay);
            if (before == 0) {
                return;
            }
            if (output.dry()) {
                output.wouldSweep(directory.container());
                return;
            }
            wiring.createTarget(directory);
            long removed = before - files(underWay);
            if (removed > 0) {
                output.files(directory.container(), removed);
            }
        } catch (StoreException e) {
            output.problem(directory.container(), e.failure().summary());
        } catch (IOException e) {
            output.problem(directory.container(), String.valueOf(e.getMessage()));
        }
    }

    private long files(Path directory) throws IOException {
        try {
            return wiring.env().disk().list(directory).size();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// Forgets a finished run.
    void forget(RunSummary run) {
        try {
            if (!output.dry()) {
                wiring.ledger().forget(run.run());
            }
            output.forgotten(run.run());
        } catch (StoreException e) {
            output.problem(run.run(), e.failure().summary());
        }
    }
}
