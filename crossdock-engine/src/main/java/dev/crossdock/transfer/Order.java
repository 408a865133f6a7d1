package dev.crossdock.transfer;

import dev.crossdock.object.Location;

/// What a run was asked to do, in normal form: equal orders are the same job, whoever gives them.
///
/// @param verb the command, such as `copy`
/// @param source where objects come from
/// @param sourceEndpoint service of the source as `https://host:port`, or an empty string for local directories
/// @param target where they go
/// @param targetEndpoint service of the target, likewise
public record Order(String verb, Location source, String sourceEndpoint, Location target, String targetEndpoint) {

    /// One line from which the same order can be told again, without secrets.
    public String normalForm() {
        return verb + '\n' + sourceEndpoint + '\n' + source + '\n' + targetEndpoint + '\n' + target;
    }

    /// The key at the target for a key at the source.
    public String targetKey(String sourceKey) {
        return target.prefix() + sourceKey.substring(sourcePrefixKept());
    }

    /// The key at the source for a key at the target.
    public String sourceKey(String targetKey) {
        return source.prefix().substring(0, sourcePrefixKept()) + targetKey.substring(target.prefix().length());
    }

    /// How much of a source key does not go to the target: the prefix, or for a single object all but its name.
    private int sourcePrefixKept() {
        return source.prefix().lastIndexOf('/') + 1;
    }
}
