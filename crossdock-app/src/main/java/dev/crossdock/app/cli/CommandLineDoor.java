package dev.crossdock.app.cli;

import dev.crossdock.app.Version;
import dev.crossdock.app.config.Configuration;
import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The door that a shell opens: finds the command, runs it, and turns what went wrong into one clear message and an
/// exit code.
public final class CommandLineDoor {

    private static final int BUFFER_BYTES = 64 << 10;
    /// In the order that help shows them.
    private static final List<String> COMMANDS = List.of("copy", "sync", "plan", "verify", "run", "resume", "retry",
            "report", "runs", "limit", "clean", "ls", "doctor", "completion");

    private final Console console;

    CommandLineDoor(Console console) {
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
            if (arguments.length == 0) {
                console.err().print(Overview.TEXT);
                return ExitCode.USAGE;
            }
            ArgumentSecrets.refuse(arguments);
            return execute(Invocation.of(arguments));
        } catch (ConfigurationException e) {
            return explain(e, console);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private int execute(Invocation invocation) {
        if (!invocation.needsConfiguration()) {
            return execute(invocation.words(), console);
        }
        Optional<Path> named = invocation.configuration().isEmpty()
                ? Optional.empty()
                : Optional.of(console.workingDirectory().resolve(invocation.configuration().get()));
        Configuration configuration = Configuration.load(Env.productionForShortCommands().disk(),
                console.environment(), named);
        return execute(new Defaults(configuration).in(invocation.words()), console.with(configuration));
    }

    private static int execute(List<String> words, Console console) {
        String[] arguments = words.toArray(new String[0]);
        return commandLine(words.isEmpty() ? "" : arguments[0], console).execute(arguments);
    }

    /// Reflection over a command's options costs more than most commands do, so only the one that was named is set up,
    /// and all only to show or to complain.
    static CommandLine commandLine(String named, Console console) {
        CommandLine root = new CommandLine(new Root());
        Object known = command(named, console);
        if (known != null) {
            root.addSubcommand(known);
        } else {
            for (String each : COMMANDS) {
                root.addSubcommand(Objects.requireNonNull(command(each, console)));
            }
        }
        // From here on, because these settings reach the commands that are there already.
        root.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        root.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        root.setExecutionExceptionHandler((e, command, result) -> explain(e, console));
        root.setParameterExceptionHandler(new UsageErrors());
        root.setExecutionStrategy(new CommandLine.RunLast());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(100);
        // A file name of a pattern list may begin with any sign.
        root.setExpandAtFiles(false);
        return root;
    }

    private static @Nullable Object command(String name, Console console) {
        return switch (name) {
            case "copy" -> new CopyCommand(console);
            case "sync" -> new SyncCommand(console);
            case "plan" -> new PlanCommand(console);
            case "verify" -> new VerifyCommand(console);
            case "run" -> new RunJobCommand(console, words -> execute(words, console));
            case "resume" -> new ResumeCommand(console,
                    words -> execute(new Defaults(console.configuration()).inResumed(words), console));
            case "retry" -> new RetryCommand(console);
            case "report" -> new ReportCommand(console);
            case "runs" -> new RunsCommand(console);
            case "limit" -> new LimitCommand(console);
            case "clean" -> new CleanCommand(console);
            case "completion" -> new CompletionCommand(console, () -> commandLine("", console));
            case "doctor" -> new DoctorCommand(console);
            case "ls" -> new ListCommand(console);
            default -> null;
        };
    }

    private static int explain(Exception exception, Console console) {
        return switch (exception) {
            case ConfigurationException e -> {
                say(String.valueOf(e.getMessage()), e.remedy(), console);
                yield ExitCode.USAGE;
            }
            case StoreException e -> {
                Failure failure = e.failure();
                say(failure.code() + " (" + failure.failureClass() + "): " + failure.message(), failure.where(),
                        console);
                yield ExitCode.STOPPED;
            }
            default -> {
                say("INTERNAL: " + exception, "this is a defect of Crossdock: please report it with the lines below",
                        console);
                exception.printStackTrace(console.err());
                yield ExitCode.STOPPED;
            }
        };
    }

    private static void say(String what, String then, Console console) {
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
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Option(names = "--config", paramLabel = "FILE",
                description = "Configuration file with stores, defaults and jobs; before the command.")
        void config(String file) {
            // Taken from the command line before this is set up; here for the help.
        }

        @Override
        public void run() {
            throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(),
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
