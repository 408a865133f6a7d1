package dev.crossdock.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Keys;
import dev.crossdock.object.Location;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettledSorterTest {

    private static final Order ORDER = new Order("copy", new Location(Location.Scheme.S3, "a", ""),
            "https://s3.example:443",
            new Location(Location.Scheme.S3, "b", ""), "https://s3.example:443");

    @TempDir
    Path directory;

    private final Disk disk = Env.production().disk();

    private static Outcome.Delivered delivered(String key, long sizeBytes) {
        return new Outcome.Delivered(key, key, receipt(sizeBytes), 1);
    }

    private static Receipt receipt(long sizeBytes) {
        return new Receipt(sizeBytes, "v" + sizeBytes, "w", Checksum.of(Algorithm.CRC32C, new byte[4]),
                SourceProof.PINNED,
                TargetProof.SERVICE);
    }

    private static List<Settled> drain(SortedRun run) throws StoreException {
        List<Settled> all = new ArrayList<>();
        for (Optional<Settled> each = run.next(); each.isPresent(); each = run.next()) {
            all.add(each.get());
        }
        return all;
    }

    private List<Path> files() throws IOException {
        return disk.list(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 1_000_000})
    void sortsAnyNumberInAnyBudgetAndKeepsTheLastOfEachKey(int records) throws Exception {
        Random random = new Random(records);
        TreeMap<String, Settled> expected = new TreeMap<>(Keys::compare);
        SettledSorter sorter = new SettledSorter(disk, new RunDirectory(disk, directory),
                new SortBudget(records, 1 << 20));
        int filesMost = 0;
        for (int i = 0; i < 2_500; i++) {
            String key = Character.toString(random.nextBoolean() ? 0x61 : 0x1f600) + random.nextInt(1_200);
            Settled settled = new Settled(delivered(key, i), Optional.empty());
            expected.put(key, settled);
            sorter.add(settled);
            filesMost = i % 100 == 0 ? Math.max(filesMost, files().size()) : filesMost;
        }
        try (SortedRun sorted = sorter.finish()) {
            assertThat(drain(sorted)).containsExactlyElementsOf(expected.values());
            assertThat(filesMost).isLessThan(3 * 32);
            assertThat(!files().isEmpty()).isEqualTo(records < 2_500);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aChangedByteOfASpillFileIsFound() throws Exception {
        SettledSorter sorter = new SettledSorter(disk, new RunDirectory(disk, directory),
                new SortBudget(4_000, 1 << 24));
        for (int i = 0; i < 5_000; i++) {
            sorter.add(new Settled(delivered("key" + i, i), Optional.empty()));
        }
        Path file = directory.resolve("spill-0");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 10] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> drain(sorter.finish())).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_CORRUPT));
        sorter.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aRunIsTakenOverWithinATinyBudget() throws Exception {
        FileLedger ledger = new FileLedger(Env.production(), directory, "test", new SortBudget(3, 1 << 20));
        try (Journal journal = ledger.open(ORDER).journal()) {
            for (int i = 0; i < 500; i++) {
                journal.record(delivered("key" + (i * 7919) % 500, i));
            }
            journal.record(new Outcome.Kept("key3", 1, KeepReason.GONE), receipt(1));
        }
        Path leftover = disk.list(directory.resolve("runs")).getFirst().resolve("spill-77");
        Files.writeString(leftover, "left by a crash");
        OpenRun again = ledger.open(ORDER);
        try (Journal journal = again.journal(); RunHistory history = again.history().orElseThrow()) {
            assertThat(leftover).doesNotExist();
            List<String> keys = new ArrayList<>();
            for (Optional<Outcome.Delivered> each = history.next(); each.isPresent(); each = history.next()) {
                keys.add(each.get().key());
            }
            assertThat(keys).hasSize(499).isSortedAccordingTo(Keys::compare).doesNotContain("key3");
            journal.flush();
        }
        assertThat(disk.list(Objects.requireNonNull(leftover.getParent())))
                .extracting(each -> each.getFileName().toString())
                .containsExactlyInAnyOrder("journal", "lock");
    }
}
