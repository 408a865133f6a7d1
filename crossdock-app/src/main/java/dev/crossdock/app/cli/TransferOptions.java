package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.copy.StorageClasses;
import dev.crossdock.plan.Comparison;
import dev.crossdock.plan.FilterChain;
import dev.crossdock.plan.Overwrite;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Terms;
import dev.crossdock.store.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a transfer does about each object, and how much at once.
final class TransferOptions {

    @Option(names = "--overwrite", paramLabel = "WHEN", defaultValue = "different",
            description = "Replace what is at the target: different (default), never, newer or always.")
    private Overwrite overwrite = Overwrite.DIFFERENT;

    @Option(names = "--compare", paramLabel = "HOW", defaultValue = "checksum",
            description = "Take for the same without copying: what checksum shows (default), also equal size,"
                    + " also equal size-and-time.")
    private String compare = "checksum";

    @Option(names = "--keep-storage-class", description = "Give copies the storage class of their source.")
    private boolean keepStorageClass;

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private CapOptions caps = new CapOptions();

    @Option(names = "--workers", paramLabel = "N", defaultValue = "32",
            description = "Objects carried at once, 1 to 256 (default: 32).")
    private int workers;

    /// Sets the caps that were given.
    void limit(Wiring wiring) {
        caps.apply(wiring.limits());
    }

    /// How much at once.
    ///
    /// @param deleteLimit of a mirror
    Terms terms(OptionalLong deleteLimit) {
        return terms(workers, deleteLimit);
    }

    /// The same with other workers.
    Terms terms(int workers, OptionalLong deleteLimit) {
        if (workers < 1 || workers > 256) {
            throw new ConfigurationException("CFG_RANGE", "--workers " + workers + " is out of range",
                    "give a number from 1 to 256");
        }
        return new Terms(workers, deleteLimit, keepStorageClass ? StorageClasses.AS_SOURCE : StorageClasses.OF_TARGET,
                _ -> {
                });
    }

    /// What they decide. Ages count from now; files with patterns are read once.
    Decided decide(Wiring wiring, Console console, Rules.Extras extras) {
        FilterChain filter = filters.filter(wiring.env().clock().now(), wiring.env().disk(),
                console.workingDirectory());
        List<String> options = new ArrayList<>(canonical());
        options.addAll(filter.canonical());
        return new Decided(new Rules(filter, overwrite, comparison(), extras), options);
    }

    /// What the options say of each object.
    ///
    /// @param rules as the engine reads them
    /// @param canonical the same as words: what makes an order another one, not how much is done at once
    record Decided(Rules rules, List<String> canonical) {}

    private Comparison comparison() {
        return switch (compare.toLowerCase(Locale.ROOT)) {
            case "checksum" -> Comparison.CHECKSUM;
            case "size" -> Comparison.SIZE;
            case "size-and-time" -> Comparison.SIZE_AND_TIME;
            default -> throw new ConfigurationException("CFG_VALUE", "--compare " + compare + " is not known",
                    "give checksum, size or size-and-time");
        };
    }

    private List<String> canonical() {
        List<String> options = new ArrayList<>(2);
        if (overwrite != Overwrite.DIFFERENT) {
            options.add("--overwrite=" + overwrite.name().toLowerCase(Locale.ROOT));
        }
        if (comparison() != Comparison.CHECKSUM) {
            options.add("--compare=" + compare.toLowerCase(Locale.ROOT));
        }
        if (keepStorageClass) {
            options.add("--keep-storage-class");
        }
        return options;
    }
}
