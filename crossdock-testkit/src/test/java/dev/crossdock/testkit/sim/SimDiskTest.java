package dev.crossdock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimDiskTest {

    private static final Path ROOT = Path.of("/");
    private static final Path FILE = Path.of("/file");
    private static final Path OTHER = Path.of("/other");

    private final SimDisk disk = new SimDisk();

    private static void write(SimDisk disk, Path path, String text) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap(bytes(text)), 0);
        }
    }

    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /// The contents, with a dot for each zero; "-" when there is no such file.
    private static String read(SimDisk disk, Path path) throws IOException {
        if (disk.stat(path).isEmpty()) {
            return "-";
        }
        StringBuilder text = new StringBuilder();
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            while (file.read(one.clear(), text.length()) > 0) {
                text.append(one.get(0) == 0 ? '.' : (char) one.get(0));
            }
        }
        return text.toString();
    }

    private void force(Path path) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.READ)) {
            file.force();
        }
    }

    @Test
    void nothingUnforcedSurvivesInTheWorstCase() throws IOException {
        write(disk, FILE, "abc");
        assertThat(read(disk.crash(CrashMode.NONE, 1), FILE)).isEqualTo("-");
        force(FILE);
        assertThat(read(disk.crash(CrashMode.NONE, 1), FILE)).isEqualTo("-");
        disk.forceDirectory(ROOT);
        assertThat(read(disk.crash(CrashMode.NONE, 1), FILE)).isEqualTo("abc");
        assertThat(disk.unforcedChanges()).isZero();
    }

    @Test
    void aNameMaySurviveWithoutItsContents() throws IOException {
        write(disk, FILE, "abc");
        disk.forceDirectory(ROOT);
        assertThat(read(disk.crash(CrashMode.NONE, 1), FILE)).isEmpty();
    }

    @Test
    void everythingSurvivesTheDeathOfTheProcessAlone() throws IOException {
        write(disk, FILE, "abc");
        disk.rename(FILE, OTHER);
        SimDisk left = disk.crash(CrashMode.ALL, 1);
        assertThat(read(left, FILE)).isEqualTo("-");
        assertThat(read(left, OTHER)).isEqualTo("abc");
    }

    @Test
    void aRenameIsLostOrKeptWhole() throws IOException {
        write(disk, FILE, "new");
        write(disk, OTHER, "old");
        disk.forceAll();
        disk.rename(FILE, OTHER);
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            SimDisk left = disk.crash(CrashMode.SUBSET, seed);
            outcomes.add(read(left, FILE) + ' ' + read(left, OTHER));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("new old", "- new");
        disk.forceDirectory(ROOT);
        assertThat(read(disk.crash(CrashMode.NONE, 1), OTHER)).isEqualTo("new");
    }

    @Test
    void aPrefixKeepsTheOrder() throws IOException {
        write(disk, FILE, "");
        disk.forceAll();
        try (DiskFile file = disk.open(FILE, OpenMode.READ_WRITE)) {
            file.write(ByteBuffer.wrap(bytes("aa")), 0);
            file.write(ByteBuffer.wrap(bytes("bb")), 2);
            file.write(ByteBuffer.wrap(bytes("cc")), 4);
        }
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            outcomes.add(read(disk.crash(CrashMode.PREFIX, seed), FILE));
        }
        assertThat(outcomes).contains("", "a", "aa", "aabb", "aabbc", "aabbcc").doesNotContain("..bb", "aa..cc");
    }

    @Test
    void aSubsetMayReorderAndTear() throws IOException {
        write(disk, FILE, "xxxxxx");
        disk.forceAll();
        try (DiskFile file = disk.open(FILE, OpenMode.READ_WRITE)) {
            file.write(ByteBuffer.wrap(bytes("abc")), 0);
            file.write(ByteBuffer.wrap(bytes("defg")), 3);
        }
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < 500; seed++) {
            outcomes.add(read(disk.crash(CrashMode.SUBSET, seed), FILE));
        }
        assertThat(outcomes).contains("xxxxxx", "abcdefg", "xxxdefg", "abcxxx", "axxxxx", "xxxdefg", "abcxxx.");
    }

    @Test
    void aFailedForceIsNotMendedByTheNext() throws IOException {
        write(disk, FILE, "abc");
        disk.forceDirectory(ROOT);
        disk.faults().failOnce(DiskOperation.FORCE, 1, DiskFault.EIO);
        try (DiskFile file = disk.open(FILE, OpenMode.READ_WRITE)) {
            assertThatThrownBy(file::force).hasMessageContaining("Input/output error");
            assertThatThrownBy(file::force).hasMessageContaining("an earlier force");
        }
        force(FILE);
        assertThat(disk.faults().fired()).isEqualTo(1);
        assertThat(read(disk, FILE)).isEqualTo("abc");
        assertThat(read(disk.crash(CrashMode.NONE, 1), FILE)).isEmpty();
    }

    @Test
    void everyOperationCanFail() throws IOException {
        write(disk, OTHER, "abc");
        long before = disk.faults().operations();
        write(disk, FILE, "abc");
        long operations = disk.faults().operations() - before;
        disk.delete(FILE);
        for (long nth = 1; nth <= operations; nth++) {
            disk.faults().failOnce(nth, DiskFault.EIO);
            assertThatThrownBy(() -> write(disk, FILE, "abc")).hasMessageContaining("Input/output error");
            assertThat(disk.faults().fired()).isEqualTo(nth);
            disk.delete(FILE);
        }
        write(disk, FILE, "abc");
    }

    @Test
    void aFullDiskStaysFull() throws IOException {
        write(disk, FILE, "");
        disk.faults().failFrom(EnumSet.of(DiskOperation.WRITE, DiskOperation.CREATE), 2, DiskFault.ENOSPC);
        try (DiskFile file = disk.open(FILE, OpenMode.READ_WRITE)) {
            file.write(ByteBuffer.wrap(new byte[5]), 0);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[5]), 5))
                        .hasMessageContaining("No space left on device");
            }
            file.force();
            assertThat(file.sizeBytes()).isBetween(5L, 10L);
        }
        disk.faults().clear();
        write(disk, OTHER, "abc");
        assertThat(disk.faults().fired()).isEqualTo(3);
    }

    @Test
    void aNewProcessFindsFilesClosedAndLocksFree() throws IOException {
        write(disk, FILE, "abc");
        DiskFile old = disk.open(FILE, OpenMode.READ_WRITE);
        assertThat(old.tryLock()).isTrue();
        Simulation next = new Simulation(1, disk);
        assertThatThrownBy(old::sizeBytes).isInstanceOf(ClosedChannelException.class);
        try (DiskFile file = next.env().disk().open(FILE, OpenMode.READ_WRITE)) {
            assertThat(file.tryLock()).isTrue();
        }
    }

    @Test
    void crashingDoesNotChangeTheDisk() throws IOException {
        write(disk, FILE, "abc");
        for (CrashMode mode : CrashMode.values()) {
            SimDisk left = disk.crash(mode, 1);
            left.delete(FILE);
            left.forceAll();
        }
        assertThat(Arrays.asList(read(disk, FILE), disk.unforcedChanges())).containsExactly("abc", 3);
    }
}
