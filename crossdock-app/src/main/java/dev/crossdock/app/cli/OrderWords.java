package dev.crossdock.app.cli;

import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/// The words of a command that give the order of a run again.
///
/// @param verb such as `copy`
/// @param source location
/// @param target location
/// @param options everything else, endpoints included
record OrderWords(String verb, String source, String target, List<String> options) {

    /// Lines of a normal form before its options.
    private static final int PLACES = 5;

    /// Reads the normal form in a run's journal.
    ///
    /// @throws ConfigurationException CFG_RUN if the journal is damaged, or of another version
    static OrderWords of(RunSummary run) {
        return of(run.run(), run.started().map(JournalRecord.Started::order).orElse(""));
    }

    /// The same of a run's name and its order's normal form.
    ///
    /// @throws ConfigurationException CFG_RUN as above
    static OrderWords of(String run, String order) {
        String[] lines = order.split("\n", -1);
        if (lines.length < PLACES) {
            throw new ConfigurationException("CFG_RUN", "the order of run " + run + " cannot be read",
                    "repeat the command that began it");
        }
        List<String> options = new ArrayList<>();
        endpoint("--source-endpoint=", lines[1], options);
        endpoint("--target-endpoint=", lines[3], options);
        for (int i = PLACES; i < lines.length; i++) {
            options.add(lines[i]);
        }
        return new OrderWords(lines[0], lines[2], lines[4], options);
    }

    private static void endpoint(String option, String value, List<String> options) {
        // The vendor's own address is what is found without one; naming it would ask for path style.
        if (!value.isEmpty() && !value.equals("https://s3.amazonaws.com")) {
            options.add(option + value);
        }
    }

    /// The arguments of that command, with some more options.
    List<String> arguments(List<String> more) {
        List<String> words = new ArrayList<>();
        words.add(verb);
        if (verb.equals("retry")) {
            retried(words);
            words.addAll(more);
            return words;
        }
        words.addAll(options);
        words.addAll(more);
        words.add("--");
        words.add(source);
        words.add(target);
        return words;
    }

    /// What a retry repeats is named by its run; the places and options are in that one's journal.
    private void retried(List<String> words) {
        for (String each : options) {
            if (each.startsWith("--of=")) {
                words.add(each.substring("--of=".length()));
            } else if (each.startsWith("--class=") || each.startsWith("--code=") || each.startsWith("--prefix=")) {
                words.add(each);
            }
        }
    }
}
