package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the machine really says, as far as it can be made to say it, and texts of what it cannot.
class LocalFailuresTest {

    private final Disk disk = Env.production().disk();

    @TempDir
    Path directory;

    /// A call of the disk that fails.
    @FunctionalInterface
    private interface Attempt {

        void run() throws IOException;
    }

    @Test
    void aFullDisk() {
        assertThat(code(Operation.WRITE, () -> {
            try (DiskFile file = disk.open(Path.of("/dev/full"), OpenMode.READ_WRITE)) {
                file.write(ByteBuffer.allocate(1), 0);
            }
        })).isEqualTo(FailureCode.NO_SPACE);
    }

    @Test
    void aNameThatIsTooLong() {
        assertThat(code(Operation.WRITE, () -> disk.open(directory.resolve("x".repeat(256)), OpenMode.CREATE).close()))
                .isEqualTo(FailureCode.NAME_TOO_LONG);
    }

    @Test
    void aDirectoryInPlaceOfAFile() throws IOException {
        Files.createDirectory(directory.resolve("d"));
        Files.createFile(directory.resolve("f"));

        assertThat(code(Operation.COMMIT, () -> disk.rename(directory.resolve("f"), directory.resolve("d"))))
                .isEqualTo(FailureCode.KEY_CONFLICT);
    }

    @Test
    void aFileInPlaceOfADirectory() throws IOException {
        Files.createFile(directory.resolve("f"));

        assertThat(code(Operation.WRITE, () -> disk.open(directory.resolve("f/x"), OpenMode.CREATE).close()))
                .isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(code(Operation.LIST, () -> disk.list(directory.resolve("f")))).isEqualTo(FailureCode.KEY_CONFLICT);
    }

    @Test
    void aLinkInPlaceOfAFile() throws IOException {
        Files.createSymbolicLink(directory.resolve("l"), Path.of("elsewhere"));

        assertThat(code(Operation.READ, () -> disk.open(directory.resolve("l"), OpenMode.READ).close()))
                .isEqualTo(FailureCode.SPECIAL_FILE);
    }

    @Test
    void nothingInPlaceOfAFile() {
        assertThat(code(Operation.READ, () -> disk.open(directory.resolve("n"), OpenMode.READ).close()))
                .isEqualTo(FailureCode.GONE);
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, NO_SPACE", "Disk quota exceeded, NO_SPACE", "Read-only file system, LOCKED",
            "Input/output error, DISK_ERROR", "Operation not permitted, ACCESS_DENIED",
            "File too large, OBJECT_TOO_LARGE",
            "Invalid cross-device link, UNSUPPORTED", "Structure needs cleaning, UNCLASSIFIED"})
    void textsOfWhatCannotBeProvoked(String text, FailureCode code) {
        assertThat(LocalFailures.code(new FileSystemException("a", "b", text), Operation.WRITE)).isEqualTo(code);
        assertThat(LocalFailures.code(new IOException(text), Operation.WRITE)).isEqualTo(code);
    }

    @Test
    void permissions() {
        assertThat(LocalFailures.code(new AccessDeniedException("a"), Operation.READ))
                .isEqualTo(FailureCode.ACCESS_DENIED);
    }

    private static FailureCode code(Operation operation, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            return LocalFailures.code(e, operation);
        }
        throw new AssertionError("it succeeded");
    }
}
