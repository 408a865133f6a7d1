package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.object.Keys;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.testkit.store.AwkwardName;
import dev.crossdock.testkit.store.AwkwardNames;
import dev.crossdock.testkit.store.ObjectStoreContract;
import dev.crossdock.testkit.store.StoreProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract as Cloud Storage can keep it. It deviates in one thing only: the service takes no key with a line feed
/// or a carriage return, so such keys are refused by name before anything is sent.
abstract class GcsStoreContract extends ObjectStoreContract {

    @Override
    public Env env() {
        return Env.production();
    }

    @Override
    @ParameterizedTest
    @MethodSource("dev.crossdock.testkit.store.AwkwardNames#all")
    public void aKeyIsExactOrRefused(AwkwardName name) throws StoreException {
        if (isSendable(name)) {
            super.aKeyIsExactOrRefused(name);
            return;
        }
        for (StoreProbe.Attempt each : List.<StoreProbe.Attempt>of(() -> probe().put(name.key(), new byte[1]),
                () -> store().stat(name.key()), () -> probe().get(name.key()),
                () -> store().upload(name.key(), probe().options(new Precondition.None()), 10))) {
            assertThat(StoreProbe.failure(each).code()).isEqualTo(FailureCode.PATH_ILLEGAL_CHAR);
        }
        assertThat(probe().delete(name.key(), new Precondition.None()).orElseThrow().code())
                .isEqualTo(FailureCode.PATH_ILLEGAL_CHAR);
        assertThat(probe().keys("")).isEmpty();
    }

    @Override
    @Test
    public void theWholeCensusFitsSideBySide() throws StoreException {
        List<String> keys = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        for (AwkwardName each : AwkwardNames.all()) {
            if (isSendable(each)) {
                probe().put(each.key(), new byte[0], new Precondition.Absent());
                keys.add(each.key());
                deletions.add(new Deletion(each.key(), new Precondition.None()));
            }
        }
        keys.sort(Keys::compare);

        assertThat(probe().keys("")).isEqualTo(keys);
        assertThat(store().delete(deletions)).allMatch(Optional::isEmpty);
        assertThat(probe().keys("")).isEmpty();
    }

    @Override
    @Test
    public void awkwardKeysCanBeUploaded() throws StoreException {
        for (String key : List.of("a+b %2F\u00e9\ud83d\ude80", "star*?#", "tab\t:1:2")) {
            StoreProbe probe = probe();
            Upload upload = store().upload(key, probe.options(new Precondition.Absent()), 3);
            assertThat(store().uploads(key)).hasSize(1);
            upload.complete(List.of(probe.part(upload, 1, 0, new byte[]{1, 2, 3})), new Precondition.Absent(),
                    Optional.empty());
            assertThat(probe.get(key)).containsExactly(1, 2, 3);
        }
    }

    private static boolean isSendable(AwkwardName name) {
        return name.key().indexOf('\n') < 0 && name.key().indexOf('\r') < 0;
    }
}
