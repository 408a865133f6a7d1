package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a file that is there.
final class ConfigurationReader {

    static final List<String> KEYS = List.of("stores", "defaults", "jobs");

    private static final int BYTES_MAX = 1 << 20;
    private static final int WRITABLE_BY_OTHERS = 022;

    private final Disk disk;
    private final Problems problems;

    private ConfigurationReader(Disk disk, Path file) {
        this.disk = disk;
        this.problems = new Problems(file);
    }

    /// @throws ConfigurationException with all that is wrong
    static Configuration read(Disk disk, Path file) {
        return new ConfigurationReader(disk, file).read();
    }

    private Configuration read() {
        FieldReader root = new FieldReader(YamlReader.read(text(), problems), problems);
        root.refuseOthers(KEYS);
        Map<String, StoreSettings> stores = new LinkedHashMap<>();
        for (Node.Field store : named(root, "stores")) {
            fields(store).flatMap(node -> new StoreReader(disk, node, problems).read())
                    .ifPresent(settings -> stores.put(store.name(), settings));
        }
        List<String> defaults = root.field("defaults").flatMap(this::fields)
                .map(node -> OptionTable.read(node, List.of(), problems)).orElse(List.of());
        Map<String, JobSettings> jobs = new LinkedHashMap<>();
        // A store with a mistake in it exists all the same.
        List<String> storeNames = named(root, "stores").stream().map(Node.Field::name).toList();
        for (Node.Field job : named(root, "jobs")) {
            fields(job).flatMap(node -> new JobReader(node, problems).read(storeNames))
                    .ifPresent(settings -> jobs.put(job.name(), settings));
        }
        requireNames(root);
        problems.throwIfAny();
        return new Configuration(stores, defaults, jobs);
    }

    private String text() {
        try {
            SmallFile file = SmallFile.read(disk, problems.file(), BYTES_MAX);
            if ((file.modeBits() & WRITABLE_BY_OTHERS) != 0) {
                throw problems.stop("CFG_PERMS", Mark.START, "the file has mode " + SmallFile.octal(file.modeBits())
                        + ", so others than its owner can change where data goes: chmod go-w " + problems.file());
            }
            return file.text();
        } catch (SmallFile.UnfitException e) {
            throw problems.stop("CFG_PARSE", e.mark(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw problems.stop("CFG_PARSE", Mark.START, "cannot read it: " + SmallFile.reason(e));
        }
    }

    private List<Node.Field> named(FieldReader root, String section) {
        Optional<Node.Field> field = root.field(section);
        if (field.isPresent() && field.get().value() instanceof Node.Fields fields) {
            return fields.fields();
        }
        return List.of();
    }

    /// Sections that are no names with values, and names that nobody could write in a location.
    private void requireNames(FieldReader root) {
        for (String section : List.of("stores", "jobs")) {
            root.field(section).ifPresent(this::fields);
            List<Node.Field> wrong = new ArrayList<>(named(root, section));
            wrong.removeIf(each -> NamedPlace.isName(each.name()));
            wrong.forEach(each -> problems.add("CFG_VALUE", each.mark(), Shown.text(each.name())
                    + " cannot be a name: write 1 to 64 letters, digits, - and _, and none of s3, gs, file, http, https"));
        }
    }

    /// The names and values of a field; none, with a problem, if it has something else.
    private Optional<Node.Fields> fields(Node.Field field) {
        return switch (field.value()) {
            case Node.Fields fields -> Optional.of(fields);
            case Node.Scalar scalar when scalar.isNothing() -> Optional.of(new Node.Fields(field.mark(), List.of()));
            case Node other -> {
                problems.add("CFG_VALUE", other.mark(),
                        Shown.bare(field.name()) + " cannot be " + other.kind() + ": write names with values below it");
                yield Optional.empty();
            }
        };
    }
}
