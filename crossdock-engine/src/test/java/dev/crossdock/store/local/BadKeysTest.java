package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that a directory tree cannot hold, with exactly what is said to each, by every call alike; and keys that only
/// look as if. The numbers are those of docs/testing.md.
class BadKeysTest {

    @TempDir
    Path directory;

    private LocalTree tree = new LocalTree(Path.of("replaced"));

    @BeforeEach
    void prepare() throws IOException {
        tree = new LocalTree(Files.createDirectory(directory.resolve("root")));
    }

    @ParameterizedTest
    @CsvSource({"../x, .. at 0", "a/../../x, .. at 2", "..\\x/../y, .. at 5"})
    void b28AKeyThatLeavesTheDirectoryIsRefused(String key, String where) throws IOException {
        assertRefused(key, FailureCode.PATH_ESCAPE, "the key leaves the directory: " + where);
        assertThat(directory).isDirectoryNotContaining("glob:**/x");
    }

    @ParameterizedTest
    @CsvSource({".., .. at 0", "., . at 0", "prefix/.., .. at 7", "a/./b, . at 2"})
    void b29DotsAloneAreNoName(String key, String where) throws IOException {
        assertRefused(key, FailureCode.PATH_ESCAPE, "the key leaves the directory: " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "//host/x", "/"})
    void b30AnAbsolutePathIsRefused(String key) throws IOException {
        assertRefused(key, FailureCode.PATH_ABSOLUTE, "the key is an absolute path");
    }

    @ParameterizedTest
    @CsvSource({"a//b, 2", "a/, 2", "'', 0"})
    void b31AnEmptySegmentIsNoName(String key, int where) throws IOException {
        assertRefused(key, FailureCode.PATH_EMPTY_SEGMENT, "no file has the empty name at " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..\\x", "C:\\x", "\\\\srv\\s"})
    void b32PathsOfAnotherSystemAreLiteralNames(String key) throws IOException, StoreException {
        assertLiteral(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "aux.txt", "x.", "x:y"})
    void b33NamesThatAnotherSystemReservesAreLiteralNames(String key) throws IOException, StoreException {
        assertLiteral(key);
    }

    @ParameterizedTest
    @CsvSource({"0000, 2", "D800, 2", "DE80, 0", "DE80, 254"})
    void b34ACharacterThatNoNameHasIsRefusedAtItsPlace(String hex, int index) throws IOException {
        String key = "a".repeat(index) + (char) Integer.parseInt(hex, 16) + 'b';
        assertRefused(key, FailureCode.PATH_ILLEGAL_CHAR, "no file name has U+" + hex + " at " + index);
    }

    @Test
    void b35ANameOrKeyThatIsTooLongIsRefusedWithItsLength() throws IOException {
        assertRefused("a/" + "x".repeat(300), FailureCode.NAME_TOO_LONG, "300 > 255 bytes");
        assertRefused("\u00e9".repeat(128), FailureCode.NAME_TOO_LONG, "256 > 255 bytes");
        int most = tree.store.capabilities().keyBytesMax();
        String key = "k/".repeat(most / 2) + "kk";
        assertRefused(key, FailureCode.NAME_TOO_LONG, key.length() + " > " + most + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new\nline", "escape\u001b[31m", "osc\u001b]52;c;eA==\u0007", "bidi\u202etxt.exe"})
    void b36WhatSteersTerminalsIsKeptAndNeverPrinted(String key) throws IOException, StoreException {
        assertLiteral(key);
        Files.delete(tree.root.resolve(key));
        Files.createDirectory(tree.root.resolve(key));
        Failure failure = failure(() -> tree.write(key, "text"));
        assertThat(failure.code()).isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(failure.message()).isEqualTo("there is a directory of that name");
        assertThat(Keys.printable(failure.where())).as("as every report prints it")
                .doesNotContain("\n", "\u001b", "\u0007", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2e%2e%2fx", "\uff0e\uff0e/x", "a%00b", "%c0%ae%c0%ae/x"})
    void b37NothingIsDecoded(String key) throws IOException, StoreException {
        assertLiteral(key);
    }

    @Test
    void b38NamesThatDifferInFormOrCaseOnlyAreTwoHere() throws IOException, StoreException {
        List<String> keys = List.of("A", "a", "cafe\u0301", "caf\u00e9");
        for (String each : keys) {
            tree.write(each, each, new Precondition.Absent());
        }
        for (String each : keys) {
            assertThat(tree.text(each)).isEqualTo(each);
        }
        assertThat(LocalTree.keys(tree.store, "")).containsExactlyElementsOf(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {".crossdock-tmp", ".crossdock-tmp/x", ".crossdock-tmp/x/y"})
    void b39OurOwnDirectoryIsReserved(String key) throws IOException {
        assertRefused(key, FailureCode.KEY_RESERVED, ".crossdock-tmp holds files under way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "--delete", "star*[a-z]{b,c}?", "^(a|b)$"})
    void b40SignsOfOptionsAndPatternsAreLiteral(String key) throws IOException, StoreException {
        assertLiteral(key);
        assertThat(LocalTree.keys(tree.store, key)).containsExactly(key);
    }

    private void assertLiteral(String key) throws IOException, StoreException {
        tree.write(key, "text", new Precondition.Absent());
        assertThat(tree.text(key)).isEqualTo("text");
        assertThat(tree.store.stat(key)).isPresent();
        assertThat(LocalTree.keys(tree.store, "")).containsExactly(key);
    }

    private void assertRefused(String key, FailureCode code, String message) throws IOException {
        List<LocalTree.Attempt> attempts = List.of(() -> tree.store.stat(key),
                () -> tree.store.read(key, ReadOptions.ALL), () -> tree.write(key, "text"),
                () -> tree.write(key, "text", new Precondition.Absent()),
                () -> tree.store.upload(key, WriteOptions.of(new Precondition.None()), 5));
        for (LocalTree.Attempt each : attempts) {
            Failure failure = failure(each);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.message()).isEqualTo(message);
        }
        try (Stream<Path> files = Files.walk(tree.root)) {
            assertThat(files.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().endsWith(".lock"))).isEmpty();
        }
    }

    private static Failure failure(LocalTree.Attempt attempt) {
        try {
            attempt.run();
        } catch (StoreException e) {
            return e.failure();
        }
        return fail("it succeeded");
    }
}
