package dev.crossdock.app.cli;

import dev.crossdock.plan.Rules;
import dev.crossdock.store.ConfigurationException;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/// Whether and how much a mirror deletes.
final class DeleteOptions {

    @Option(names = "--delete", description = "Delete at the target what the source lacks.")
    private boolean delete;

    @Option(names = "--delete-limit", paramLabel = "N", defaultValue = "-1", hideParamSyntax = true,
            description = "Delete up to N objects, though a safeguard stands against it.")
    private long limit;

    Rules.Extras extras() {
        return delete ? Rules.Extras.TELL : Rules.Extras.LEAVE;
    }

    OptionalLong limit() {
        if (limit < -1) {
            throw new ConfigurationException("CFG_RANGE", "--delete-limit " + limit + " is out of range",
                    "give how many objects may be deleted");
        }
        if (limit >= 0 && !delete) {
            throw new ConfigurationException("CFG_USAGE", "--delete-limit without --delete",
                    "give --delete, too, or neither");
        }
        return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /// The limit does not make another order: with it, the refused run goes on.
    List<String> canonical() {
        return delete ? List.of("--delete") : List.of();
    }
}
