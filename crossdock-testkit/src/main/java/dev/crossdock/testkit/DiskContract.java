package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Files and directories.
interface DiskContract extends EnvHarness {

    /// Longer than a tick of any filesystem's clock.
    Duration TICK = Duration.ofMillis(20);

    private Disk disk() {
        return env().disk();
    }

    private Path at(String name) {
        return directory().resolve(name);
    }

    /// Creates a file and makes its contents durable.
    static void write(Disk disk, Path path, String text) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
        }
    }

    /// The contents of a file.
    static String read(Disk disk, Path path) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.sizeBytes() + 1);
            while (file.read(bytes, bytes.position()) > 0) {
                assertThat(bytes.hasRemaining()).as("the file is longer than its size").isTrue();
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    default void whatIsWrittenCanBeRead() throws Exception {
        run(() -> {
            write(disk(), at("file"), "contents");
            assertThat(read(disk(), at("file"))).isEqualTo("contents");
            FileFacts facts = disk().stat(at("file")).orElseThrow();
            assertThat(facts.kind()).isEqualTo(FileFacts.Kind.FILE);
            assertThat(facts.sizeBytes()).isEqualTo(8);
        });
    }

    @Test
    default void positionsAndTruncationCount() throws Exception {
        run(() -> {
            try (DiskFile file = disk().open(at("file"), OpenMode.CREATE_SHARED)) {
                file.write(ByteBuffer.wrap(new byte[]{1, 2, 3}), 2);
                assertThat(file.sizeBytes()).isEqualTo(5);
                assertThat(file.read(ByteBuffer.allocate(4), 5)).isEqualTo(-1);
                file.truncate(3);
                file.force();
            }
            try (DiskFile file = disk().open(at("file"), OpenMode.READ_WRITE)) {
                file.write(ByteBuffer.wrap(new byte[]{9}), 0);
            }
            assertThat(read(disk(), at("file")).getBytes(StandardCharsets.UTF_8)).containsExactly(9, 0, 1);
        });
    }

    @Test
    default void openingTellsPresentFromAbsent() throws Exception {
        run(() -> {
            write(disk(), at("file"), "");
            assertThatThrownBy(() -> disk().open(at("none"), OpenMode.READ)).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> disk().open(at("none"), OpenMode.READ_WRITE))
                    .isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> disk().open(at("file"), OpenMode.CREATE))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> disk().open(at("none/file"), OpenMode.CREATE))
                    .isInstanceOf(NoSuchFileException.class);
            assertThat(disk().stat(at("none"))).isEmpty();
            assertThat(disk().stat(at("none/file"))).isEmpty();
            assertThat(disk().stat(at("file/below"))).isEmpty();
        });
    }

    @Test
    default void whatIsCreatedForItsOwnerIsClosedToOthers() throws Exception {
        run(() -> {
            write(disk(), at("file"), "secret");
            disk().createPrivateDirectory(at("directory"));
            assertThat(disk().permissions(at("file"))).isEqualTo(0600);
            assertThat(disk().permissions(at("directory"))).isEqualTo(0700);
            assertThatThrownBy(() -> disk().permissions(at("none"))).isInstanceOf(NoSuchFileException.class);
        });
    }

    @Test
    default void renameReplaces() throws Exception {
        run(() -> {
            write(disk(), at("new"), "new");
            write(disk(), at("old"), "old");
            String identity = disk().stat(at("new")).orElseThrow().identity();
            disk().rename(at("new"), at("old"));
            disk().forceDirectory(directory());
            assertThat(read(disk(), at("old"))).isEqualTo("new");
            assertThat(disk().stat(at("old")).orElseThrow().identity()).isEqualTo(identity);
            assertThat(disk().stat(at("new"))).isEmpty();
        });
    }

    @Test
    default void linkRefusesToReplace() throws Exception {
        run(() -> {
            write(disk(), at("a"), "a");
            write(disk(), at("b"), "b");
            assertThatThrownBy(() -> disk().link(at("a"), at("b"))).isInstanceOf(FileAlreadyExistsException.class);
            disk().link(at("a"), at("c"));
            disk().delete(at("a"));
            assertThat(read(disk(), at("c"))).isEqualTo("a");
            assertThat(read(disk(), at("b"))).isEqualTo("b");
        });
    }

    @Test
    default void noLinkIsFollowedAtTheEndOfAPath() throws Exception {
        run(() -> {
            disk().createDirectory(at("directory"));
            write(disk(), at("directory/file"), "inside");
            symbolicLink(at("toFile"), at("directory/file"));
            symbolicLink(at("toDirectory"), at("directory"));
            symbolicLink(at("toNothing"), at("nothing"));
            assertThatThrownBy(() -> disk().open(at("toFile"), OpenMode.READ)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> disk().open(at("toFile"), OpenMode.READ_WRITE)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> disk().open(at("toNothing"), OpenMode.CREATE))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> disk().list(at("toDirectory"))).isInstanceOf(NotDirectoryException.class);
            assertThat(disk().stat(at("toNothing")).orElseThrow().kind()).isEqualTo(FileFacts.Kind.LINK);
            assertThat(read(disk(), at("toDirectory/file"))).isEqualTo("inside");
            assertThat(disk().resolveLinks(at("toDirectory/file")))
                    .isEqualTo(disk().resolveLinks(at("directory/file")));
            disk().delete(at("toDirectory"));
            assertThat(read(disk(), at("directory/file"))).isEqualTo("inside");
        });
    }

    @Test
    default void lockExcludesUntilItIsClosed() throws Exception {
        run(() -> {
            write(disk(), at("lock"), "");
            DiskFile first = disk().open(at("lock"), OpenMode.READ_WRITE);
            DiskFile second = disk().open(at("lock"), OpenMode.READ_WRITE);
            assertThat(first.tryLock()).isTrue();
            assertThat(second.tryLock()).isFalse();
            first.close();
            assertThat(second.tryLock()).isTrue();
            second.close();
        });
    }

    @Test
    default void listNamesWhatIsThere() throws Exception {
        run(() -> {
            write(disk(), at("b"), "");
            write(disk(), at("a ü"), "");
            disk().createDirectory(at("c"));
            assertThat(disk().list(directory())).containsExactlyInAnyOrder(at("a ü"), at("b"), at("c"));
            assertThat(disk().list(at("c"))).isEmpty();
            assertThatThrownBy(() -> disk().list(at("none"))).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> disk().list(at("b"))).isInstanceOf(NotDirectoryException.class);
        });
    }

    @Test
    default void deleteIsForgivingButNotToFullDirectories() throws Exception {
        run(() -> {
            disk().createDirectory(at("directory"));
            assertThatThrownBy(() -> disk().createDirectory(at("directory")))
                    .isInstanceOf(FileAlreadyExistsException.class);
            write(disk(), at("directory/file"), "");
            disk().delete(at("none"));
            disk().delete(at("none/file"));
            assertThatThrownBy(() -> disk().delete(at("directory"))).isInstanceOf(DirectoryNotEmptyException.class);
            disk().delete(at("directory/file"));
            disk().delete(at("directory"));
            assertThat(disk().stat(at("directory"))).isEmpty();
        });
    }

    @Test
    default void modificationTimeCanBeSet() throws Exception {
        run(() -> {
            write(disk(), at("file"), "");
            Instant moment = Instant.parse("2020-02-02T02:02:02.123456789Z");
            disk().setModified(at("file"), moment);
            assertThat(disk().stat(at("file")).orElseThrow().modified()).isBetween(moment.minusNanos(999), moment);
        });
    }

    @Test
    default void everyChangeShowsInTheTimeOfChange() throws Exception {
        run(() -> {
            write(disk(), at("file"), "contents");
            changes(() -> overwrite(at("file")));
            changes(() -> truncate(at("file")));
            changes(() -> disk().setModified(at("file"), Instant.EPOCH));
            changes(() -> disk().link(at("file"), at("second")));
            changes(() -> disk().delete(at("second")));
            changes(() -> {
                disk().rename(at("file"), at("other"));
                disk().rename(at("other"), at("file"));
            });
            assertThat(disk().stat(at("file")).orElseThrow().modified()).isEqualTo(Instant.EPOCH);
        });
    }

    private void changes(Body change) throws Exception {
        FileFacts before = disk().stat(at("file")).orElseThrow();
        env().tasks().sleep(TICK);
        change.run();
        FileFacts after = disk().stat(at("file")).orElseThrow();
        assertThat(after.changed()).isAfter(before.changed());
        assertThat(after.version()).isNotEqualTo(before.version());
    }

    private void overwrite(Path path) throws IOException {
        try (DiskFile file = disk().open(path, OpenMode.READ_WRITE)) {
            file.write(ByteBuffer.wrap(new byte[]{1}), 0);
        }
    }

    private void truncate(Path path) throws IOException {
        try (DiskFile file = disk().open(path, OpenMode.READ_WRITE)) {
            file.truncate(1);
        }
    }

    @Test
    default void otherOpeningsOfALockedFileMayBeClosed() throws Exception {
        run(() -> {
            write(disk(), at("lock"), "contents");
            DiskFile holder = disk().open(at("lock"), OpenMode.READ_WRITE);
            assertThat(holder.tryLock()).isTrue();
            assertThat(read(disk(), at("lock"))).isEqualTo("contents");
            for (int i = 0; i < 3; i++) {
                try (DiskFile other = disk().open(at("lock"), OpenMode.READ_WRITE)) {
                    assertThat(other.tryLock()).isFalse();
                }
            }
            holder.close();
            try (DiskFile next = disk().open(at("lock"), OpenMode.READ_WRITE)) {
                assertThat(next.tryLock()).isTrue();
            }
        });
    }

    @Test
    default void aPrivateDirectoryIsADirectory() throws Exception {
        run(() -> {
            disk().createPrivateDirectory(at("private"));
            write(disk(), at("private/file"), "inside");
            assertThat(disk().stat(at("private")).orElseThrow().kind()).isEqualTo(FileFacts.Kind.DIRECTORY);
            assertThatThrownBy(() -> disk().createPrivateDirectory(at("private")))
                    .isInstanceOf(FileAlreadyExistsException.class);
        });
    }
}
