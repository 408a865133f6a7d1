package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Listing: every key once, in the order of UTF-8 bytes, within exactly the window asked for.
public interface ListContract extends StoreHarness {

    /// Keys around everything that sorts surprisingly; none is a directory of another.
    List<String> TRICKY = List.of("A", "B/x", "a-/x", "a-b", "a.b", "a/b", "a/b-", "a/c/d", "a/c-d", "a0", "aa",
            "a\u00e9",
            "b", "b-/a", "b--/a", "b.", "foo", "foo-bar", "foo.bar", "fooo", "\u007f", "\u00e9", "\uffee",
            "\ud83d\ude80",
            "\ud83d\ude80x", "\udbff\udffd");

    @Test
    default void anEmptyStoreHasNoKeys() throws StoreException {
        assertThat(probe().keys("")).isEmpty();
        assertThat(probe().keys("anything")).isEmpty();
        assertThat(probe().keys("any/thing/")).isEmpty();
    }

    @Test
    default void keysComeInTheOrderOfTheirBytes() throws StoreException {
        List<String> keys = putTricky();
        List<String> byBytes = new ArrayList<>(keys);
        byBytes.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8),
                b.getBytes(StandardCharsets.UTF_8)));

        assertThat(probe().keys("")).isEqualTo(byBytes);
    }

    @Test
    default void listedFactsAreThoseOfTheObject() throws StoreException {
        probe().put("list/facts", SampleBytes.of(90, 777));
        ObjectStat expected = probe().stat("list/facts");
        List<ObjectStat> listed = probe().list(ListOptions.of("list/"));

        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().sizeBytes()).isEqualTo(777);
        assertThat(listed.getFirst().version()).isEqualTo(expected.version());
        assertThat(listed.getFirst().etag()).isEqualTo(expected.etag());
    }

    @Test
    default void aPrefixIsNoDirectory() throws StoreException {
        putTricky();

        assertThat(probe().keys("foo")).containsExactly("foo", "foo-bar", "foo.bar", "fooo");
        assertThat(probe().keys("foo-")).containsExactly("foo-bar");
        assertThat(probe().keys("a/")).containsExactly("a/b", "a/b-", "a/c-d", "a/c/d");
        assertThat(probe().keys("a/c")).containsExactly("a/c-d", "a/c/d");
        assertThat(probe().keys("a/c/")).containsExactly("a/c/d");
        assertThat(probe().keys("a/c/d/")).isEmpty();
        assertThat(probe().keys("\ud83d\ude80")).containsExactly("\ud83d\ude80", "\ud83d\ude80x");
    }

    @Test
    default void aPrefixMayBeAWholeKey() throws StoreException {
        putTricky();

        assertThat(probe().keys("fooo")).containsExactly("fooo");
        assertThat(probe().keys("a/c/d")).containsExactly("a/c/d");
    }

    @Test
    default void afterExcludesTheKeyItself() throws StoreException {
        putTricky();

        assertThat(probe().keys(window("foo", "foo", null))).doesNotContain("foo").startsWith("foo-bar");
        assertThat(probe().keys(window("", "\udbff\udffd", null))).isEmpty();
        assertThat(probe().keys(window("a/", "a/b", null))).containsExactly("a/b-", "a/c-d", "a/c/d");
    }

    @Test
    default void beforeExcludesTheKeyItself() throws StoreException {
        putTricky();

        assertThat(probe().keys(window("a/", null, "a/c/d"))).containsExactly("a/b", "a/b-", "a/c-d");
        assertThat(probe().keys(window("", null, "A"))).isEmpty();
        assertThat(probe().keys(window("", "a0", "aa"))).isEmpty();
    }

    @Test
    default void anEmptyWindowIsEmpty() throws StoreException {
        putTricky();

        assertThat(probe().keys(window("a/", "b", null))).isEmpty();
        assertThat(probe().keys(window("b", null, "a"))).isEmpty();
        assertThat(probe().keys(window("", "foo", "foo"))).isEmpty();
        assertThat(probe().keys(window("", "foo", "a"))).isEmpty();
    }

    @Test
    default void everyWindowHasExactlyItsKeys() throws StoreException {
        List<String> keys = putTricky();
        keys.sort(Keys::compare);
        List<String> edges = new ArrayList<>(keys);
        edges.addAll(List.of("a", "a/", "a/c", "a/c/", "b-", "f", "foo-bar/", "zzz", "\ud83d", "a-/", "B", "B/"));
        edges.removeIf(each -> !Keys.wellFormed(each));
        SplittableRandom random = new SplittableRandom(91);
        for (int i = 0; i < 300; i++) {
            String prefix = random.nextInt(3) == 0 ? "" : start(pick(edges, random), random);
            String after = random.nextInt(3) == 0 ? null : pick(edges, random);
            String before = random.nextInt(3) == 0 ? null : pick(edges, random);
            List<String> expected = keys.stream()
                    .filter(key -> key.startsWith(prefix) && (after == null || Keys.compare(key, after) > 0)
                            && (before == null || Keys.compare(key, before) < 0))
                    .toList();
            assertThat(probe().keys(window(prefix, after, before)))
                    .as("prefix %s after %s before %s", prefix, after, before)
                    .isEqualTo(expected);
        }
    }

    @Test
    default void manyPagesAreOneListing() throws StoreException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            String key = "page/" + (i % 3 == 0 ? "dir" + i % 7 + '/' : "") + i;
            keys.add(key);
            probe().put(key, new byte[0]);
        }
        keys.sort(Keys::compare);

        assertThat(probe().keys("")).isEqualTo(keys);
        assertThat(probe().keys(window("page/", keys.get(998), keys.get(2_001)))).isEqualTo(keys.subList(999, 2_001));
    }

    @Test
    default void theEndOfAListingStaysTheEnd() throws StoreException {
        probe().put("list/only", new byte[0]);

        try (Listing listing = store().list(ListOptions.of("list/"))) {
            assertThat(listing.next()).isPresent();
            assertThat(listing.next()).isEmpty();
            assertThat(listing.next()).isEmpty();
            assertThat(listing.skip()).isFalse();
        }
    }

    @Test
    default void aListingCanBeGivenUp() throws StoreException {
        putTricky();
        Listing listing = store().list(ListOptions.of(""));
        assertThat(listing.next()).isPresent();
        listing.close();
        listing.close();

        assertThat(probe().keys("")).hasSameSizeAs(TRICKY);
    }

    @Test
    default void whatIsDeletedOrUnfinishedIsNotListed() throws StoreException {
        putTricky();
        assertThat(probe().delete("a/b", new Precondition.None())).isEmpty();
        store().upload("list/unfinished", probe().options(new Precondition.None()), 10);

        assertThat(probe().keys("a/")).containsExactly("a/b-", "a/c-d", "a/c/d");
        assertThat(probe().keys("list/")).isEmpty();
        assertThat(probe().keys("")).hasSize(TRICKY.size() - 1);
    }

    @Test
    default void anotherProcessListsTheSame() throws StoreException {
        putTricky();

        assertThat(new StoreProbe(reopened()).list(ListOptions.of(""))).isEqualTo(probe().list(ListOptions.of("")));
    }

    private List<String> putTricky() throws StoreException {
        for (String key : TRICKY) {
            probe().put(key, new byte[0]);
        }
        return new ArrayList<>(TRICKY);
    }

    private static ListOptions window(String prefix, @Nullable String after, @Nullable String before) {
        return new ListOptions(prefix, Optional.ofNullable(after), Optional.ofNullable(before));
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String start(String key, SplittableRandom random) {
        String start = key.substring(0, random.nextInt(key.length() + 1));
        return Keys.wellFormed(start) ? start : key;
    }
}
