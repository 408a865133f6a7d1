package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Writes that happen only if the right thing is there.
public interface PreconditionContract extends StoreHarness {

    @Test
    default void absentWritesWhereNothingIs() throws StoreException {
        probe().put("condition/absent", SampleBytes.of(50, 10), new Precondition.Absent());

        assertThat(probe().get("condition/absent")).isEqualTo(SampleBytes.of(50, 10));
    }

    @Test
    default void absentRefusesToOverwrite() throws StoreException {
        probe().put("condition/present", SampleBytes.of(51, 10));

        assertConflict("condition/present", new Precondition.Absent(), SampleBytes.of(51, 10));
    }

    @Test
    default void absentRefusesToOverwriteAnEmptyObject() throws StoreException {
        probe().put("condition/present-empty", new byte[0]);

        assertConflict("condition/present-empty", new Precondition.Absent(), new byte[0]);
    }

    @Test
    default void absentWritesAgainAfterADelete() throws StoreException {
        probe().put("condition/recreated", SampleBytes.of(52, 10));
        assertThat(probe().delete("condition/recreated", probe().version("condition/recreated"))).isEmpty();
        probe().put("condition/recreated", SampleBytes.of(53, 11), new Precondition.Absent());

        assertThat(probe().get("condition/recreated")).isEqualTo(SampleBytes.of(53, 11));
    }

    @Test
    default void aVersionIsReplaced() throws StoreException {
        probe().put("condition/version", SampleBytes.of(54, 10));
        Written written = probe().put("condition/version", SampleBytes.of(55, 12),
                probe().version("condition/version"));

        assertThat(probe().get("condition/version")).isEqualTo(SampleBytes.of(55, 12));
        assertThat(written.version()).isIn(probe().stat("condition/version").version(), "");
    }

    @Test
    default void anotherVersionIsNotReplaced() throws StoreException {
        probe().put("condition/other", SampleBytes.of(56, 10));
        Precondition old = probe().version("condition/other");
        probe().put("condition/other", SampleBytes.of(57, 11));

        assertConflict("condition/other", old, SampleBytes.of(57, 11));
    }

    @Test
    default void noVersionIsReplacedWhereNothingIs() throws StoreException {
        probe().put("condition/gone", SampleBytes.of(58, 10));
        Precondition old = probe().version("condition/gone");
        assertThat(probe().delete("condition/gone", old)).isEmpty();

        assertThat(StoreProbe.failure(() -> probe().put("condition/gone", SampleBytes.of(59, 10), old)).code())
                .isEqualTo(FailureCode.CONFLICT);
        assertThat(store().stat("condition/gone")).isEmpty();
    }

    @Test
    default void aReplacedVersionNeverComesBack() throws StoreException {
        Instant modified = Instant.parse("2020-01-01T00:00:00Z");
        List<String> former = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            byte[] bytes = SampleBytes.of(round, 10);
            store().write("condition/back", modified(modified), SampleBytes.body(probe().algorithm(), bytes));
            for (String each : former) {
                assertConflict("condition/back", new Precondition.Version(each), bytes);
                assertThat(StoreProbe.failure(() -> probe().get("condition/back", ReadOptions.pinned(each))).code())
                        .isEqualTo(FailureCode.SOURCE_CHANGED);
            }
            former.add(probe().stat("condition/back").version());
        }
        assertThat(former).doesNotHaveDuplicates();
    }

    private WriteOptions modified(Instant modified) {
        WriteOptions plain = probe().options(new Precondition.None());
        return new WriteOptions(plain.precondition(), plain.algorithm(), plain.attributes(), Optional.of(modified));
    }

    @Test
    default void noneWritesWhateverIsThere() throws StoreException {
        probe().put("condition/none", SampleBytes.of(63, 10), new Precondition.None());
        probe().put("condition/none", SampleBytes.of(64, 9), new Precondition.None());

        assertThat(probe().get("condition/none")).isEqualTo(SampleBytes.of(64, 9));
    }

    @Test
    default void aRivalThatFinishesFirstKeepsItsObject() throws StoreException {
        byte[] rival = SampleBytes.of(66, 10);
        ScriptedBody body = ScriptedBody.midway(SampleBytes.of(67, 5_000), () -> probe().put("condition/rival", rival));

        assertThat(StoreProbe.failure(
                () -> store().write("condition/rival", probe().options(new Precondition.Absent()), body)).code())
                .isIn(FailureCode.CONFLICT, FailureCode.TARGET_RACE);
        assertThat(probe().get("condition/rival")).isEqualTo(rival);
    }

    @Test
    default void aRivalThatReplacesTheVersionFirstKeepsItsObject() throws StoreException {
        byte[] rival = SampleBytes.of(68, 11);
        probe().put("condition/replaced", SampleBytes.of(69, 10));
        Precondition version = probe().version("condition/replaced");
        ScriptedBody body = ScriptedBody.midway(SampleBytes.of(67, 5_000),
                () -> probe().put("condition/replaced", rival));

        assertThat(StoreProbe.failure(() -> store().write("condition/replaced", probe().options(version), body)).code())
                .isIn(FailureCode.CONFLICT, FailureCode.TARGET_RACE);
        assertThat(probe().get("condition/replaced")).isEqualTo(rival);
    }

    private void assertConflict(String key, Precondition precondition, byte[] present) throws StoreException {
        String version = probe().stat(key).version();

        assertThat(StoreProbe.failure(() -> probe().put(key, SampleBytes.of(65, 77), precondition)).code())
                .isEqualTo(FailureCode.CONFLICT);
        assertThat(probe().get(key)).isEqualTo(present);
        assertThat(probe().stat(key).version()).isEqualTo(version);
    }
}
