package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Copying within a service, where there is such a thing.
public interface CopyContract extends StoreHarness {

    @Test
    default void copiesAPinnedVersionOrRefuses() throws StoreException {
        byte[] bytes = SampleBytes.of(150, 4_000);
        probe().put("copy/from", bytes);
        String version = probe().stat("copy/from").version();
        if (!store().capabilities().serverSideCopy()) {
            assertThat(StoreProbe.failure(() -> copy("copy/from", version, "copy/to", new Precondition.None())).code())
                    .isEqualTo(FailureCode.UNSUPPORTED);
            assertThat(store().stat("copy/to")).isEmpty();
            return;
        }
        Written written = copy("copy/from", version, "copy/to", new Precondition.Absent());

        assertThat(probe().get("copy/to")).isEqualTo(bytes);
        assertThat(written.version()).isIn(probe().stat("copy/to").version(), "");
        assertThat(probe().get("copy/from")).isEqualTo(bytes);
    }

    @Test
    default void tagsStayThoughAttributesAreGiven() throws StoreException {
        if (!store().capabilities().serverSideCopy() || !store().capabilities().tags()) {
            assertThat(store().tags("copy/none", "")).isEmpty();
            return;
        }
        Map<String, String> tags = Map.of("stage", "two");
        WriteOptions plain = probe().options(new Precondition.None());
        store().write("copy/tagged", new WriteOptions(plain.precondition(), plain.algorithm(),
                Attributes.NONE.withTags(tags), plain.modified()),
                SampleBytes.body(probe().algorithm(), SampleBytes.of(156, 10)));
        Attributes given = new Attributes(Map.of("content-type", "text/plain"), Map.of("owner", "me"));
        store().copy(store(), "copy/tagged", probe().stat("copy/tagged").version(), "copy/tagged-to", new WriteOptions(
                plain.precondition(), plain.algorithm(), given, plain.modified()));

        ObjectStat copied = probe().stat("copy/tagged-to");
        assertThat(copied.attributes().metadata()).containsEntry("owner", "me");
        assertThat(store().tags("copy/tagged-to", copied.version())).isEqualTo(tags);
    }

    @Test
    default void copiesNoOtherVersion() throws StoreException {
        probe().put("copy/changed", SampleBytes.of(151, 10));
        String version = probe().stat("copy/changed").version();
        probe().put("copy/changed", SampleBytes.of(152, 11));

        assertThat(
                StoreProbe.failure(() -> copy("copy/changed", version, "copy/never", new Precondition.None())).code())
                .isIn(FailureCode.SOURCE_CHANGED, FailureCode.UNSUPPORTED);
        assertThat(
                StoreProbe.failure(() -> copy("copy/unknown", version, "copy/never", new Precondition.None())).code())
                .isIn(FailureCode.GONE, FailureCode.SOURCE_CHANGED, FailureCode.UNSUPPORTED);
        assertThat(store().stat("copy/never")).isEmpty();
    }

    @Test
    default void copyingKeepsThePrecondition() throws StoreException {
        probe().put("copy/source", SampleBytes.of(153, 10));
        probe().put("copy/occupied", SampleBytes.of(154, 11));
        String version = probe().stat("copy/source").version();

        assertThat(StoreProbe.failure(() -> copy("copy/source", version, "copy/occupied", new Precondition.Absent()))
                .code())
                .isIn(FailureCode.CONFLICT, FailureCode.UNSUPPORTED);
        assertThat(probe().get("copy/occupied")).isEqualTo(SampleBytes.of(154, 11));
    }

    @Test
    default void copyingOntoItselfKeepsTheBytes() throws StoreException {
        byte[] bytes = SampleBytes.of(155, 4_000);
        probe().put("copy/self", bytes);
        try {
            copy("copy/self", probe().stat("copy/self").version(), "copy/self", new Precondition.None());
        } catch (StoreException e) {
            assertThat(e.code()).isIn(FailureCode.UNSUPPORTED, FailureCode.BAD_REQUEST);
        }

        assertThat(probe().get("copy/self")).isEqualTo(bytes);
    }

    private Written copy(String from, String version, String to, Precondition precondition) throws StoreException {
        return store().copy(store(), from, version, to, probe().options(precondition));
    }
}
