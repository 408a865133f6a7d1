package dev.crossdock.app.config;

import java.util.List;

/// A job of the file.
///
/// @param verb what it does
/// @param source location, as on the command line
/// @param target location, as on the command line
/// @param options as `--name=value`, in the order of the file
public record JobSettings(Verb verb, String source, String target, List<String> options) {

    /// Copies the list and refuses empty locations.
    public JobSettings {
        if (source.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("source \"" + source + "\", target \"" + target + "\"");
        }
        options = List.copyOf(options);
    }
}
