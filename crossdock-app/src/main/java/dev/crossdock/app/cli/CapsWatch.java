package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.env.Task;
import dev.crossdock.run.LimitsFile;
import dev.crossdock.store.Caps;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.io.IOException;

/// Lets `crossdock limit` change the caps of a run while it is under way.
final class CapsWatch implements AutoCloseable {

    private final Task<Boolean> task;

    private CapsWatch(Task<Boolean> task) {
        this.task = task;
    }

    /// Watches from now on. Caps that the command line has set take the place of those that an earlier session of the
    /// run was given; without any, those go on to hold.
    static CapsWatch start(Console console, Wiring wiring, String run) throws StoreException {
        LimitsFile file = new LimitsFile(wiring.env(), wiring.ledger().place(run).resolve("limits"));
        Caps given = wiring.limits().caps();
        if (!given.equals(Caps.NONE)) {
            write(file, given);
        }
        return new CapsWatch(wiring.env().tasks().spawn("limits", () -> {
            file.watch(wiring.limits(), odd -> console.err().println("crossdock: " + odd));
            return true;
        }));
    }

    private static void write(LimitsFile file, Caps caps) {
        try {
            file.write(caps);
        } catch (IOException e) {
            throw new ConfigurationException("CFG_LEDGER", "the caps cannot be kept: " + e.getMessage(),
                    "check the directory of runs, its disk and its permissions");
        }
    }

    @Override
    public void close() {
        task.cancel();
        task.join();
    }
}
