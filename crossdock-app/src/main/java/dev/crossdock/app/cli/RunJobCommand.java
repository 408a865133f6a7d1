package dev.crossdock.app.cli;

import dev.crossdock.app.config.Configuration;
import dev.crossdock.app.config.JobSettings;
import dev.crossdock.app.config.Shown;
import dev.crossdock.store.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `crossdock run`.
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "crossdock run JOB [OPTIONS]",
        description = {"Runs a job of the configuration file: the same as the command that it stands for.",
                "Options of that command can be given, too, after the name; they come instead of what the job says.",
                "A repeated command goes on where an interrupted one was."},
        footer = {"", "Examples:", "  crossdock run photos", "  crossdock run photos --workers 8",
                "  crossdock --config jobs.yaml run photos", "",
                "Exit codes: those of the job's command."})
final class RunJobCommand implements Callable<Integer> {

    private static final String PLACES = "they stand in the file that --config or CROSSDOCK_CONFIG names, else in"
            + " $XDG_CONFIG_HOME/crossdock/config.yaml or ~/.config/crossdock/config.yaml (docs/configuration.md)";

    @Parameters(index = "0", paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    @Unmatched
    private List<String> more = new ArrayList<>();

    private final Console console;
    private final Again again;

    RunJobCommand(Console console, Again again) {
        this.console = console;
        this.again = again;
    }

    @Override
    public Integer call() {
        Configuration configuration = console.configuration();
        if (configuration.jobs().isEmpty()) {
            throw new ConfigurationException("CFG_USAGE", "there are no jobs", PLACES);
        }
        JobSettings settings = configuration.job(job).orElseThrow(() -> unknown(configuration));
        return again.execute(configuration.arguments(settings, more));
    }

    private ConfigurationException unknown(Configuration configuration) {
        Optional<String> near = configuration.jobNear(job);
        return new ConfigurationException("CFG_UNKNOWN", "no job is named " + Shown.text(job),
                near.isPresent()
                        ? "did you mean " + near.get() + " ?"
                        : "there are " + String.join(", ", configuration.jobs().keySet()));
    }
}
