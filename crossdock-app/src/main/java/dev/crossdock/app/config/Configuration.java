package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import dev.crossdock.store.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the configuration file says; docs/configuration.md describes it.
///
/// @param stores by name, in the order of the file
/// @param defaults options as `--name=value`, for every `copy` and `sync` that has them and does not say otherwise
/// @param jobs by name, in the order of the file
public record Configuration(Map<String, StoreSettings> stores, List<String> defaults, Map<String, JobSettings> jobs) {

    /// There is no file.
    public static final Configuration NONE = new Configuration(Map.of(), List.of(), Map.of());

    /// Copies what it is given, in its order.
    public Configuration {
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
        defaults = List.copyOf(defaults);
        jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    }

    /// Reads the file that was named, else that of `CROSSDOCK_CONFIG`, else `$XDG_CONFIG_HOME/crossdock/config.yaml`,
    /// else `~/.config/crossdock/config.yaml`; the last two only if they exist.
    ///
    /// @param disk where files are
    /// @param environment variables of the process
    /// @param explicit what `--config` named
    /// @return [#NONE] if there is no file
    /// @throws ConfigurationException with all that is wrong with it, each with its place; its code is that of the first:
    ///     CFG_PARSE, CFG_PERMS, CFG_SECRET, CFG_UNKNOWN, CFG_VALUE, CFG_RANGE or CFG_USAGE
    public static Configuration load(Disk disk, Map<String, String> environment, Optional<Path> explicit) {
        Optional<Path> file = ConfigurationFile.find(disk, environment, explicit);
        // Nothing that reads YAML is loaded unless there is some.
        return file.isEmpty() ? NONE : ConfigurationReader.read(disk, file.get());
    }

    /// A store by its name.
    public Optional<StoreSettings> store(String name) {
        return Optional.ofNullable(stores.get(name));
    }

    /// A job by its name.
    public Optional<JobSettings> job(String name) {
        return Optional.ofNullable(jobs.get(name));
    }

    /// The names that are nearest to one that does not exist, for a message.
    ///
    /// @param typed a store
    public Optional<String> storeNear(String typed) {
        return Nearest.to(typed, stores.keySet());
    }

    /// As [#storeNear], for a job.
    public Optional<String> jobNear(String typed) {
        return Nearest.to(typed, jobs.keySet());
    }

    /// The arguments that a job stands for: verb, source, target, options. What is given comes instead of what the job
    /// says, and that instead of the default, also where it is a list.
    ///
    /// @param given options besides those of the job
    public List<String> arguments(JobSettings job, List<String> given) {
        List<String> options = new ArrayList<>(job.options());
        Set<String> said = names(given);
        options.removeIf(each -> said.contains(OptionTable.name(each)));
        options.addAll(given);
        List<String> arguments = new ArrayList<>(List.of(job.verb().word(), job.source(), job.target()));
        arguments.addAll(defaults(job.verb(), options));
        arguments.addAll(options);
        return arguments;
    }

    /// The defaults that a command line leaves in force: those that the verb has and that were not given. A limit of
    /// deletions is none without deletions.
    ///
    /// @param given its arguments
    /// @return as `--name=value`
    public List<String> defaults(Verb verb, List<String> given) {
        if (defaults.isEmpty()) {
            return List.of();
        }
        Set<String> said = names(given);
        List<String> left = new ArrayList<>(defaults);
        left.removeIf(each -> said.contains(OptionTable.name(each)) || !OptionTable.has(verb, each));
        if (!given.contains("--delete") && !given.contains("--delete=true") && !left.contains("--delete=true")) {
            left.removeIf(each -> OptionTable.name(each).equals("delete-limit"));
        }
        return left;
    }

    /// Of [#defaults] those that do not change what a run is about, such as `--workers=64`: a run that is resumed has
    /// its own order, whatever the file says by now.
    public List<String> defaultsOfPace(Verb verb, List<String> given) {
        List<String> left = new ArrayList<>(defaults(verb, given));
        left.removeIf(each -> !OptionTable.isOfPace(each));
        return left;
    }

    private static Set<String> names(List<String> given) {
        Set<String> names = new HashSet<>();
        for (String argument : given) {
            names.add(OptionTable.name(argument));
        }
        return names;
    }
}
