package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.Baseline;
import dev.crossdock.ledger.Baseline.Entry;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Baselines on a real disk: what is shared, what is left alone, and what damage does.
final class BaselineTest {

    private static final Order ORDER = LedgerSamples.order("bucket");

    @TempDir
    Path state;

    private FileLedger ledger() {
        return new FileLedger(Env.production(), state, "crossdock test");
    }

    private void prove(Order order, String... keys) throws StoreException {
        try (Baseline baseline = ledger().baseline(order)) {
            for (String key : keys) {
                baseline.proven(key, LedgerSamples.receipt(key, 1));
            }
            baseline.commit();
        }
    }

    private record Reading(List<Entry> entries, boolean damaged) {}

    private Reading read(Order order) throws StoreException {
        List<Entry> entries = new ArrayList<>();
        try (Baseline baseline = ledger().baseline(order)) {
            for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                entries.add(each.get());
            }
            assertThat(baseline.next()).isEmpty();
            return new Reading(entries, baseline.damaged());
        }
    }

    private List<String> keys(Order order) throws StoreException {
        return read(order).entries().stream().map(Entry::key).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path file() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    @Test
    void allVerbsOfAPairShareWhatIsProven() throws Exception {
        prove(ORDER, LedgerSamples.AWKWARD.toArray(String[]::new));
        Order sync = new Order("sync", ORDER.source(), ORDER.sourceEndpoint(), ORDER.target(), ORDER.targetEndpoint());
        assertThat(keys(sync)).containsExactlyInAnyOrderElementsOf(LedgerSamples.AWKWARD);
        assertThat(keys(LedgerSamples.order("other"))).isEmpty();
        for (Entry each : read(sync).entries()) {
            assertThat(each.receipt()).isEqualTo(LedgerSamples.receipt(each.key(), 1));
        }
    }

    @Test
    void nothingProvenMakesNoFile() throws Exception {
        prove(ORDER);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasNotCommittedIsNotThere() throws Exception {
        prove(ORDER, "a");
        try (Baseline baseline = ledger().baseline(ORDER)) {
            baseline.proven("b", LedgerSamples.receipt("b", 1));
        }
        assertThat(keys(ORDER)).containsExactly("a");
    }

    @Test
    void anEditionInWhichNothingChangedIsNotWrittenAgain() throws Exception {
        prove(ORDER, "a", "b", "c");
        Object before = Files.readAttributes(file(), "unix:ino,lastModifiedTime,ctime");
        try (Baseline baseline = ledger().baseline(ORDER)) {
            for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                baseline.retain(each.get().key(), each.get().receipt());
            }
            baseline.commit();
        }
        assertThat(Files.readAttributes(file(), "unix:ino,lastModifiedTime,ctime")).isEqualTo(before);
    }

    @Test
    void whatIsNotRetainedIsLeftOut() throws Exception {
        prove(ORDER, "a", "b", "c");
        try (Baseline baseline = ledger().baseline(ORDER)) {
            baseline.next();
            Entry second = baseline.next().orElseThrow();
            baseline.retain(second.key(), second.receipt());
            baseline.commit();
        }
        assertThat(keys(ORDER)).containsExactly("b");
        prove(ORDER);
        assertThat(keys(ORDER)).isEmpty();
        assertThat(read(ORDER).damaged()).isFalse();
    }

    @Test
    void keysThatDoNotAscendAreRefused() throws Exception {
        try (Baseline baseline = ledger().baseline(ORDER)) {
            baseline.retain("b", LedgerSamples.receipt("b", 1));
            assertThatThrownBy(() -> baseline.retain("a", LedgerSamples.receipt("a", 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ofTwoThatCommitTheLaterOneWinsWithAllItsOwn() throws Exception {
        prove(ORDER, "a", "b");
        try (Baseline one = ledger().baseline(ORDER); Baseline other = ledger().baseline(ORDER)) {
            Entry a = one.next().orElseThrow();
            other.next();
            Entry b = other.next().orElseThrow();
            one.retain(a.key(), a.receipt());
            other.retain(b.key(), b.receipt());
            one.proven("one", LedgerSamples.receipt("one", 1));
            other.proven("other", LedgerSamples.receipt("other", 1));
            one.commit();
            assertThat(keys(ORDER)).containsExactly("a", "one");
            other.commit();
            assertThat(keys(ORDER)).containsExactly("b", "other");
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void filesOfTheDeadAreRemovedAndThoseOfTheLivingAreNot() throws Exception {
        prove(ORDER, "a");
        Path dead = file().resolveSibling("baseline.next-0123456789abcdef.merged");
        Files.writeString(dead, "half");
        Files.writeString(dead.resolveSibling("baseline.next-0123456789abcdef.lock"), "");
        try (Baseline living = ledger().baseline(ORDER)) {
            living.retain("k", LedgerSamples.receipt("k", 1));
            assertThat(dead).doesNotExist();
            prove(ORDER, "b");
            living.commit();
        }
        assertThat(keys(ORDER)).containsExactly("k");
        assertThat(files()).hasSize(1);
    }

    @Test
    void everyChangedByteEndsItAtOrBeforeTheDamage() throws Exception {
        prove(ORDER, "a", "b", "c", "d");
        Path file = file();
        byte[] good = Files.readAllBytes(file);
        List<Entry> all = read(ORDER).entries();
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit += 7) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                Files.write(file, bad);
                Reading reading = read(ORDER);
                assertThat(reading.damaged()).as("bit %d of byte %d", bit, i).isTrue();
                assertThat(reading.entries()).isEqualTo(all.subList(0, reading.entries().size()));
            }
        }
        for (int size = 0; size < good.length; size++) {
            Files.write(file, Arrays.copyOf(good, size));
            assertThat(read(ORDER).damaged()).as("cut to %d", size).isTrue();
        }
        prove(ORDER, "new");
        assertThat(keys(ORDER)).as("replaced").containsExactly("new");
    }

    @Test
    void damageFarIntoALargeOneLeavesWhatIsBefore() throws Exception {
        try (Baseline baseline = ledger().baseline(ORDER)) {
            for (int i = 0; i < 4_000; i++) {
                baseline.proven("key-" + i, LedgerSamples.receipt("key-" + i, i));
            }
            baseline.commit();
        }
        List<Entry> all = read(ORDER).entries();
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 2 / 3] ^= 4;
        Files.write(file, bytes);
        Reading reading = read(ORDER);
        assertThat(reading.damaged()).isTrue();
        assertThat(reading.entries()).hasSizeBetween(1_000, 3_000).isEqualTo(all.subList(0, reading.entries().size()));
        try (Baseline baseline = ledger().baseline(ORDER)) {
            for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                baseline.retain(each.get().key(), each.get().receipt());
            }
            baseline.commit();
        }
        assertThat(read(ORDER)).as("made good").isEqualTo(new Reading(reading.entries(), false));
    }

    @Test
    void aBaselineOfAnotherPairIsNotTakenForOnesOwn() throws Exception {
        prove(ORDER, "a");
        Path own = file();
        Order other = LedgerSamples.order("other");
        prove(other, "b");
        for (Path each : files()) {
            if (!each.equals(own)) {
                Files.move(own, each, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(read(other)).isEqualTo(new Reading(List.of(), true));
        assertThat(read(ORDER)).isEqualTo(new Reading(List.of(), false));
    }

    @Test
    void aBaselineOfANewerVersionIsLeftAsItIs() throws Exception {
        prove(ORDER, "a");
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        int named = 13 + bytes[12];
        bytes[11] = 2;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, named);
        ByteBuffer.wrap(bytes).putInt(named, (int) crc.getValue());
        Files.write(file, bytes);
        assertThat(read(ORDER)).isEqualTo(new Reading(List.of(), false));
        prove(ORDER, "b");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }
}
