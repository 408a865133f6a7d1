package dev.crossdock.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of ARCHITECTURE.md and CONTRIBUTING.md that a machine can hold us to, each with a proof that it can fail.
class HouseRulesTest {
    private static final String FIXTURES = "dev.crossdock.app.fixture";

    /// What a class outside `env` may do all the same, and why.
    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption("dev.crossdock.app.Crossdock: java.lang.System.exit",
                    "the exit code of the process is what main is for"),
            new Exemption("dev.crossdock.app.cli.CommandLineDoor: java.io.FileOutputStream",
                    "standard output with a buffer and an encoding of our own"),
            new Exemption("dev.crossdock.app.cli.CommandLineDoor: java.io.FileDescriptor",
                    "standard output with a buffer and an encoding of our own"),
            new Exemption("dev.crossdock.app.cli.Interrupts: java.lang.Thread",
                    "the JVM takes its shutdown hooks as threads"),
            new Exemption("dev.crossdock.app.cli.Interrupts: java.lang.Runtime.addShutdownHook",
                    "the JVM takes its shutdown hooks as threads"),
            new Exemption("dev.crossdock.app.cli.Interrupts: java.lang.Runtime.halt",
                    "a second signal ends the process at once, which no exit could while the first one is handled"),
            new Exemption("dev.crossdock.app.cli.Interrupts: java.util.concurrent.CountDownLatch",
                    "a shutdown hook is no task and waits outside env"),
            new Exemption("dev.crossdock.wire.NoProxy: java.net.InetAddress",
                    "ofLiteral parses addresses and asks nobody"),
            new Exemption("dev.crossdock.wire.RuntimeTrust: java.net.Socket",
                    "the runtime's interface has it in its signatures; no socket is ever given to it"));

    /// @param violation the line that [EffectRules] writes
    record Exemption(String violation, String reason) {}

    @Test
    void packagesUseOnlyWhatTheyMay() {
        List<Path> directories = SourceTree.classDirectories(name -> !name.equals("demo"));
        assertThat(directories).as("crossdock, crossdock-s3, crossdock-testkit, crossdock-app").hasSizeGreaterThan(3);

        JavaClasses classes = new ClassFileImporter().importPaths(directories);

        assertThat(classes).isNotEmpty();
        assertThat(new PackageArrows("dev.crossdock").violations(classes)).isEmpty();
    }

    @Test
    void wrongArrowsAreSeen() {
        JavaClasses fixtures = new ClassFileImporter().importPackages(FIXTURES + ".object", FIXTURES + ".run",
                FIXTURES + ".store", FIXTURES + ".transfer", FIXTURES + ".mystery");

        List<String> violations = new PackageArrows(FIXTURES).violations(fixtures);

        assertThat(violations).anyMatch(line -> line.contains("object.LooksUp") && line.contains("run.Runs"));
        assertThat(violations).anyMatch(line -> line.contains("object.Parses") && line.contains("picocli"));
        assertThat(violations).anyMatch(line -> line.contains("transfer.Moves") && line.contains("store.Shelf"));
        assertThat(violations).anyMatch(line -> line.contains("mystery") && line.contains("unknown"));
        assertThat(violations).noneMatch(line -> line.contains("FailureKind>") || line.startsWith("Class <" + FIXTURES
                + ".run"));
    }

    @Test
    void effectsGoThroughEnv() {
        Set<String> found = new HashSet<>();
        List<Path> classFiles = productClassFiles();
        for (Path file : classFiles) {
            found.addAll(EffectRules.violations(read(file)));
        }
        List<String> exempt = EXEMPTIONS.stream().map(Exemption::violation).toList();

        assertThat(classFiles).hasSizeGreaterThan(10);
        assertThat(found).as("an exemption that nothing needs any more must go").containsAll(exempt);
        found.removeAll(exempt);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "ReadsNanoTime, java.lang.System.nanoTime",
            "ReadsMillis, java.lang.System.currentTimeMillis",
            "ReadsInstant, java.time.Instant.now",
            "TakesSystemClock, java.time.Clock.systemUTC",
            "HoldsThread, java.lang.Thread",
            "TakesExecutor, java.util.concurrent.Executor",
            "HoldsLock, java.util.concurrent.locks.ReentrantLock",
            "SynchronizedMethod, synchronized method next",
            "SynchronizedBlock, synchronized block in next",
            "TakesSockets, java.nio.channels.SocketChannel",
            "LooksAtDisk, java.nio.file.Files",
            "NamesOldFile, java.io.File",
            "DrawsNumbers, java.util.Random",
            "Exits, java.lang.System.exit"})
    void forbiddenEffectsAreSeen(String fixture, String what) {
        assertThat(EffectRules.violations(fixture(fixture)))
                .containsExactly(FIXTURES + ".EffectFixtures$" + fixture + ": " + what);
    }

    @Test
    void harmlessConcurrencyIsAllowed() {
        assertThat(EffectRules.violations(fixture("Innocent"))).isEmpty();
    }

    @Test
    void namesSaySomething() {
        List<Path> roots = SourceTree.classDirectories(name -> true);
        assertThat(roots.stream()
                .flatMap(root -> SourceTree.files(root, ".class").stream().map(file -> className(root, file)))
                .flatMap(name -> NameRules.violations(name).stream())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.KeyUtils", "a.ListHelper", "a.StoreManager", "a.StoreImpl", "a.AbstractStore",
            "a.ItemProcessor", "a.Fine$InnerUtil", "a.util.Fine", "a.common.Fine", "common.b.Fine"})
    void emptyNamesAreSeen(String className) {
        assertThat(NameRules.violations(className)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.Implicit", "a.Listing$Page", "a.Utterance", "a.utility.Fine"})
    void otherNamesAreFine(String className) {
        assertThat(NameRules.violations(className)).isEmpty();
    }

    @Test
    void filesAndMethodsAreShort() {
        List<Path> main = SourceTree.sources("src/main/java");
        List<Path> test = SourceTree.sources("src/test/java");

        assertThat(main).hasSizeGreaterThan(10);
        assertThat(LengthRules.violations(main.stream().map(HouseRulesTest::source).toList())).isEmpty();
        assertThat(LengthRules.violations(test.stream().map(HouseRulesTest::source).toList())).isEmpty();
    }

    @Test
    void longMethodsAreSeen() {
        String fits = "final class Fits {\n    void method() {\n" + "        ;\n".repeat(38) + "    }\n}\n";
        String tooLong = "final class TooLong {\n    void method() {\n" + "        ;\n".repeat(39) + "    }\n}\n";

        assertThat(LengthRules.violations(List.of(source("Fits.java", fits)))).isEmpty();
        assertThat(LengthRules.violations(List.of(source("TooLong.java", tooLong))))
                .singleElement().asString().contains("method of 41 lines");
    }

    @Test
    void longFilesAreSeen() {
        assertThat(LengthRules.violations(List.of(source("Fits.java", "\n".repeat(400))))).isEmpty();
        assertThat(LengthRules.violations(List.of(source("TooLong.java", "\n".repeat(401)))))
                .singleElement().asString().contains("401 lines");
    }

    private static List<Path> productClassFiles() {
        return SourceTree.classDirectories(name -> !name.equals("demo") && !name.equals("testkit")).stream()
                .flatMap(root -> SourceTree.files(root, ".class").stream()
                        .filter(file -> !root.relativize(file).startsWith(Path.of("dev", "crossdock", "env"))))
                .toList();
    }

    private static String className(Path root, Path file) {
        String relative = root.relativize(file).toString();
        return relative.substring(0, relative.length() - ".class".length()).replace('/', '.');
    }

    private static byte[] fixture(String name) {
        String resource = "/" + FIXTURES.replace('.', '/') + "/EffectFixtures$" + name + ".class";
        try (InputStream in = Objects.requireNonNull(HouseRulesTest.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(Path file) {
        return source(file.toString(), new String(read(file), StandardCharsets.UTF_8));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
