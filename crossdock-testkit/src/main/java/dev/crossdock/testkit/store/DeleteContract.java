package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Deleting exactly what was meant.
public interface DeleteContract extends StoreHarness {

    @Test
    default void deletesWhateverIsThere() throws StoreException {
        probe().put("delete/none", SampleBytes.of(70, 10));

        assertThat(probe().delete("delete/none", new Precondition.None())).isEmpty();
        assertThat(store().stat("delete/none")).isEmpty();
        assertThat(probe().keys("delete/")).isEmpty();
    }

    @Test
    default void deletesTheVersion() throws StoreException {
        probe().put("delete/version", SampleBytes.of(71, 10));

        assertThat(probe().delete("delete/version", probe().version("delete/version"))).isEmpty();
        assertThat(store().stat("delete/version")).isEmpty();
    }

    @Test
    default void anotherVersionSurvives() throws StoreException {
        probe().put("delete/other", SampleBytes.of(72, 10));
        Precondition old = probe().version("delete/other");
        probe().put("delete/other", SampleBytes.of(73, 11));

        assertThat(probe().delete("delete/other", old).map(Failure::code)).contains(FailureCode.CONFLICT);
        assertThat(probe().get("delete/other")).isEqualTo(SampleBytes.of(73, 11));
    }

    @Test
    default void whatIsGoneCountsAsDeleted() throws StoreException {
        probe().put("delete/gone", SampleBytes.of(74, 10));
        Precondition old = probe().version("delete/gone");
        assertThat(probe().delete("delete/gone", old)).isEmpty();

        assertThat(probe().delete("delete/gone", old)).isEmpty();
        assertThat(probe().delete("delete/gone", new Precondition.None())).isEmpty();
        assertThat(probe().delete("delete/never/was", new Precondition.None())).isEmpty();
    }

    @Test
    default void neighborsSurvive() throws StoreException {
        for (String key : List.of("delete-it", "delete-it-not", "delete-it.not", "Delete-it", "delete-i")) {
            probe().put(key, SampleBytes.of(75, 10));
        }
        assertThat(probe().delete("delete-it", new Precondition.None())).isEmpty();

        assertThat(probe().keys("")).containsExactly("Delete-it", "delete-i", "delete-it-not", "delete-it.not");
    }

    @Test
    default void aPrefixIsNotDeleted() throws StoreException {
        probe().put("delete/tree/leaf", SampleBytes.of(76, 10));

        assertThat(probe().delete("delete/tree", new Precondition.None())).isEmpty();
        assertThat(probe().get("delete/tree/leaf")).isEqualTo(SampleBytes.of(76, 10));
    }

    @Test
    default void aBatchAnswersForEachInOrder() throws StoreException {
        probe().put("delete/batch/1", SampleBytes.of(77, 10));
        probe().put("delete/batch/2", SampleBytes.of(78, 10));
        Precondition old = probe().version("delete/batch/2");
        probe().put("delete/batch/2", SampleBytes.of(79, 11));
        probe().put("delete/batch/3", SampleBytes.of(80, 10));

        List<Optional<Failure>> results = store().delete(List.of(
                new Deletion("delete/batch/1", probe().version("delete/batch/1")), new Deletion("delete/batch/2", old),
                new Deletion("delete/batch/0", new Precondition.None()),
                new Deletion("delete/batch/3", new Precondition.None())));

        assertThat(results).hasSize(4);
        assertThat(results.get(0)).isEmpty();
        assertThat(results.get(1).map(Failure::code)).contains(FailureCode.CONFLICT);
        assertThat(results.get(2)).isEmpty();
        assertThat(results.get(3)).isEmpty();
        assertThat(probe().keys("delete/batch/")).containsExactly("delete/batch/2");
    }

    @Test
    default void aBatchMayBeLargeOrEmpty() throws StoreException {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            probe().put("delete/many/" + i, new byte[0]);
            deletions.add(new Deletion("delete/many/" + i, new Precondition.None()));
        }
        probe().put("delete/one", new byte[0]);

        assertThat(store().delete(List.of())).isEmpty();
        assertThat(store().delete(deletions)).hasSize(1_100).allMatch(Optional::isEmpty);
        assertThat(probe().keys("")).containsExactly("delete/one");
    }
}
