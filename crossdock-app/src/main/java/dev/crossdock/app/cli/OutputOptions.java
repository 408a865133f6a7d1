package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.report.Advice;
import dev.crossdock.report.JsonReport;
import dev.crossdock.report.RunReport;
import dev.crossdock.report.TextReport;
import dev.crossdock.run.Run;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import picocli.CommandLine.Option;

/// How a command that runs shows what it does and found.
final class OutputOptions {

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /// Prints the report of a run that has ended, and why it stopped if it did.
    ///
    /// @return exit code
    int show(Console console, Wiring wiring, Run.Result result) throws StoreException {
        try (JournalReader reader = wiring.ledger().read(result.run())) {
            RunReport report = RunReport.of(reader);
            console.out().print(json ? JsonReport.of(report) + '\n' : TextReport.of(report));
        }
        if (result.stopped().isPresent()) {
            Failure cause = result.stopped().get();
            console.err()
                    .println("crossdock: stopped early: " + cause.code() + " (class " + cause.failureClass() + "): "
                            + cause.message() + "\n           " + cause.operation() + ' ' + cause.where()
                            + "\n           to do: "
                            + Advice.on(cause.failureClass()));
            return ExitCode.STOPPED;
        }
        return result.counts().failedObjects() == 0 ? ExitCode.GOOD : ExitCode.SOME_FAILED;
    }
}
