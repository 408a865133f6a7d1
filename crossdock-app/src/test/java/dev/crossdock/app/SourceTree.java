package dev.crossdock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where the modules of this repository keep their sources and classes.
final class SourceTree {
    private SourceTree() {}

    /// All directories of the repository that hold `src/main/java`, by name.
    static List<Path> modules() {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isDirectory(child.resolve("src/main/java"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> sources(String below) {
        return modules().stream().flatMap(module -> files(module.resolve(below), ".java").stream()).toList();
    }

    /// Class directories of the given packages' modules, found by the folder of the package.
    static List<Path> classDirectories(Predicate<String> packageName) {
        return modules().stream()
                .map(module -> module.resolve("target/classes"))
                .filter(classes -> packages(classes).stream().anyMatch(packageName))
                .toList();
    }

    static List<Path> files(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> packages(Path classes) {
        Path root = classes.resolve("dev/crossdock");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.map(child -> child.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
