package dev.crossdock.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What an option takes, and what is wrong with something else.
sealed interface OptionType {

    /// What belongs there, to follow "write".
    String form();

    /// The values as the command line takes them; none if there is a problem, which was added.
    ///
    /// @param name of the option, for messages
    List<String> read(String name, Node node, Problems problems);

    /// `true` or `false`.
    record Flag() implements OptionType {

        @Override
        public String form() {
            return "true or false";
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            return node instanceof Node.Scalar scalar && scalar.style() == Node.Style.PLAIN
                    && (scalar.text().equals("true") || scalar.text().equals("false"))
                            ? List.of(scalar.text())
                            : wrong(this, name, node, problems);
        }
    }

    /// A whole number in a range.
    record Whole(long min, long max) implements OptionType {

        @Override
        public String form() {
            return "a number from " + min + " to " + max;
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            if (!(node instanceof Node.Scalar scalar) || scalar.style() != Node.Style.PLAIN
                    || !isWhole(scalar.text())) {
                return wrong(this, name, node, problems);
            }
            // Nineteen digits and more are beyond every range.
            boolean fits = scalar.text().length() < 19 && Long.parseLong(scalar.text()) >= min
                    && Long.parseLong(scalar.text()) <= max;
            if (!fits) {
                problems.add("CFG_RANGE", node.mark(),
                        name + " " + Shown.bare(scalar.text()) + " is out of range: write " + form());
            }
            return fits ? List.of(scalar.text()) : List.of();
        }

        private static boolean isWhole(String text) {
            int digits = text.startsWith("-") ? 1 : 0;
            return digits < text.length()
                    && text.chars().skip(digits).allMatch(each -> each >= '0' && each <= '9');
        }
    }

    /// A size, or a size per second, of at least one byte.
    record Size(String form) implements OptionType {

        static final Size BYTES = new Size(Amounts.SIZE_FORM);
        static final Size PER_SECOND = new Size(Amounts.SIZE_FORM + "/s");

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            if (!(node instanceof Node.Scalar scalar)) {
                return wrong(this, name, node, problems);
            }
            OptionalLong bytes = equals(PER_SECOND)
                    ? Amounts.bytesPerSecond(scalar.text())
                    : Amounts.sizeBytes(scalar.text());
            if (bytes.isPresent() && bytes.getAsLong() == 0) {
                problems.add("CFG_RANGE", node.mark(), name + " must be above 0: write " + form());
                return List.of();
            }
            return bytes.isPresent() ? List.of(word(scalar.text())) : wrong(this, name, node, problems);
        }

        /// The command line says what a rate is per, the value does not.
        private static String word(String text) {
            return text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        }
    }

    /// A time.
    record Time() implements OptionType {

        @Override
        public String form() {
            return Amounts.TIME_FORM;
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            return node instanceof Node.Scalar scalar && Amounts.duration(scalar.text()).isPresent()
                    ? List.of(scalar.text())
                    : wrong(this, name, node, problems);
        }
    }

    /// One of a few words.
    record Choice(List<String> words) implements OptionType {

        @Override
        public String form() {
            return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
                return wrong(this, name, node, problems);
            }
            if (!words.contains(scalar.text())) {
                problems.add("CFG_VALUE", node.mark(), name + " cannot be " + Shown.text(scalar.text()) + ": "
                        + Nearest.hint(scalar.text(), words));
                return List.of();
            }
            return List.of(scalar.text());
        }
    }

    /// A text of one line, such as a name or a pattern.
    record Text(String form) implements OptionType {

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            return node instanceof Node.Scalar scalar && !scalar.isNothing() && !scalar.text().isBlank()
                    && scalar.text().chars().noneMatch(Character::isISOControl)
                            ? List.of(scalar.text())
                            : wrong(this, name, node, problems);
        }
    }

    /// The URL of a service.
    record Endpoint() implements OptionType {

        @Override
        public String form() {
            return "https://HOST or https://HOST:PORT";
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            if (!(node instanceof Node.Scalar scalar)) {
                return wrong(this, name, node, problems);
            }
            if (UserInfo.isIn(scalar.text())) {
                problems.add("CFG_SECRET", node.mark(), name
                        + " has a user or password in it: refer to credentials with access-key-id and secret-access-key");
                return List.of();
            }
            String lower = scalar.text().toLowerCase(java.util.Locale.ROOT);
            return lower.startsWith("https://") && lower.length() > 8
                    || lower.startsWith("http://") && lower.length() > 7
                            ? List.of(scalar.text())
                            : wrong(this, name, node, problems);
        }
    }

    /// A list of texts, in order.
    record Texts(String example) implements OptionType {

        @Override
        public String form() {
            return "a list, each item on a line of its own or within brackets: [\"" + example + "\"]";
        }

        @Override
        public List<String> read(String name, Node node, Problems problems) {
            if (!(node instanceof Node.Items list)) {
                return wrong(this, name, node, problems);
            }
            List<String> texts = new ArrayList<>();
            for (Node each : list.items()) {
                texts.addAll(new Text("a text such as \"" + example + "\"").read(name, each, problems));
            }
            return texts;
        }
    }

    /// Adds that something else stands there.
    private static List<String> wrong(OptionType type, String name, Node node, Problems problems) {
        String there = node instanceof Node.Scalar scalar && !scalar.isNothing()
                ? Shown.text(scalar.text())
                : node.kind();
        problems.add("CFG_VALUE", node.mark(), name + " cannot be " + there + ": write " + type.form());
        return List.of();
    }
}
