package dev.crossdock.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rules about names, in the order they were given. The first that matches decides; where none does, a name is in unless
/// there is a rule that includes.
final class NameFilter {

    private static final Optional<String> NOTHING_INCLUDES = Optional.of("no --include matches");

    private final List<Glob> globs = new ArrayList<>();
    private final List<Optional<String>> verdicts = new ArrayList<>();
    private boolean onlyIncluded;

    void include(Glob glob) {
        add(glob, Optional.empty());
        onlyIncluded();
    }

    void onlyIncluded() {
        onlyIncluded = true;
    }

    void exclude(Glob glob, String rule) {
        add(glob, Optional.of(rule));
    }

    private void add(Glob glob, Optional<String> verdict) {
        globs.add(glob);
        verdicts.add(verdict);
    }

    boolean isEmpty() {
        return globs.isEmpty() && !onlyIncluded;
    }

    /// Whether names need to be included and none is.
    boolean includesNothing() {
        return onlyIncluded && !verdicts.contains(Optional.<String>empty());
    }

    Optional<String> excludes(String name) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(name)) {
                return verdicts.get(i);
            }
        }
        return onlyIncluded ? NOTHING_INCLUDES : Optional.empty();
    }

    /// What the name of every object that is in begins with: each matched a rule that includes.
    String commonPrefix() {
        Optional<String> common = Optional.empty();
        for (int i = 0; i < globs.size(); i++) {
            if (verdicts.get(i).isEmpty()) {
                String prefix = globs.get(i).prefix();
                common = Optional.of(common.isEmpty() ? prefix : shared(common.get(), prefix));
            }
        }
        return common.orElse("");
    }

    /// What both begin with, without half a surrogate pair at the end: no store could be asked for that.
    private static String shared(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length > 0 && Character.isHighSurrogate(one.charAt(length - 1)) ? length - 1 : length);
    }
}
