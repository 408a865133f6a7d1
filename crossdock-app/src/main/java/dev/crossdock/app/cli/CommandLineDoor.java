package dev.crossdock.app.cli;

import dev.crossdock.app.Version;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The door that a shell opens: finds the command, runs it, and turns what went wrong into one clear message and an
/// exit code.
public final class CommandLineDoor {

    private static final int BUFFER_BYTES = 64 << 10;

    private final Console console;

    private CommandLineDoor(Console console) {
        this.console = console;
    }

    /// The door of this process.
    ///
    /// @param environment its variables; `CROSSDOCK_TERMINAL` is 1 where the launcher found a person at standard error
    public static CommandLineDoor open(Map<String, String> environment) {
        PrintStream out = new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new CommandLineDoor(new Console(environment, Path.of(System.getProperty("user.dir", "/")), out, err,
                "1".equals(environment.get("CROSSDOCK_TERMINAL"))));
    }

    /// Runs the command that the arguments name.
    ///
    /// @return exit code
    public int execute(String[] arguments) {
        try {
            return commandLine(arguments).execute(arguments);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    /// Reflection over a command's options costs more than most commands do, so only the one that was named is set up,
    /// and all only to show or to complain.
    private CommandLine commandLine(String[] arguments) {
        CommandLine root = new CommandLine(new Root());
        root.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        root.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "copy" -> root.addSubcommand(new CopyCommand(console));
            case "ls" -> root.addSubcommand(new ListCommand(console));
            case "report" -> root.addSubcommand(new ReportCommand(console));
            case "runs" -> root.addSubcommand(new RunsCommand(console));
            default -> root.addSubcommand(new CopyCommand(console)).addSubcommand(new ListCommand(console))
                    .addSubcommand(new ReportCommand(console)).addSubcommand(new RunsCommand(console));
        }
        root.setExecutionExceptionHandler((e, command, result) -> explain(e));
        root.setExecutionStrategy(new CommandLine.RunLast());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(100);
        return root;
    }

    private int explain(Exception exception) {
        return switch (exception) {
            case ConfigurationException e -> {
                say(String.valueOf(e.getMessage()), e.remedy());
                yield ExitCode.USAGE;
            }
            case StoreException e -> {
                Failure failure = e.failure();
                say(failure.code() + " (" + failure.failureClass() + "): " + failure.message(), failure.where());
                yield ExitCode.STOPPED;
            }
            default -> {
                say("INTERNAL: " + exception, "this is a defect of Crossdock: please report it with the lines below");
                exception.printStackTrace(console.err());
                yield ExitCode.STOPPED;
            }
        };
    }

    private void say(String what, String then) {
        console.err().println("crossdock: " + what);
        console.err().println("           " + then);
    }

    @Command(name = "crossdock", mixinStandardHelpOptions = true, versionProvider = VersionText.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "Copies objects between S3 services and directories, and proves every copy.",
            footer = {"", "`crossdock demo` shows it at work on servers that it starts itself.",
                    "`crossdock COMMAND --help` tells more of each command."})
    static final class Root implements Runnable {

        @CommandLine.Spec
        private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(java.util.Objects.requireNonNull(spec).commandLine(),
                    "Give a command.");
        }
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"crossdock " + Version.text()};
        }
    }
}
