package dev.crossdock.app.cli;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.object.Location;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Runs in a directory of their own, and commands that look at them.
final class RunShelf {

    private final Path directory;
    private final Env env = Env.productionForShortCommands();
    private final FileLedger ledger;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Exception> thrown = new ArrayList<>();

    RunShelf(Path directory) {
        this.directory = directory;
        this.ledger = new FileLedger(env, directory.resolve("state"), "test");
    }

    FileLedger ledger() {
        return ledger;
    }

    Env env() {
        return env;
    }

    Order copyTo(Path target) {
        return new Order("copy", new Location(Location.Scheme.LOCAL, directory.resolve("from").toString(), ""), "",
                new Location(Location.Scheme.LOCAL, target.toString(), ""), "");
    }

    /// A run that was interrupted while these uploads were open.
    String unfinished(Order order, String... tokens) throws StoreException {
        OpenRun run = ledger.open(order);
        for (String each : tokens) {
            run.journal().uploadOpened(new UploadOpened("key " + each, each, "key", "version", 100, 10));
        }
        run.journal().flush();
        run.journal().close();
        return run.run();
    }

    String finished(Order order, Counts counts) throws StoreException {
        OpenRun run = ledger.open(order);
        run.journal().seal(counts, Ending.COMPLETE);
        run.journal().close();
        return run.run();
    }

    Console console() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Console(Map.of("CROSSDOCK_HOME", directory.resolve("state").toString(),
                "AWS_ENDPOINT_URL_S3", "http://localhost:1", "AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY",
                "not a secret"), directory, stream, stream,
                false);
    }

    /// Executes a command and keeps what it throws.
    int execute(Object command, String... arguments) {
        out.reset();
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((e, _, _) -> {
            thrown.add(e);
            return ExitCode.USAGE;
        });
        return line.execute(arguments);
    }

    Exception thrown() {
        return thrown.getLast();
    }

    List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
