package dev.crossdock.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Names that say nothing, and so do not exist here.
final class NameRules {
    private static final Pattern EMPTY_NAME = Pattern.compile("Abstract.*|.*(Util|Helper|Manager|Processor).*|.*Impl");

    private static final Set<String> EMPTY_PACKAGES = Set.of("util", "utils", "common", "helper", "helpers", "core",
            "impl", "model", "dto", "misc");

    private NameRules() {}

    /// @param className the full name, nested classes parted by `$`
    static List<String> violations(String className) {
        List<String> violations = new ArrayList<>();
        int lastDot = className.lastIndexOf('.');
        for (String part : className.substring(0, lastDot).split("\\.", -1)) {
            if (EMPTY_PACKAGES.contains(part)) {
                violations.add(className + ": a package named " + part);
            }
        }
        for (String simple : className.substring(lastDot + 1).split("\\$", -1)) {
            if (EMPTY_NAME.matcher(simple).matches()) {
                violations.add(className + ": a class named " + simple);
            }
        }
        return violations;
    }
}
