package dev.crossdock.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordFormatTest {

    private final ByteWriter bytes = new ByteWriter(16);

    private Optional<JournalRecord> decode() throws UnreadableRecordException {
        return new RecordDecoder().decode(bytes.array(), 0, bytes.size());
    }

    private void assertUnreadable(FailureCode code) {
        assertThatThrownBy(this::decode).isInstanceOfSatisfying(UnreadableRecordException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anUnknownRecordIsLeftOutOnlyIfItMayBe() throws Exception {
        bytes.u8(RecordFormat.IGNORABLE | 60);
        bytes.string("whatever");
        assertThat(decode()).isEmpty();
        bytes.array()[0] = 60;
        assertUnreadable(FailureCode.LEDGER_VERSION);
    }

    @Test
    void anUnknownNameIsOfANewerVersion() {
        bytes.u8(RecordFormat.KEPT);
        bytes.u8(0);
        bytes.string("key");
        bytes.varint(1);
        bytes.string("MOON_IS_FULL");
        assertUnreadable(FailureCode.LEDGER_VERSION);
    }

    @Test
    void aRecordOfAnyOtherLengthIsMalformed() {
        RecordEncoder.encode(new UploadClosed("token"), bytes);
        int size = bytes.size();
        for (int cut = 0; cut < size; cut++) {
            bytes.cut(cut);
            assertUnreadable(FailureCode.LEDGER_CORRUPT);
        }
        bytes.cut(size);
        bytes.u8(0);
        assertUnreadable(FailureCode.LEDGER_CORRUPT);
    }

    @Test
    void theLargestFailureFitsAFrame() throws Exception {
        String huge = "\uffff".repeat(100_000);
        Failure failure = new Failure(FailureCode.UNCLASSIFIED, Operation.READ, huge, huge,
                Optional.of(new ServiceAnswer(500, huge, huge, huge)), Optional.empty());
        List<Failure> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            attempts.add(i == 0 || i == 39 ? failure.withCode(FailureCode.values()[i]) : failure);
        }
        RecordEncoder.encode(new Settled(new Outcome.Failed("k".repeat(4_096), 1, attempts), Optional.empty()), bytes);
        assertThat(bytes.size()).isLessThan(FrameFormat.PAYLOAD_MAX - (64 << 10) - 3);
        Outcome.Failed read = (Outcome.Failed) ((Settled) decode().orElseThrow()).outcome();
        assertThat(read.attempts()).hasSize(RecordFormat.ATTEMPTS_MAX);
        assertThat(read.attempts().getFirst().code()).isEqualTo(FailureCode.values()[0]);
        assertThat(read.failure().code()).isEqualTo(FailureCode.values()[39]);
        assertThat(read.failure().message()).isEqualTo(huge.substring(0, RecordFormat.TEXT_MAX));
    }
}
