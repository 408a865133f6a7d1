package dev.crossdock.app.cli;

import dev.crossdock.app.config.Configuration;
import dev.crossdock.app.config.Verb;
import java.util.ArrayList;
import java.util.List;

/// Puts the defaults of the configuration into command lines, right after the command: what is said there comes later.
///
/// @param configuration which has them
record Defaults(Configuration configuration) {

    /// The words of a command with the defaults that they leave in force.
    List<String> in(List<String> words) {
        if (configuration.defaults().isEmpty()) {
            return words;
        }
        List<String> given = given(words);
        return switch (words.get(0)) {
            case "copy" -> insert(configuration.defaults(Verb.COPY, given), words);
            case "sync" -> insert(configuration.defaults(Verb.SYNC, given), words);
            case "plan" -> insert(planned(configuration.defaults(Verb.SYNC, given)), words);
            default -> words;
        };
    }

    /// The words of a run that is resumed, with those of the defaults that leave its order what it is.
    List<String> inResumed(List<String> words) {
        return switch (words.get(0)) {
            case "copy" -> insert(configuration.defaultsOfPace(Verb.COPY, given(words)), words);
            case "sync" -> insert(configuration.defaultsOfPace(Verb.SYNC, given(words)), words);
            default -> words;
        };
    }

    /// What stands before `--`: behind it are no options.
    private static List<String> given(List<String> words) {
        int end = words.indexOf("--");
        return end < 0 ? words : words.subList(0, end);
    }

    /// A plan shows no progress and has no failures to log.
    private static List<String> planned(List<String> options) {
        List<String> left = new ArrayList<>(options);
        left.removeIf(each -> each.startsWith("--quiet=") || each.startsWith("--error-log="));
        return left;
    }

    private static List<String> insert(List<String> options, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(1, options);
        return all;
    }
}
