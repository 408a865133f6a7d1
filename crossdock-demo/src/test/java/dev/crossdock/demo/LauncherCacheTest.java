package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands start from the cache of classes that the training makes; whatever is wrong with the cache costs time and
/// nothing else. Played on a copy of the distribution, so that a cache beside the real one is neither needed nor touched.
class LauncherCacheTest {

    /// Any class that every command loads; the JVM's log says from where.
    private static final String LOADED = "dev.crossdock.app.cli.CommandLineDoor source: ";

    @TempDir
    private static Path folder;

    private static Path launcher;
    private static Path trained;

    private Path cache = Path.of("");

    @BeforeAll
    static void train() throws Exception {
        launcher = folder.resolve("a dist/crossdock");
        copy(Program.launcher().resolveSibling(""), folder.resolve("a dist"));
        trained = folder.resolve("trained.aot");
        List<String> words = new ArrayList<>(List.of(trained.toString(), classPath()));
        words.addAll(flags());

        Training.main(words.toArray(String[]::new));

        assertThat(trained).isNotEmptyFile();
        assertThat(folder).as("left-overs of the training")
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("trained.aot."));
    }

    /// As the launcher puts it together.
    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("a dist/lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        }
    }

    private static List<String> flags() throws IOException {
        String line = Files.readAllLines(launcher).stream().filter(each -> each.startsWith("JVM_FLAGS=")).findFirst()
                .orElseThrow();
        return List.of(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')).split(" "));
    }

    @BeforeEach
    void placeCache() throws IOException {
        cache = launcher.resolveSibling("crossdock.aot");
        Files.copy(trained, cache, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void commandsStartFromIt() throws Exception {
        assertThat(sourceOfClasses(program())).contains("shared objects file");
        assertWorks(program());
    }

    @Test
    void itIsNotUsedWhenSwitchedOff() throws Exception {
        Program off = program().with("CROSSDOCK_AOT", "off");

        assertThat(sourceOfClasses(off)).contains("file:");
        assertWorks(off);
    }

    @Test
    void oneWithAnotherHeadIsPassedOver() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.write(new byte[64]);
        }
        assertPassedOver();
    }

    @Test
    void oneThatIsCutOffIsPassedOver() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertPassedOver();
    }

    @Test
    void anEmptyOneIsPassedOver() throws Exception {
        Files.write(cache, new byte[0]);

        assertPassedOver();
    }

    @Test
    void oneOlderThanAJarIsPassedOver() throws Exception {
        Path jar = launcher.resolveSibling("lib/crossdock-app-0.1.0.jar");
        FileTime before = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(Files.getLastModifiedTime(cache).toMillis() + 10_000));
        try {
            assertPassedOver();
        } finally {
            Files.setLastModifiedTime(jar, before);
        }
    }

    @Test
    void itMovesWithItsDistribution() throws Exception {
        Path moved = folder.resolve("moved");
        copy(folder.resolve("a dist"), moved);

        assertThat(sourceOfClasses(program(moved.resolve("crossdock"))))
                .contains("shared objects file");
    }

    @Test
    void anOptionThatExcludesItIsTheUsersRight() throws Exception {
        assertWorks(program().with("CROSSDOCK_JAVA_OPTS", "-Xshare:off"));
    }

    private void assertPassedOver() throws Exception {
        assertThat(sourceOfClasses(program())).contains("file:");
        assertWorks(program());
    }

    /// Nothing but the result is printed.
    private static void assertWorks(Program program) throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("only"), "bytes");

        Program.Ended ended = program.run("ls", tree.toString());

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).matches("  +5  \\S+  only\n");
        assertThat(ended.err()).isEmpty();
    }

    private static String sourceOfClasses(Program program) throws Exception {
        Path log = Files.createTempFile(folder, "classes", ".log");
        Program.Ended ended = program.with("CROSSDOCK_JAVA_OPTS", "-Xlog:class+load:file=" + log + "::filecount=0")
                .run("--version");
        program.without("CROSSDOCK_JAVA_OPTS");
        assertThat(ended.code()).as(ended.toString()).isZero();
        List<String> lines = Files.readAllLines(log).stream().filter(line -> line.contains(LOADED)).toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static Program program() {
        return program(launcher);
    }

    private static Program program(Path launcher) {
        return new Program(folder.resolve("state"), launcher).with("JAVA_HOME", System.getProperty("java.home"));
    }

    /// With the times of the files, by which the JVM knows the jars that a cache is of.
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !each.equals(dist("crossdock.aot"))).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path dist(String file) {
        return Program.launcher().resolveSibling(file);
    }
}
