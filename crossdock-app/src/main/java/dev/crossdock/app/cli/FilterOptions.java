package dev.crossdock.app.cli;

import dev.crossdock.env.Disk;
import dev.crossdock.plan.FilterChain;
import dev.crossdock.plan.FilterRules;
import dev.crossdock.store.ConfigurationException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which objects an order is about.
final class FilterOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--include", paramLabel = "PATTERN",
            description = "Only objects whose name matches; of all --include and --exclude, the first that matches decides.")
    private List<String> include = List.of();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "No objects whose name matches.")
    private List<String> exclude = List.of();

    @Option(names = "--include-from", paramLabel = "FILE", description = "As --include for every line of FILE.")
    private List<String> includeFrom = List.of();

    @Option(names = "--exclude-from", paramLabel = "FILE", description = "As --exclude for every line of FILE.")
    private List<String> excludeFrom = List.of();

    @Option(names = "--min-size", paramLabel = "SIZE",
            description = "No smaller objects; bytes, or powers of 1024 as 10k, 1.5M, 2Gi.")
    private Optional<String> minSize = Optional.empty();

    @Option(names = "--max-size", paramLabel = "SIZE", description = "No larger objects.")
    private Optional<String> maxSize = Optional.empty();

    @Option(names = "--min-age", paramLabel = "AGE",
            description = "No objects modified less than that ago, as 30s, 15m, 24h, 7d, 2w.")
    private Optional<String> minAge = Optional.empty();

    @Option(names = "--max-age", paramLabel = "AGE", description = "No objects modified more than that ago.")
    private Optional<String> maxAge = Optional.empty();

    @Option(names = "--modified-since", paramLabel = "TIME",
            description = "No objects modified before that, as 2026-11-21 or 2026-11-21T19:30:00Z; in UTC.")
    private Optional<String> modifiedSince = Optional.empty();

    @Option(names = "--modified-before", paramLabel = "TIME", description = "No objects modified then or later.")
    private Optional<String> modifiedBefore = Optional.empty();

    @Option(names = "--storage-class", paramLabel = "CLASS",
            description = "Only objects of that storage class, such as STANDARD; can be repeated.")
    private List<String> storageClass = List.of();

    @Option(names = "--exclude-storage-class", paramLabel = "CLASS", description = "No objects of that storage class.")
    private List<String> excludeStorageClass = List.of();

    /// The filter that the command line asks for; [FilterChain#NONE] if it asks for none.
    ///
    /// @param now what ages are counted back from
    /// @param disk where files of patterns are
    /// @param workingDirectory what their paths are relative to
    /// @throws ConfigurationException CFG_FILTER or CFG_VALUE
    FilterChain filter(Instant now, Disk disk, Path workingDirectory) {
        FilterRules rules = FilterChain.rules(now);
        names(rules, new PatternFiles(disk, workingDirectory));
        minSize.ifPresent(rules::minSize);
        maxSize.ifPresent(rules::maxSize);
        minAge.ifPresent(rules::minAge);
        maxAge.ifPresent(rules::maxAge);
        modifiedSince.ifPresent(rules::modifiedSince);
        modifiedBefore.ifPresent(rules::modifiedBefore);
        rules.storageClasses(storageClass);
        rules.excludeStorageClasses(excludeStorageClass);
        return rules.build();
    }

    /// Rules about names in the order of the command line, across the options that give them.
    private void names(FilterRules rules, PatternFiles files) {
        if (include.isEmpty() && exclude.isEmpty() && includeFrom.isEmpty() && excludeFrom.isEmpty()) {
            return;
        }
        Iterator<String> includes = include.iterator();
        Iterator<String> excludes = exclude.iterator();
        Iterator<String> includeFiles = includeFrom.iterator();
        Iterator<String> excludeFiles = excludeFrom.iterator();
        for (ArgSpec each : Objects.requireNonNull(command).commandLine().getParseResult().matchedArgs()) {
            switch (each instanceof OptionSpec option ? option.longestName() : "") {
                case "--include" -> include(rules, includes.next(), "");
                case "--exclude" -> exclude(rules, excludes.next(), "");
                case "--include-from" -> {
                    rules.onlyIncluded();
                    files.read("--include-from", includeFiles.next(),
                            (pattern, origin) -> include(rules, pattern, origin));
                }
                case "--exclude-from" -> files.read("--exclude-from", excludeFiles.next(),
                        (pattern, origin) -> exclude(rules, pattern, origin));
                default -> {
                }
            }
        }
    }

    private static void include(FilterRules rules, String pattern, String origin) {
        rules.include(pattern, "--include " + pattern + origin);
    }

    private static void exclude(FilterRules rules, String pattern, String origin) {
        rules.exclude(pattern, "--exclude " + pattern + origin);
    }
}
