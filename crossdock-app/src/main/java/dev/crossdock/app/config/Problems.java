package dev.crossdock.app.config;

import dev.crossdock.store.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects all that is wrong with a file, so that it is told at once.
final class Problems {

    /// A person corrects a hundred lines before reading on.
    private static final int SHOWN_MAX = 100;

    /// Continuation lines stand below the text that follows `crossdock: `.
    private static final String NEXT_LINE = "\n           ";

    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /// The file.
    Path file() {
        return file;
    }

    void add(String code, Mark mark, String message) {
        found.add(new Problem(code, mark, message));
    }

    /// For what makes the rest of the file unreadable.
    ConfigurationException stop(String code, Mark mark, String message) {
        add(code, mark, message);
        return exception();
    }

    /// @throws ConfigurationException if anything was found; its code is that of the first place
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    private ConfigurationException exception() {
        found.sort(Comparator.comparing(Problem::mark));
        StringBuilder text = new StringBuilder(found.size() == 1 ? "1 problem" : found.size() + " problems")
                .append(" in ").append(file);
        for (Problem each : found.subList(0, Math.min(SHOWN_MAX, found.size()))) {
            text.append(NEXT_LINE).append(file.getFileName()).append(':').append(each);
        }
        if (found.size() > SHOWN_MAX) {
            text.append(NEXT_LINE).append("and ").append(found.size() - SHOWN_MAX).append(" more");
        }
        return new ConfigurationException(found.get(0).code(), text.toString(),
                "correct the file (docs/configuration.md); nothing was done");
    }
}
