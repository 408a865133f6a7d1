package dev.crossdock.app.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads the values of known names, and complains about what is wrong.
final class FieldReader {

    private final Node.Fields fields;
    private final Problems problems;

    FieldReader(Node.Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /// Adds a problem for each name that is not known.
    void refuseOthers(Collection<String> known) {
        for (Node.Field field : fields.fields()) {
            if (!known.contains(field.name())) {
                problems.add("CFG_UNKNOWN", field.mark(),
                        "unknown key " + Shown.text(field.name()) + ": " + Nearest.hint(field.name(), known));
            }
        }
    }

    /// A field by its name.
    Optional<Node.Field> field(String name) {
        return fields.fields().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// A value; empty if it is not there, or wrong.
    Optional<String> value(String name, OptionType type) {
        return field(name).flatMap(field -> type.read(name, field.value(), problems).stream().findFirst());
    }

    /// A value; empty, with a problem, if it is not there.
    Optional<String> required(String name, OptionType type) {
        if (field(name).isEmpty()) {
            problems.add("CFG_USAGE", fields.mark(), name + " is missing: write " + type.form());
        }
        return value(name, type);
    }

    /// Whether a flag is there and true.
    boolean isTrue(String name) {
        return value(name, new OptionType.Flag()).equals(Optional.of("true"));
    }

    /// Adds a problem at a field.
    void add(String code, String name, String message) {
        problems.add(code, field(name).map(Node.Field::mark).orElse(fields.mark()), message);
    }

    /// Adds a problem at the value of a field.
    void addAtValue(String code, String name, String message) {
        problems.add(code, field(name).map(each -> each.value().mark()).orElse(fields.mark()), message);
    }

    /// Adds a problem if both are there.
    void refuseTogether(String one, List<String> others, String why) {
        for (String other : others) {
            if (field(one).isPresent() && field(other).isPresent()) {
                add("CFG_USAGE", other, other + " does not go with " + one + ": " + why);
            }
        }
    }

    /// Adds a problem if the first is there without the second.
    void requireBeside(String one, String other) {
        if (field(one).isPresent() && field(other).isEmpty()) {
            add("CFG_USAGE", one, one + " needs " + other + " beside it");
        }
    }
}
