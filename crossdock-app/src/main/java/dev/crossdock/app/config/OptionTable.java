package dev.crossdock.app.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The options of `copy` and `sync` that a file may give: the long names of the command line, without the dashes.
final class OptionTable {

    /// One option.
    ///
    /// @param name without dashes
    /// @param verbs which have it
    record Option(String name, OptionType type, Set<Verb> verbs) {}

    private static final Set<Verb> BOTH = Set.of(Verb.COPY, Verb.SYNC);

    private static final OptionType MOMENT = new OptionType.Text("a date such as 2026-11-21, or 2026-11-21T19:30:00Z");

    /// They say how fast a run is and what is told of it, but not what it is about.
    private static final Set<String> PACE = Set.of("workers", "bandwidth", "requests-per-second", "delete-limit",
            "json", "quiet", "error-log");

    private static final Map<String, Option> OPTIONS = table();

    private OptionTable() {}

    private static Map<String, Option> table() {
        Map<String, Option> table = new LinkedHashMap<>();
        reach(table);
        writing(table);
        transfer(table);
        filters(table);
        add(table, "delete", new OptionType.Flag(), EnumSet.of(Verb.SYNC));
        add(table, "delete-limit", new OptionType.Whole(0, 1_000_000_000_000L), EnumSet.of(Verb.SYNC));
        add(table, "json", new OptionType.Flag(), BOTH);
        add(table, "quiet", new OptionType.Flag(), BOTH);
        add(table, "error-log", new OptionType.Text("the path of a file"), BOTH);
        return table;
    }

    private static void reach(Map<String, Option> table) {
        for (String side : List.of("source", "target")) {
            add(table, side + "-endpoint", new OptionType.Endpoint(), BOTH);
            add(table, side + "-region", StoreReader.REGION, BOTH);
            add(table, side + "-profile", StoreReader.PROFILE, BOTH);
            add(table, side + "-role", new OptionType.Text("an ARN such as arn:aws:iam::ACCOUNT:role/NAME"), BOTH);
            add(table, side + "-external-id", new OptionType.Text("the id that the role asks for"), BOTH);
            add(table, side + "-owner", new OptionType.Text("the 12 digits of an account"), BOTH);
        }
        add(table, "source-anonymous", new OptionType.Flag(), BOTH);
        add(table, "source-requester-pays", new OptionType.Flag(), BOTH);
        add(table, "source-at", new OptionType.Text("a time such as 2026-11-21T19:30:00Z"), BOTH);
        add(table, "allow-plain-http", new OptionType.Texts("storage.local"), BOTH);
    }

    private static void writing(Map<String, Option> table) {
        add(table, "target-storage-class", StoreReader.STORAGE_CLASS, BOTH);
        add(table, "acl", StoreReader.ACL, BOTH);
        add(table, "encryption", new OptionType.Choice(List.of("AES256", "aws:kms", "aws:kms:dsse")), BOTH);
        add(table, "kms-key", StoreReader.KMS_KEY, BOTH);
        add(table, "keep-storage-class", new OptionType.Flag(), BOTH);
    }

    private static void transfer(Map<String, Option> table) {
        add(table, "overwrite", new OptionType.Choice(List.of("different", "never", "newer", "always")), BOTH);
        add(table, "compare", new OptionType.Choice(List.of("checksum", "size", "size-and-time")), BOTH);
        add(table, "workers", new OptionType.Whole(1, 256), BOTH);
        add(table, "bandwidth", OptionType.Size.PER_SECOND, BOTH);
        add(table, "requests-per-second", new OptionType.Whole(1, 100_000), BOTH);
    }

    private static void filters(Map<String, Option> table) {
        add(table, "include", new OptionType.Texts("*.jpg"), BOTH);
        add(table, "exclude", new OptionType.Texts("*.tmp"), BOTH);
        add(table, "include-from", new OptionType.Texts("patterns.txt"), BOTH);
        add(table, "exclude-from", new OptionType.Texts("patterns.txt"), BOTH);
        add(table, "min-size", OptionType.Size.BYTES, BOTH);
        add(table, "max-size", OptionType.Size.BYTES, BOTH);
        add(table, "min-age", new OptionType.Time(), BOTH);
        add(table, "max-age", new OptionType.Time(), BOTH);
        add(table, "modified-since", MOMENT, BOTH);
        add(table, "modified-before", MOMENT, BOTH);
        add(table, "storage-class", new OptionType.Texts("STANDARD"), BOTH);
        add(table, "exclude-storage-class", new OptionType.Texts("GLACIER"), BOTH);
    }

    private static void add(Map<String, Option> table, String name, OptionType type, Set<Verb> verbs) {
        table.put(name, new Option(name, type, verbs));
    }

    static Optional<Option> option(String name) {
        return Optional.ofNullable(OPTIONS.get(name));
    }

    /// Names in the order in which people are told of them.
    static List<String> names() {
        return List.copyOf(OPTIONS.keySet());
    }

    /// Whether a verb has the option that an argument such as `--workers=4` gives.
    static boolean has(Verb verb, String argument) {
        return option(name(argument)).map(option -> option.verbs().contains(verb)).orElse(false);
    }

    /// Whether an argument such as `--workers=4` leaves an order what it is.
    static boolean isOfPace(String argument) {
        return PACE.contains(name(argument));
    }

    /// The name in an argument: `workers` of `--workers=4`, `--workers`, and `--no-workers`; empty for what is no option.
    static String name(String argument) {
        if (!argument.startsWith("--")) {
            return "";
        }
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        return name.startsWith("no-") && OPTIONS.containsKey(name.substring(3)) ? name.substring(3) : name;
    }

    /// Reads options in the order of the file.
    ///
    /// @param others names that are no options but may stand there, too
    /// @return as `--name=value`
    static List<String> read(Node.Fields fields, List<String> others, Problems problems) {
        List<String> arguments = new ArrayList<>();
        for (Node.Field field : fields.fields()) {
            Option option = OPTIONS.get(field.name());
            if (option != null) {
                for (String value : option.type().read(field.name(), field.value(), problems)) {
                    arguments.add("--" + field.name() + "=" + value);
                }
            } else if (!others.contains(field.name())) {
                List<String> known = new ArrayList<>(others);
                known.addAll(OPTIONS.keySet());
                problems.add("CFG_UNKNOWN", field.mark(),
                        "unknown key " + Shown.text(field.name()) + ": " + Nearest.hint(field.name(), known));
            }
        }
        return arguments;
    }
}
