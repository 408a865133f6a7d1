package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.Journal;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.JournalTail;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Journals whose bytes were changed or lost.
final class JournalDamageTest {

    private static final Order ORDER = LedgerSamples.order("bucket");
    private static final int RECORDS = 6;

    @TempDir
    Path state;

    private FileLedger ledger;
    private String run = "";

    @BeforeEach
    void open() {
        ledger = new FileLedger(Env.production(), state, "crossdock test");
    }

    private enum Ended {
        SEALED,
        LEFT
    }

    /// A journal with one frame for its start, one for each record, and perhaps one for the seal.
    private Path write(Ended ended) throws StoreException {
        OpenRun open = ledger.open(ORDER);
        run = open.run();
        try (Journal journal = open.journal()) {
            for (int i = 0; i < RECORDS; i++) {
                journal.record(LedgerSamples.delivered("key-" + i, i));
                journal.flush();
            }
            if (ended == Ended.SEALED) {
                journal.seal(new Counts(RECORDS, 15, 0, 0, 0, 0), Ending.COMPLETE);
            }
        }
        return state.resolve("runs").resolve(run).resolve(ended == Ended.SEALED ? "journal.sealed" : "journal");
    }

    private record Reading(List<JournalRecord> records, JournalTail tail, Optional<FailureCode> failure) {}

    private Reading read() {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalReader reader = ledger.read(run)) {
            for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
                records.add(each.get());
            }
            return new Reading(records, reader.tail(), Optional.empty());
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(run).hasMessageContaining("offset");
            return new Reading(records, JournalTail.OPEN, Optional.of(e.code()));
        }
    }

    /// Where frames start, the end of the file last.
    private static List<Integer> frames(byte[] bytes) {
        List<Integer> starts = new ArrayList<>();
        int at = 13 + bytes[12] + 4;
        for (; at < bytes.length; at += 32 + ByteBuffer.wrap(bytes).getInt(at + 8)) {
            starts.add(at);
        }
        assertThat(at).isEqualTo(bytes.length);
        starts.add(at);
        return starts;
    }

    @Test
    void everyChangedByteOfASealedJournalIsFound() throws Exception {
        Path file = write(Ended.SEALED);
        byte[] good = Files.readAllBytes(file);
        List<JournalRecord> all = read().records();
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit += 7) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                Files.write(file, bad);
                Reading reading = read();
                assertThat(reading.failure()).as("bit %d of byte %d", bit, i).contains(FailureCode.LEDGER_CORRUPT);
                assertThat(reading.records()).isEqualTo(all.subList(0, reading.records().size()));
            }
        }
    }

    @Test
    void everyMissingOrAddedByteOfASealedJournalIsFound() throws Exception {
        Path file = write(Ended.SEALED);
        byte[] good = Files.readAllBytes(file);
        for (int size = 0; size < good.length; size++) {
            Files.write(file, Arrays.copyOf(good, size));
            assertThat(read().failure()).as("cut to %d", size).contains(FailureCode.LEDGER_CORRUPT);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThat(read().failure()).contains(FailureCode.LEDGER_CORRUPT);
    }

    @Test
    void noChangedByteOfAnUnsealedJournalMakesAWrongRecord() throws Exception {
        Path file = write(Ended.LEFT);
        byte[] good = Files.readAllBytes(file);
        List<JournalRecord> all = read().records();
        int lastFrame = frames(good).get(RECORDS);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(file, bad);
            Reading reading = read();
            assertThat(reading.records()).isEqualTo(all.subList(0, reading.records().size()));
            if (i < lastFrame) {
                assertThat(reading.failure()).as("byte %d", i).contains(FailureCode.LEDGER_CORRUPT);
                assertThatThrownBy(() -> ledger.open(ORDER)).isInstanceOfSatisfying(StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_CORRUPT));
                assertThat(Files.readAllBytes(file)).as("left as it was").isEqualTo(bad);
            } else {
                assertThat(reading.failure()).isEmpty();
                assertThat(reading.tail()).as("byte %d", i).isEqualTo(JournalTail.TORN);
                assertThat(reading.records()).hasSize(RECORDS);
            }
        }
    }

    @Test
    void aTailThatIsCutAnywhereIsTornAndTakenOver() throws Exception {
        Path file = write(Ended.LEFT);
        byte[] good = Files.readAllBytes(file);
        List<Integer> frames = frames(good);
        for (int size = frames.get(RECORDS - 2); size <= good.length; size++) {
            Files.write(file, Arrays.copyOf(good, size));
            int whole = wholeFrames(frames, size);
            Reading reading = read();
            assertThat(reading.failure()).isEmpty();
            assertThat(reading.records()).as("cut to %d", size).hasSize(whole);
            assertThat(reading.tail()).isEqualTo(frames.contains(size) ? JournalTail.OPEN : JournalTail.TORN);
            OpenRun again = ledger.open(ORDER);
            assertThat(read().tail()).as("cut off").isEqualTo(JournalTail.OPEN);
            try (Journal journal = again.journal()) {
                again.history().orElseThrow().close();
                journal.record(LedgerSamples.delivered("later", 1));
                journal.flush();
            }
            Reading after = read();
            assertThat(after.tail()).isEqualTo(JournalTail.OPEN);
            assertThat(after.records()).hasSize(whole + 2).startsWith(reading.records().toArray(JournalRecord[]::new));
        }
    }

    private static int wholeFrames(List<Integer> frames, int size) {
        int whole = 0;
        while (whole + 1 < frames.size() && frames.get(whole + 1) <= size) {
            whole++;
        }
        return whole;
    }

    @Test
    void aMissingOrSwappedFrameIsFound() throws Exception {
        Path file = write(Ended.LEFT);
        byte[] good = Files.readAllBytes(file);
        List<Integer> frames = frames(good);
        for (int i = 0; i < RECORDS; i++) {
            ByteBuffer without = ByteBuffer.allocate(good.length - (frames.get(i + 1) - frames.get(i)));
            without.put(good, 0, frames.get(i)).put(good, frames.get(i + 1), good.length - frames.get(i + 1));
            Files.write(file, without.array());
            assertThat(read().failure()).as("without frame %d", i).contains(FailureCode.LEDGER_CORRUPT);
        }
    }

    @Test
    void aJournalOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        Path file = write(Ended.LEFT);
        byte[] bytes = Files.readAllBytes(file);
        int named = 13 + bytes[12];
        bytes[11] = 2;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, named);
        ByteBuffer.wrap(bytes).putInt(named, (int) crc.getValue());
        Files.write(file, bytes);
        assertThatThrownBy(() -> ledger.open(ORDER)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_VERSION));
        assertThatThrownBy(() -> ledger.read(run)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_VERSION));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void whatIsNoJournalIsRefused() throws Exception {
        Path file = write(Ended.LEFT);
        for (String content : List.of("", "X", "XDLEDGER", "SQLite format 3\u0000 and so on and on")) {
            Files.writeString(file, content);
            assertThat(read().failure()).contains(FailureCode.LEDGER_CORRUPT);
            assertThat(ledger.runs()).singleElement().extracting(RunSummary::state).isEqualTo(RunSummary.State.DAMAGED);
        }
    }

    @Test
    void aJournalOfAnotherRunIsNotTakenOver() throws Exception {
        Path file = write(Ended.LEFT);
        Path other = state.resolve("runs")
                .resolve("2" + run.substring(1, run.length() - 1) + (run.endsWith("0") ? '1' : '0'));
        Files.move(file.getParent(), other);
        assertThatThrownBy(() -> ledger.open(ORDER)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_CORRUPT));
    }

    @Test
    void aSealWhoseRenameWasLostIsMadeGood() throws Exception {
        Path sealed = write(Ended.SEALED);
        Files.move(sealed, sealed.resolveSibling("journal"));
        assertThat(read().tail()).isEqualTo(JournalTail.SEALED);
        OpenRun next = ledger.open(ORDER);
        next.journal().close();
        assertThat(next.run()).isNotEqualTo(run);
        assertThat(sealed).exists();
    }

    @Test
    void aRunThatNeverBeganIsRemoved() throws IOException, StoreException {
        Path file = write(Ended.LEFT);
        Files.move(file, file.resolveSibling("journal.new"));
        OpenRun next = ledger.open(ORDER);
        next.journal().close();
        assertThat(next.history()).isEmpty();
        assertThat(file.getParent()).doesNotExist();
    }
}
