package dev.crossdock.transfer;

import dev.crossdock.object.Location;
import java.util.List;

/// What a run was asked to do, in normal form: equal orders are the same job, whoever gives them.
///
/// @param verb the command, such as `copy`
/// @param source where objects come from
/// @param sourceEndpoint service of the source as `https://host:port`, or an empty string for local directories
/// @param target where they go
/// @param targetEndpoint service of the target, likewise
/// @param options what else decides what is done, as on the command line (`--include=*.jpg`), in one fixed sequence;
///     no secrets
public record Order(String verb, Location source, String sourceEndpoint, Location target, String targetEndpoint,
        List<String> options) {

    /// Copies the options, which are one line each.
    public Order {
        options = List.copyOf(options);
        for (String each : options) {
            if (each.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("an option of several lines: " + each);
            }
        }
    }

    /// Without options.
    public Order(String verb, Location source, String sourceEndpoint, Location target, String targetEndpoint) {
        this(verb, source, sourceEndpoint, target, targetEndpoint, List.of());
    }

    /// Lines from which the same order can be told again: verb, endpoint and location of the source, endpoint and
    /// location of the target, then the options.
    public String normalForm() {
        StringBuilder text = new StringBuilder(verb).append('\n').append(pair());
        for (String each : options) {
            text.append('\n').append(each);
        }
        return text.toString();
    }

    /// What orders have in common that are about the same two places, whatever they do there.
    public String pair() {
        return sourceEndpoint + '\n' + source + '\n' + targetEndpoint + '\n' + target;
    }

    /// The key at the target for a key at the source.
    public String targetKey(String sourceKey) {
        return target.prefix() + sourceKey.substring(sourcePrefixKept());
    }

    /// What a source key is called within the order: without the prefix, as filters know it.
    public String name(String sourceKey) {
        return sourceKey.substring(sourcePrefixKept());
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
