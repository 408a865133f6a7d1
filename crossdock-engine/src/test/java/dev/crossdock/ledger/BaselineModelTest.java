package dev.crossdock.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.Baseline.Entry;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Keys;
import dev.crossdock.object.Location;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BaselineModelTest {

    private static final Order ORDER = new Order("copy", new Location(Location.Scheme.S3, "a", ""),
            "https://s3.example:443",
            new Location(Location.Scheme.S3, "b", ""), "https://s3.example:443");

    @TempDir
    Path directory;

    private final Env env = Env.production();
    private final Disk disk = env.disk();

    private static Receipt receipt(long sizeBytes) {
        return new Receipt(sizeBytes, "v" + sizeBytes, "w", Checksum.of(Algorithm.CRC32C, new byte[4]),
                SourceProof.PINNED,
                TargetProof.SERVICE);
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path pair : disk.list(directory.resolve("pairs"))) {
            for (Path each : disk.list(pair)) {
                names.add(each.getFileName().toString());
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 25, 1_000_000})
    void everyEditionIsWhatAMapSays(int records) throws Exception {
        FileLedger ledger = new FileLedger(env, directory, "test", new SortBudget(records, 1 << 20));
        Random random = new Random(records);
        Map<String, Receipt> expected = new TreeMap<>(Keys::compare);
        for (int edition = 0; edition < 40; edition++) {
            int changed = edition % 4 == 3 ? 0 : 1 + random.nextInt(120);
            int dropPercent = edition % 3 == 0 ? 0 : random.nextInt(101);
            try (Baseline baseline = ledger.baseline(ORDER)) {
                Map<String, Receipt> next = retainSome(baseline, expected, random, dropPercent);
                for (int i = 0; i < changed; i++) {
                    String key = Character.toString(random.nextBoolean() ? 0x61 : 0x1f600) + random.nextInt(200);
                    Receipt receipt = receipt(random.nextInt(1_000_000));
                    next.put(key, receipt);
                    baseline.proven(key, receipt);
                }
                if (edition % 5 != 4) {
                    baseline.commit();
                    expected = next;
                }
            }
            assertThat(files()).as("edition %d", edition).isSubsetOf("baseline");
        }
        assertThat(expected).isNotEmpty();
    }

    /// Reads the present edition, holds it against the model, and retains some of it.
    private static Map<String, Receipt> retainSome(Baseline baseline, Map<String, Receipt> expected,
            Random random, int dropPercent) throws StoreException {
        Map<String, Receipt> next = new TreeMap<>(Keys::compare);
        List<Entry> read = new ArrayList<>();
        int told = 0;
        for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
            read.add(each.get());
            // A plan looks some entries ahead of what it decides.
            while (told < read.size() - random.nextInt(4)) {
                retain(baseline, read.get(told++), next, random.nextInt(100) >= dropPercent);
            }
        }
        while (told < read.size()) {
            retain(baseline, read.get(told++), next, random.nextInt(100) >= dropPercent);
        }
        List<Entry> model = new ArrayList<>();
        expected.forEach((key, receipt) -> model.add(new Entry(key, receipt)));
        assertThat(read).isEqualTo(model);
        return next;
    }

    private static void retain(Baseline baseline, Entry entry, Map<String, Receipt> next, boolean wanted)
            throws StoreException {
        if (wanted) {
            baseline.retain(entry.key(), entry.receipt());
            next.put(entry.key(), entry.receipt());
        }
    }

    @Test
    void manyEntriesReadAheadAreRetainedAllTheSame() throws Exception {
        FileLedger ledger = new FileLedger(env, directory, "test", new SortBudget(500, 1 << 20));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            keys.add("key-%05d".formatted(i));
        }
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(1));
        try (Baseline baseline = ledger.baseline(ORDER)) {
            for (String key : shuffled) {
                baseline.proven(key, receipt(1));
            }
            assertThat(files()).as("spilled").hasSizeGreaterThan(2);
            baseline.commit();
        }
        try (Baseline baseline = ledger.baseline(ORDER)) {
            List<String> read = new ArrayList<>();
            for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                read.add(each.get().key());
            }
            assertThat(read).isEqualTo(keys);
            for (String key : keys) {
                baseline.retain(key, receipt(1));
            }
            baseline.proven("a", receipt(2));
            baseline.commit();
        }
        try (Baseline baseline = ledger.baseline(ORDER)) {
            assertThat(baseline.next().orElseThrow().key()).isEqualTo("a");
            for (String key : keys) {
                assertThat(baseline.next().orElseThrow().key()).isEqualTo(key);
            }
            assertThat(baseline.next()).isEmpty();
        }
        assertThat(files()).containsExactly("baseline");
    }

    @Test
    void failuresAreSortedWithinATinyBudget() throws Exception {
        FileLedger ledger = new FileLedger(env, directory, "test", new SortBudget(3, 1 << 20));
        OpenRun run = ledger.open(ORDER);
        try (Journal journal = run.journal()) {
            for (int i = 0; i < 200; i++) {
                journal.record(new Outcome.Failed("key-" + i * 7_919 % 200, i,
                        List.of(Failure.of(FailureCode.GONE, Operation.READ, "k", "gone"))));
            }
            journal.flush();
            Path path = directory.resolve("runs").resolve(run.run());
            try (FailedObjects failed = ledger.failed(run.run(), FailureFilter.ALL)) {
                assertThat(disk.list(path)).as("spilled").hasSizeGreaterThan(5);
                List<String> keys = new ArrayList<>();
                for (Optional<Outcome.Failed> each = failed.next(); each.isPresent(); each = failed.next()) {
                    keys.add(each.get().key());
                }
                assertThat(keys).hasSize(200).doesNotHaveDuplicates().isSortedAccordingTo(Keys::compare);
            }
            assertThat(disk.list(path)).extracting(each -> each.getFileName().toString())
                    .containsExactlyInAnyOrder("journal", "lock");
        }
    }
}
