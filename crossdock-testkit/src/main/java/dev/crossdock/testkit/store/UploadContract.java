package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Task;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Parts of an object on their way.
public interface UploadContract extends StoreHarness {

    @Test
    default void partsBecomeOneObject() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/parts", 100);
        sample.writeAll();
        sample.complete(new Precondition.None());

        assertThat(probe().get("upload/parts")).isEqualTo(sample.bytes());
        assertThat(probe().stat("upload/parts").sizeBytes()).isEqualTo(sample.bytes().length);
    }

    @Test
    default void oneSmallPartIsEnough() throws StoreException {
        byte[] bytes = SampleBytes.of(101, 7);
        Upload upload = store().upload("upload/small", probe().options(new Precondition.None()), 7);
        UploadedPart part = probe().part(upload, 1, 0, bytes);
        upload.complete(List.of(part), new Precondition.None(), Optional.empty());

        assertThat(probe().get("upload/small")).isEqualTo(bytes);
    }

    @Test
    default void partsMayComeInAnyOrder() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/order", 102);
        sample.write(3);
        sample.write(1);
        sample.write(2);
        sample.complete(new Precondition.None());

        assertThat(probe().get("upload/order")).isEqualTo(sample.bytes());
    }

    @Test
    default void partsMayComeAtOnce() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/at-once", 103);
        List<Task<UploadedPart>> tasks = new ArrayList<>();
        for (int number = 1; number <= SampleUpload.PARTS; number++) {
            int each = number;
            tasks.add(env().tasks().spawn("part " + number, () -> sample.send(each)));
        }
        tasks.forEach(each -> sample.took(each.join()));
        sample.complete(new Precondition.None());

        assertThat(probe().get("upload/at-once")).isEqualTo(sample.bytes());
    }

    @Test
    default void aRepeatedPartReplacesTheFormer() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/repeated", 104);
        sample.writeOther(2, 999);
        sample.writeAll();
        sample.write(1);
        sample.complete(new Precondition.None());

        assertThat(probe().get("upload/repeated")).isEqualTo(sample.bytes());
    }

    @Test
    default void aReplacedPartCannotBeNamed() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/replaced", 105);
        sample.writeAll();
        UploadedPart former = sample.part(2);
        sample.writeOther(2, 998);
        sample.took(former);

        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.None())).code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(store().stat("upload/replaced")).isEmpty();
    }

    @Test
    default void nothingIsVisibleBeforeCompletion() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/invisible", 106);
        sample.writeAll();

        assertThat(store().stat("upload/invisible")).isEmpty();
        assertThat(probe().keys("")).isEmpty();
        assertThat(StoreProbe.failure(() -> probe().get("upload/invisible")).code()).isEqualTo(FailureCode.GONE);
    }

    @Test
    default void aPartThatEndsEarlyOrGoesOnIsNoPart() throws StoreException {
        Upload upload = store().upload("upload/lying", probe().options(new Precondition.None()), 3_000);
        byte[] bytes = SampleBytes.of(107, 2_000);

        assertThat(StoreProbe.failure(() -> upload.part(1, 0, ScriptedBody.announcing(bytes, 3_000))).code())
                .isEqualTo(FailureCode.SHORT_READ);
        assertThat(StoreProbe.failure(() -> upload.part(1, 0, ScriptedBody.announcing(bytes, 1_000))).code())
                .isEqualTo(FailureCode.LONG_READ);
        StoreProbe.failure(() -> upload.complete(List.of(new UploadedPart(1, 3_000, "", Optional.empty())),
                new Precondition.None(), Optional.empty()));
        assertThat(store().stat("upload/lying")).isEmpty();
    }

    @Test
    default void aPartThatFailsCanBeSentAgain() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/failing", 108);
        Failure failure = Failure.of(FailureCode.CONNECTION_LOST, Operation.READ, "elsewhere", "lost");
        assertThat(StoreProbe.failure(() -> sample.upload().part(2, sample.offset(2),
                ScriptedBody.midway(sample.bytes(2), () -> {
                    throw new StoreException(failure);
                })))).isEqualTo(failure);
        sample.writeAll();
        sample.complete(new Precondition.None());

        assertThat(probe().get("upload/failing")).isEqualTo(sample.bytes());
    }

    @Test
    default void aPartWithAWrongChecksumIsRefused() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/wrong-part", 109);
        byte[] right = sample.bytes(1);
        byte[] value = SampleBytes.checksum(probe().algorithm(), right).value();
        for (int i = 0; i < value.length; i++) {
            Checksum wrong = Checksum.of(probe().algorithm(), SampleBytes.flipped(value, i));
            assertThat(StoreProbe.failure(() -> sample.upload().part(1, 0,
                    Body.of(ByteBuffer.wrap(right), wrong))).code()).as("byte %d", i)
                    .isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        }
    }

    @Test
    default void uploadsUnderWayAreFound() throws StoreException {
        SampleUpload one = SampleUpload.begin(this, "upload/found/one", 110);
        SampleUpload two = SampleUpload.begin(this, "upload/found/two", 111);
        SampleUpload three = SampleUpload.begin(this, "upload/found-three", 112);

        assertThat(store().uploads("upload/found/")).extracting(PendingUpload::key)
                .containsExactlyInAnyOrder("upload/found/one", "upload/found/two");
        assertThat(reopened().uploads("upload/")).extracting(PendingUpload::token)
                .containsExactlyInAnyOrder(one.upload().token(), two.upload().token(), three.upload().token());

        one.upload().abort();
        two.writeAll();
        two.complete(new Precondition.None());
        assertThat(store().uploads("")).extracting(PendingUpload::key).containsExactly("upload/found-three");
    }

    @Test
    default void twoUploadsOfOneKeyAreTwo() throws StoreException {
        SampleUpload one = SampleUpload.begin(this, "upload/twice", 113);
        SampleUpload two = SampleUpload.begin(this, "upload/twice", 114);
        assertThat(one.upload().token()).isNotEqualTo(two.upload().token());
        one.writeAll();
        two.writeAll();
        one.complete(new Precondition.None());
        assertThat(probe().get("upload/twice")).isEqualTo(one.bytes());
        two.complete(new Precondition.None());

        assertThat(probe().get("upload/twice")).isEqualTo(two.bytes());
    }

    @Test
    default void anotherProcessGoesOn() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/reopened", 115);
        sample.write(1);
        sample.write(2);
        Upload again = reopened().reopen(sample.upload().token());
        assertThat(again.token()).isEqualTo(sample.upload().token());
        SampleUpload reopened = sample.continuedBy(again);
        if (quirks().contains(Quirk.PARTS_FORGOTTEN)) {
            reopened.write(1);
            reopened.write(2);
        }
        reopened.write(3);
        reopened.complete(new Precondition.Absent());

        assertThat(probe().get("upload/reopened")).isEqualTo(sample.bytes());
    }

    @Test
    default void anotherProcessFindsWhatIsThere() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/found-parts", 116);
        assertThat(sample.upload().parts()).isEmpty();
        sample.write(3);
        sample.write(1);
        Upload again = reopened().reopen(sample.upload().token());
        List<UploadedPart> found = again.parts();
        assertThat(found).extracting(UploadedPart::number).containsExactly(1, 3);
        for (UploadedPart each : found) {
            byte[] bytes = sample.bytes(each.number());
            assertThat(each.sizeBytes()).isEqualTo(bytes.length);
            each.checksum().filter(checksum -> checksum.algorithm() == probe().algorithm())
                    .ifPresent(checksum -> assertThat(checksum)
                            .isEqualTo(SampleBytes.checksum(probe().algorithm(), bytes)));
        }
        SampleUpload reopened = sample.continuedBy(again);
        for (UploadedPart each : found) {
            if (each.checksum().isPresent()) {
                reopened.took(each);
            } else {
                // Nothing is known of what it holds.
                reopened.write(each.number());
            }
        }
        reopened.write(2);
        reopened.complete(new Precondition.Absent());

        assertThat(probe().get("upload/found-parts")).isEqualTo(sample.bytes());
    }

    @Test
    default void whatIsGoneHasNoParts() throws StoreException {
        SampleUpload sample = SampleUpload.begin(this, "upload/gone-parts", 117);
        sample.write(1);
        sample.upload().abort();

        Upload gone = reopened().reopen(sample.upload().token());
        try {
            assertThat(gone.parts()).as("services that do not know say so, or show none").isEmpty();
        } catch (StoreException e) {
            assertThat(e.code()).isEqualTo(FailureCode.UPLOAD_LOST);
        }
    }

    @Test
    default void whatIsNoTokenIsNotReopened() {
        for (String token : List.of("", "nonsense", "1:../../x:5:CRC32C::key", ":::::::")) {
            assertThat(StoreProbe.failure(() -> store().reopen(token)).code()).isEqualTo(FailureCode.BAD_REQUEST);
        }
    }
}
