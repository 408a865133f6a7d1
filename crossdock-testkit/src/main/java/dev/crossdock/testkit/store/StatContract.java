package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Facts, and abilities that are either there or refused.
public interface StatContract extends StoreHarness {

    @Test
    default void thereIsNothingAtAnUnknownKey() throws StoreException {
        assertThat(store().stat("stat/unknown")).isEmpty();
    }

    @Test
    default void factsAreThoseOfTheWrite() throws StoreException {
        byte[] bytes = SampleBytes.of(20, 4_321);
        Written written = probe().put("stat/facts", bytes);
        ObjectStat stat = probe().stat("stat/facts");

        assertThat(stat.key()).isEqualTo("stat/facts");
        assertThat(stat.sizeBytes()).isEqualTo(4_321);
        assertThat(stat.version()).isNotEmpty();
        assertThat(written.version()).isIn(stat.version(), "");
        assertThat(stat.etag()).doesNotContain("\"");
        assertThat(written.etag()).isIn(stat.etag(), "");
        for (Checksum each : stat.checksums()) {
            assertThat(each.fullObject()).isTrue();
            assertThat(each).isEqualTo(SampleBytes.checksum(each.algorithm(), bytes));
        }
    }

    @Test
    default void factsStayTheSame() throws StoreException {
        probe().put("stat/same", SampleBytes.of(21, 100));

        assertThat(store().stat("stat/same")).isEqualTo(store().stat("stat/same")).isPresent();
        assertThat(reopened().stat("stat/same")).isEqualTo(store().stat("stat/same"));
    }

    @Test
    default void anOverwriteMakesANewVersion() throws StoreException {
        probe().put("stat/version", SampleBytes.of(22, 100));
        String first = probe().stat("stat/version").version();
        probe().put("stat/version", SampleBytes.of(23, 100));

        assertThat(probe().stat("stat/version").version()).isNotEqualTo(first);
    }

    @Test
    default void aPrefixOfAKeyIsNoObject() throws StoreException {
        probe().put("stat/dir/file", SampleBytes.of(24, 1));

        assertThat(store().stat("stat/dir")).isEmpty();
        assertThat(store().stat("stat")).isEmpty();
        assertThat(store().stat("stat/dir/fil")).isEmpty();
        assertThat(store().stat("stat/dir/file/below")).isEmpty();
    }

    @Test
    default void aDeletedObjectIsGone() throws StoreException {
        probe().put("stat/deleted", SampleBytes.of(25, 1));
        assertThat(probe().delete("stat/deleted", probe().version("stat/deleted"))).isEmpty();

        assertThat(store().stat("stat/deleted")).isEmpty();
    }

    @Test
    default void attributesAreKeptOrRefused() throws StoreException {
        Attributes attributes = new Attributes(Map.of("content-type", "text/plain"), Map.of("owner", "me"));
        WriteOptions options = new WriteOptions(new Precondition.None(), Optional.of(probe().algorithm()), attributes,
                Optional.empty());
        StoreProbe.Attempt write = () -> store().write("stat/attributes", options,
                SampleBytes.body(probe().algorithm(), SampleBytes.of(26, 10)));

        if (!store().capabilities().attributes()) {
            assertThat(StoreProbe.failure(write).code()).isEqualTo(FailureCode.UNSUPPORTED);
            assertThat(store().stat("stat/attributes")).isEmpty();
            return;
        }
        write.run();
        assertThat(probe().stat("stat/attributes").attributes().metadata()).containsEntry("owner", "me");
        assertThat(probe().stat("stat/attributes").attributes().headers()).containsEntry("content-type", "text/plain");
    }

    @Test
    default void linksAreSignedOrRefused() throws StoreException {
        probe().put("stat/link", SampleBytes.of(27, 10));
        StoreProbe.Attempt presign = () -> assertThat(store().presign("stat/link", Duration.ofMinutes(1)).isAbsolute())
                .isTrue();

        if (store().capabilities().presign()) {
            presign.run();
            return;
        }
        assertThat(StoreProbe.failure(presign).code()).isEqualTo(FailureCode.UNSUPPORTED);
    }

    @Test
    default void capabilitiesAreConstantAndMakeSense() {
        assertThat(store().capabilities()).isEqualTo(store().capabilities());
        assertThat(store().capabilities().checksums()).isNotEmpty();
        assertThat(store().capabilities().writeBytesMax()).isPositive();
        assertThat(store().capabilities().partBytesMin()).isPositive()
                .isLessThanOrEqualTo(store().capabilities().partBytesMax());
        assertThat(store().capabilities().partsMax()).isPositive();
        assertThat(store().name()).isNotEmpty();
    }

    @Test
    default void settlingAndClosingCanBeRepeated() throws StoreException {
        probe().put("stat/settled", SampleBytes.of(28, 10));
        store().settle();
        store().settle();
        assertThat(reopened().stat("stat/settled")).isPresent();

        store().close();
        store().close();
    }
}
