package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.RetryBudget;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.RetryingStore;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a listing meets besides files.
class LocalListingTest {

    @TempDir
    Path root;

    private LocalTree tree = new LocalTree(Path.of("replaced"));

    @BeforeEach
    void open() {
        tree = new LocalTree(root);
    }

    @Test
    void oddThingsAreReportedAndPassedOver() throws Exception {
        plantOddities();

        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a", "d/b", "z");
        assertThat(tree.oddities).extracting(Failure::code).containsExactlyInAnyOrder(FailureCode.NAME_NOT_UTF8,
                FailureCode.SPECIAL_FILE, FailureCode.SPECIAL_FILE, FailureCode.SPECIAL_FILE);
        assertThat(tree.oddities).extracting(Failure::where).contains(root.resolve("link").toString(),
                root.resolve("d/loop").toString(), root.resolve("pipe").toString());
    }

    @Test
    void withoutAnyoneToTellAListingStopsAtThem() throws Exception {
        plantOddities();
        int odd = 0;
        int objects = 0;
        try (Listing listing = new LocalStore(Env.production(), root).list(ListOptions.of(""))) {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = listing.next().isEmpty();
                    objects += ended ? 0 : 1;
                } catch (StoreException first) {
                    assertThat(LocalTree.code(listing::next)).as("the same place again").isEqualTo(first.code());
                    assertThat(listing.skip()).isTrue();
                    odd++;
                }
            }
        }
        assertThat(odd).isEqualTo(4);
        assertThat(objects).isEqualTo(3);
    }

    @Test
    void whoeverRepeatsCallsHandsOnThatAPlaceIsSkipped() throws Exception {
        plantOddities();
        Env env = Env.production();
        List<Failure> repeated = new ArrayList<>();
        ObjectStore store = new RetryingStore(env, new LocalStore(env, root), RetryPolicy.CALLS, new RetryBudget(env),
                repeated::add);
        try (Listing listing = store.list(ListOptions.of("d/"))) {
            assertThat(listing.skip()).isFalse();
            assertThat(listing.next().map(ObjectStat::key)).contains("d/b");
            assertThat(LocalTree.code(listing::next)).isEqualTo(FailureCode.SPECIAL_FILE);
            assertThat(listing.skip()).isTrue();
            assertThat(listing.next()).isEmpty();
        }
        assertThat(repeated).isEmpty();
    }

    @Test
    void onlyWhatIsInTheWindowIsReported() throws Exception {
        plantOddities();

        assertThat(LocalTree.keys(tree.store, "d/")).containsExactly("d/b");
        assertThat(tree.oddities).extracting(Failure::where).containsExactly(root.resolve("d/loop").toString());
    }

    @Test
    void anUnreadableDirectoryIsNeverSilentlyEmpty() throws IOException, StoreException {
        tree.file("a", "");
        tree.file("locked/x", "");
        tree.file("z", "");
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (call.equals("list") && path.endsWith("locked")) {
                fired.incrementAndGet();
                throw new AccessDeniedException(path.toString());
            }
        });
        try (Listing listing = tree.store.list(ListOptions.of(""))) {
            assertThat(listing.next().map(ObjectStat::key)).contains("a");
            assertThat(LocalTree.code(listing::next)).isEqualTo(FailureCode.ACCESS_DENIED);
            assertThat(LocalTree.code(listing::next)).isEqualTo(FailureCode.ACCESS_DENIED);
            assertThat(listing.skip()).isTrue();
            assertThat(listing.skip()).isFalse();
            assertThat(listing.next().map(ObjectStat::key)).contains("z");
            assertThat(listing.next()).isEmpty();
        }
        assertThat(fired.get()).isEqualTo(2);
    }

    @Test
    void aWindowIsFoundWithoutWalkingAround() throws IOException, StoreException {
        for (String key : List.of("a/1", "b/1", "b/c/1", "b/c/2", "b/d/1", "e/1")) {
            tree.file(key, "");
        }
        tree.disk.follow((_, _) -> {
        });
        assertThat(LocalTree.keys(tree.store, "b/c/")).containsExactly("b/c/1", "b/c/2");
        assertThat(tree.disk.calls()).filteredOn(each -> each.startsWith("list")).containsExactly("list c");

        tree.disk.follow((_, _) -> {
        });
        try (Listing listing = tree.store.list(new ListOptions("", Optional.of("b/c/1"), Optional.of("b/d/")))) {
            assertThat(listing.next().map(ObjectStat::key)).contains("b/c/2");
            assertThat(listing.next()).isEmpty();
        }
        assertThat(tree.disk.calls()).filteredOn(each -> each.startsWith("list"))
                .containsExactly("list " + root.getFileName(), "list b", "list c");
    }

    @Test
    void filesThatVanishMeanwhileAreNotListed() throws IOException, StoreException {
        Path gone = tree.file("b", "");
        tree.file("a", "");
        tree.file("c/d", "");
        tree.disk.follow((call, path) -> {
            if (call.equals("stat") && path.endsWith("b")) {
                Files.deleteIfExists(gone);
            }
            if (call.equals("list") && path.endsWith("c")) {
                Files.deleteIfExists(path.resolve("d"));
                Files.deleteIfExists(path);
            }
        });

        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a");
        assertThat(tree.root.resolve("c")).doesNotExist();
    }

    private void plantOddities() throws Exception {
        tree.file("a", "");
        tree.file("d/b", "");
        tree.file("z", "");
        Files.createDirectory(root.resolve("empty"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("a"));
        Files.createSymbolicLink(root.resolve("d/loop"), Path.of(".."));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor()).isZero();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377name')\"");
        assertThat(shell.directory(root.toFile()).start().waitFor()).isZero();
    }
}
