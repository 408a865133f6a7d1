package dev.crossdock.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is opened beneath a directory stays beneath it, though its path is swapped at any moment.
@EnabledOnOs(OS.LINUX)
class AnchoredDiskTest {

    @TempDir
    Path directory;

    private final Disk disk = new FileDisk().withoutLinks();
    private Path inner = Path.of("replaced");
    private Path outside = inner;

    @BeforeEach
    void prepare() throws IOException {
        directory = directory.toRealPath();
        inner = Files.createDirectories(directory.resolve("root/a"));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(inner.resolve("file"), "inside");
        Files.writeString(outside.resolve("file"), "outside");
    }

    /// In place of `root/a` there is now a link to what is outside.
    private void swap() throws IOException {
        Files.move(inner, inner.resolveSibling("moved"));
        Files.createSymbolicLink(inner, outside);
    }

    @Test
    void linuxHasTheCalls() {
        assertThat(disk).isInstanceOf(AnchoredDisk.class);
    }

    @Test
    void anOpenDirectoryStaysTheSameWhenItsPathIsSwapped() throws IOException {
        LinuxCalls calls = LinuxCalls.ofMachine().orElseThrow();
        try (OpenDirectory opened = new OpenDirectory(calls, calls.openDirectory(inner))) {
            swap();
            FileDisk plain = new FileDisk();
            assertThat(Files.readString(opened.at(inner.resolve("file")))).isEqualTo("inside");
            assertThat(plain.entries(opened.itself(), inner)).containsExactly(inner.resolve("file"));
            plain.createDirectory(opened.at(inner.resolve("new")));
            plain.link(opened.at(inner.resolve("file")), opened.at(inner.resolve("linked")));
            plain.rename(opened.at(inner.resolve("linked")), opened.at(inner.resolve("renamed")));
            plain.delete(opened.at(inner.resolve("file")));
        }
        assertThat(names(outside)).containsExactly("file");
        assertThat(names(inner.resolveSibling("moved"))).containsExactly("new", "renamed");
    }

    @Test
    void noOperationGoesThroughALink() throws IOException {
        swap();
        Path file = inner.resolve("file");
        Path other = directory.resolve("root/other");
        Files.writeString(other, "other");
        List<Step> steps = List.of(() -> disk.open(file, OpenMode.READ).close(),
                () -> disk.open(file, OpenMode.READ_WRITE).close(),
                () -> disk.open(inner.resolve("new"), OpenMode.CREATE).close(), () -> disk.stat(file),
                () -> disk.list(inner.resolve("below")), () -> disk.createDirectory(inner.resolve("new")),
                () -> disk.createPrivateDirectory(inner.resolve("new")), () -> disk.rename(other, file),
                () -> disk.rename(file, other), () -> disk.link(other, inner.resolve("new")),
                () -> disk.link(file, other.resolveSibling("new")), () -> disk.delete(file),
                () -> disk.setModified(file, Instant.EPOCH), () -> disk.permissions(file),
                () -> disk.forceDirectory(inner.resolve("below")));
        for (Step each : steps) {
            assertThatThrownBy(each::run).isInstanceOf(LinkInPathException.class).hasMessageContaining(inner + " is a");
        }
        assertThat(names(outside)).containsExactly("file");
        assertThat(Files.readString(outside.resolve("file"))).isEqualTo("outside");
        assertThat(Files.readString(other)).isEqualTo("other");
    }

    @Test
    void directoriesAreClosedAgain() throws IOException {
        int before = openFiles();
        for (int i = 0; i < 100; i++) {
            disk.stat(inner.resolve("file"));
            disk.stat(inner.resolve("none"));
            disk.list(inner);
            assertThatThrownBy(() -> disk.open(inner.resolve("none"), OpenMode.READ))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(inner.resolve("none").toString());
        }
        assertThat(openFiles()).isLessThan(before + 50);
    }

    private interface Step {

        void run() throws IOException;
    }

    private static int openFiles() throws IOException {
        return names(Path.of("/proc/self/fd")).size();
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        }
    }
}
