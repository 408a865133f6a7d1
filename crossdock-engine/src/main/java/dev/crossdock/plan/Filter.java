package dev.crossdock.plan;

import dev.crossdock.object.ObjectStat;
import java.util.Optional;

/// Which objects an order is about.
public interface Filter {

    /// All of them.
    Filter ALL = (_, _) -> Optional.empty();

    /// The rule that leaves an object out, as people wrote it, such as `--exclude *.tmp`.
    ///
    /// @param name its key without the prefix of the order
    /// @param stat as listed
    /// @return empty if it is to be copied
    Optional<String> excludes(String name, ObjectStat stat);
}
