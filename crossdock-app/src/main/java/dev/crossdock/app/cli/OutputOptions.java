package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.object.Keys;
import dev.crossdock.report.Advice;
import dev.crossdock.report.JsonReport;
import dev.crossdock.report.RunReport;
import dev.crossdock.report.TextReport;
import dev.crossdock.run.Run;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How a command that runs shows what it does and found.
final class OutputOptions {

    @Option(names = "--json",
            description = "Print the report as one JSON object, and progress as JSON lines on standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Option(names = "--error-log", paramLabel = "FILE",
            description = "Append a JSON line for each object that fails, as soon as it does.")
    private Optional<String> errorLog = Optional.empty();

    boolean quiet() {
        return quiet;
    }

    boolean json() {
        return json;
    }

    /// The error log, opened, if one was asked for.
    Optional<ErrorLog> errorLog(Console console, Wiring wiring) {
        return errorLog.map(file -> ErrorLog.open(wiring.env().disk(), console.workingDirectory().resolve(file),
                console.err()));
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
                            + cause.message() + "\n           " + cause.operation() + ' '
                            + Keys.printable(cause.where())
                            + "\n           to do: "
                            + Advice.on(cause.failureClass()));
            return ExitCode.STOPPED;
        }
        return result.counts().failedObjects() == 0 ? ExitCode.GOOD : ExitCode.SOME_FAILED;
    }
}
