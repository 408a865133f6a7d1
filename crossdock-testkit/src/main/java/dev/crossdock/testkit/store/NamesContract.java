package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys are exact: what goes in comes out, or is refused by name.
public interface NamesContract extends StoreHarness {

    @ParameterizedTest
    @MethodSource("dev.crossdock.testkit.store.AwkwardNames#all")
    default void aKeyIsExactOrRefused(AwkwardName name) throws StoreException {
        byte[] bytes = SampleBytes.of(160, 20);
        if (quirks().contains(Quirk.PATHS) && name.refusedByPaths().isPresent()) {
            assertRefused(name.key(), name.refusedByPaths().get());
            return;
        }
        probe().put(name.key(), bytes, new Precondition.Absent());

        assertThat(probe().get(name.key())).isEqualTo(bytes);
        assertThat(probe().stat(name.key()).key()).isEqualTo(name.key());
        assertThat(probe().keys("")).containsExactly(name.key());
        assertThat(probe().keys(name.key())).containsExactly(name.key());
        assertThat(probe().delete(name.key(), probe().version(name.key()))).isEmpty();
        assertThat(probe().keys("")).isEmpty();
    }

    @Test
    default void theWholeCensusFitsSideBySide() throws StoreException {
        List<String> keys = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        for (AwkwardName each : quirks().contains(Quirk.PATHS) ? AwkwardNames.ofPaths() : AwkwardNames.all()) {
            probe().put(each.key(), new byte[0], new Precondition.Absent());
            keys.add(each.key());
            deletions.add(new Deletion(each.key(), new Precondition.None()));
        }
        keys.sort(Keys::compare);

        assertThat(probe().keys("")).isEqualTo(keys);
        assertThat(store().delete(deletions)).allMatch(Optional::isEmpty);
        assertThat(probe().keys("")).isEmpty();
    }

    @Test
    default void awkwardKeysCanBeUploaded() throws StoreException {
        for (String key : List.of("a+b %2F\u00e9\ud83d\ude80", "new\nline:1:2", "star*?#")) {
            SampleUpload sample = SampleUpload.begin(this, key, 161);
            assertThat(store().uploads(key)).hasSize(1);
            sample.writeAll();
            sample.complete(new Precondition.Absent());
            assertThat(probe().get(key)).isEqualTo(sample.bytes());
        }
    }

    @Test
    default void aKeyWithoutUtf8FormIsRefused() {
        for (String key : List.of("lone\ud83d", "\ude80lone", "\ude80\ud83d")) {
            assertRefused(key, FailureCode.PATH_ILLEGAL_CHAR);
        }
    }

    @Test
    default void aKeyThatIsTooLongIsRefused() {
        int max = store().capabilities().keyBytesMax();
        String key = "k/".repeat(max / 2 + 1) + 'k';

        assertRefused(key, FailureCode.NAME_TOO_LONG);
    }

    @Test
    default void anEmptyKeyIsRefused() throws StoreException {
        List<StoreProbe.Attempt> attempts = List.of(
                () -> probe().put("", new byte[1]),
                () -> store().stat(""),
                () -> probe().get(""),
                () -> store().upload("", probe().options(new Precondition.None()), 10));
        for (StoreProbe.Attempt each : attempts) {
            assertThat(StoreProbe.failure(each).code()).isIn(FailureCode.BAD_REQUEST, FailureCode.PATH_EMPTY_SEGMENT);
        }
        assertThat(probe().keys("")).isEmpty();
        assertThat(store().uploads("")).isEmpty();
    }

    private void assertRefused(String key, FailureCode code) {
        List<StoreProbe.Attempt> attempts = List.of(
                () -> probe().put(key, new byte[1]),
                () -> store().stat(key),
                () -> probe().get(key),
                () -> store().upload(key, probe().options(new Precondition.None()), 10));
        for (StoreProbe.Attempt each : attempts) {
            assertThat(StoreProbe.failure(each).code()).isEqualTo(code);
        }
        StoreProbe.Attempt delete = () -> assertThat(probe().delete(key, new Precondition.None()).map(Failure::code))
                .contains(code);
        try {
            delete.run();
        } catch (StoreException e) {
            assertThat(e.failure().failureClass()).isEqualTo(FailureClass.OBJECT_NAME);
        }
        assertThat(code.failureClass()).isEqualTo(FailureClass.OBJECT_NAME);
    }
}
