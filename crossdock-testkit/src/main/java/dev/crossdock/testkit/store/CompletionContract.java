package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The end of an upload, either way.
public interface CompletionContract extends StoreHarness {

    @Test
    default void completionTellsTheVersion() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/version", 120);
        sample.writeAll();
        Written written = sample.complete(new Precondition.None());

        assertThat(written.version()).isIn(probe().stat("complete/version").version(), "");
        for (Checksum each : written.checksums()) {
            assertThat(!each.fullObject() || each.equals(SampleBytes.checksum(each.algorithm(), sample.bytes())))
                    .isTrue();
        }
        assertThat(probe().keys("complete/")).containsExactly("complete/version");
    }

    @Test
    default void completingTwiceFailsAndKeepsTheObject() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/twice", 121);
        sample.writeAll();
        sample.complete(new Precondition.None());

        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.None())).code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        Upload again = reopened().reopen(sample.upload().token());
        assertThat(StoreProbe.failure(() -> again.complete(sample.parts(), new Precondition.None(), Optional.empty()))
                .code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(probe().get("complete/twice")).isEqualTo(sample.bytes());
    }

    @Test
    default void noPartIsTakenAfterCompletion() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/late-part", 122);
        sample.writeAll();
        sample.complete(new Precondition.None());

        assertThat(StoreProbe.failure(() -> sample.writeOther(1, 997)).code()).isEqualTo(FailureCode.UPLOAD_LOST);
        SampleUpload again = sample.continuedBy(reopened().reopen(sample.upload().token()));
        assertThat(StoreProbe.failure(() -> again.writeOther(1, 996)).code()).isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(probe().get("complete/late-part")).isEqualTo(sample.bytes());
    }

    @Test
    default void aMissingPartIsNoObject() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/missing", 123);
        sample.write(1);
        sample.write(3);
        StoreProbe.failure(() -> sample.complete(new Precondition.None()));
        assertThat(store().stat("complete/missing")).isEmpty();

        SampleUpload cut = SampleUpload.begin(this, "complete/missing", 124);
        cut.write(1);
        cut.write(2);
        StoreProbe.failure(() -> cut.complete(new Precondition.None()));
        assertThat(store().stat("complete/missing")).isEmpty();
    }

    @Test
    default void aPartThatWasNeverWrittenIsNoObject() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/invented", 125);
        sample.write(1);
        sample.write(2);
        UploadedPart second = sample.part(2);
        sample.took(new UploadedPart(3, sample.bytes(3).length, second.etag(), second.checksum()));

        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.None())).code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(store().stat("complete/invented")).isEmpty();
    }

    @Test
    default void completionIntoNothingFindsSomething() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/absent", 126);
        sample.writeAll();
        probe().put("complete/absent", SampleBytes.of(127, 10));

        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.Absent())).code())
                .isEqualTo(FailureCode.CONFLICT);
        assertThat(probe().get("complete/absent")).isEqualTo(SampleBytes.of(127, 10));
        sample.upload().abort();
        assertThat(probe().get("complete/absent")).isEqualTo(SampleBytes.of(127, 10));
        assertThat(store().uploads("")).isEmpty();
    }

    @Test
    default void completionOverAVersion() throws StoreException {
        probe().put("complete/over", SampleBytes.of(128, 10));
        Precondition first = probe().version("complete/over");
        SampleUpload stale = SampleUpload.begin(this, "complete/over", 129);
        stale.writeAll();
        SampleUpload fresh = SampleUpload.begin(this, "complete/over", 130);
        fresh.writeAll();
        fresh.complete(first);

        assertThat(probe().get("complete/over")).isEqualTo(fresh.bytes());
        assertThat(StoreProbe.failure(() -> stale.complete(first)).code()).isEqualTo(FailureCode.CONFLICT);
        assertThat(probe().get("complete/over")).isEqualTo(fresh.bytes());
    }

    @Test
    default void theChecksumOfTheWholeIsChecked() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/whole", 131);
        sample.writeAll();
        byte[] value = sample.checksum().value();
        for (int i = 0; i < value.length; i++) {
            Checksum wrong = Checksum.of(probe().algorithm(), SampleBytes.flipped(value, i));
            assertThat(StoreProbe.failure(() -> sample.upload().complete(sample.parts(), new Precondition.None(),
                    Optional.of(wrong))).code()).as("byte %d", i).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
            assertThat(store().stat("complete/whole")).isEmpty();
        }
        sample.upload().complete(sample.parts(), new Precondition.None(), Optional.of(sample.checksum()));

        assertThat(probe().get("complete/whole")).isEqualTo(sample.bytes());
    }

    @Test
    default void abortLeavesNothing() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/aborted", 132);
        sample.writeAll();
        sample.upload().abort();

        assertThat(store().stat("complete/aborted")).isEmpty();
        assertThat(store().uploads("")).isEmpty();
        assertThat(StoreProbe.failure(() -> sample.write(1)).code()).isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.None())).code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(store().stat("complete/aborted")).isEmpty();
    }

    @Test
    default void abortCanBeRepeated() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/aborted-twice", 133);
        sample.upload().abort();
        sample.upload().abort();
        reopened().reopen(sample.upload().token()).abort();

        assertThat(store().uploads("")).isEmpty();
    }

    @Test
    default void abortAfterCompletionKeepsTheObject() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "complete/kept", 134);
        sample.writeAll();
        sample.complete(new Precondition.Absent());
        sample.upload().abort();
        reopened().reopen(sample.upload().token()).abort();

        assertThat(probe().get("complete/kept")).isEqualTo(sample.bytes());
    }

    @Test
    default void aLateAbortOfALosingAttemptKeepsTheWinnersObject() throws StoreException {
        SampleUpload losing = SampleUpload.begin(this, "complete/late-abort", 135);
        losing.writeAll();
        SampleUpload winning = SampleUpload.begin(this, "complete/late-abort", 136);
        winning.writeAll();
        winning.complete(new Precondition.Absent());
        assertThat(StoreProbe.failure(() -> losing.complete(new Precondition.Absent())).code())
                .isEqualTo(FailureCode.CONFLICT);
        losing.upload().abort();
        reopened().reopen(losing.upload().token()).abort();

        assertThat(probe().get("complete/late-abort")).isEqualTo(winning.bytes());
        assertThat(probe().keys("")).isEqualTo(List.of("complete/late-abort"));
    }
}
