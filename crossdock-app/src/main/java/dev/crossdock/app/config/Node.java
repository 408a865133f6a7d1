package dev.crossdock.app.config;

import java.util.List;

/// What stands in the file, with its place, before anybody asks what it means.
sealed interface Node {

    /// Where it starts.
    Mark mark();

    /// One value.
    ///
    /// @param text as YAML reads it
    /// @param style whether quotes were around it
    record Scalar(Mark mark, String text, Style style) implements Node {

        /// YAML's ways to say nothing.
        boolean isNothing() {
            return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /// How a scalar is written: `"32"` in quotes is a text, never a number.
    enum Style {
        PLAIN, QUOTED
    }

    /// A list.
    record Items(Mark mark, List<Node> items) implements Node {}

    /// Names with values, in the order of the file; no name is there twice.
    record Fields(Mark mark, List<Field> fields) implements Node {}

    /// A name with its value.
    ///
    /// @param mark where the name stands
    record Field(Mark mark, String name, Node value) {}

    /// What it is, for messages.
    default String kind() {
        return switch (this) {
            case Scalar scalar -> scalar.isNothing() ? "nothing" : "a single value";
            case Items _ -> "a list";
            case Fields _ -> "names with values";
        };
    }
}
