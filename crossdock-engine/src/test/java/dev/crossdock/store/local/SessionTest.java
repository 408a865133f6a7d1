package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of files under way: nothing by those that end, nothing for long by those that are killed.
class SessionTest {

    private static final String DEAD = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path root;

    private LocalTree tree = new LocalTree(Path.of("replaced"));
    private Path ours = Path.of("replaced");

    @BeforeEach
    void open() {
        tree = new LocalTree(root);
        ours = root.resolve(LocalKeys.RESERVED);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(ours)) {
            return files.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        }
    }

    /// What a process leaves that is killed while it writes.
    private void leave(String name) throws IOException {
        Files.createDirectories(ours);
        Files.writeString(ours.resolve(name), "half");
    }

    @Test
    void whatKilledProcessesLeftIsRemovedThoughNothingIsWritten() throws StoreException, IOException {
        leave(DEAD + ".lock");
        leave(DEAD + "-1.write");
        tree.store.createRoot();
        assertThat(ours).doesNotExist();
    }

    @Test
    void uploadsStayWhenATreeIsMadeReady() throws StoreException, IOException {
        leave(DEAD + ".lock");
        leave(DEAD + ".token");
        tree.store.createRoot();
        assertThat(files()).containsExactly(DEAD + ".token");
    }

    @Test
    void nothingIsLeftWhenAStoreIsClosed() throws StoreException {
        tree.write("a/b", "text", new Precondition.Absent());
        assertThat(ours).isDirectory();
        tree.store.close();
        assertThat(ours).doesNotExist();
        tree.store.close();

        tree.write("a/b", "again");
        tree.store.close();
        assertThat(ours).doesNotExist();
    }

    @Test
    void aStoreThatOnlyReadsLeavesNoTrace() throws StoreException, IOException {
        tree.file("a", "text");
        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a");
        assertThat(tree.store.uploads("")).isEmpty();
        tree.store.close();
        assertThat(ours).doesNotExist();
    }

    @Test
    void nobodyElseCanLookAtWhatIsUnderWay() throws StoreException, IOException {
        tree.write("a", "text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours))).isEqualTo("rwx------");
    }

    @Test
    void whatDeadSessionsHaveLeftIsRemovedByTheNextWriter() throws StoreException, IOException {
        leave(DEAD + ".lock");
        leave(DEAD + "-1.write");
        leave(DEAD + "-2.write");
        leave("f".repeat(32) + "-1.write");
        leave("e".repeat(32) + ".lock");
        assertThat(LocalTree.keys(tree.store, "")).isEmpty();
        assertThat(files()).hasSize(5);

        tree.write("a", "text");
        assertThat(files()).singleElement().asString().doesNotStartWith(DEAD).endsWith(".lock");
        tree.store.close();
        assertThat(ours).doesNotExist();
    }

    @Test
    void aLiveSessionKeepsWhatItIsWriting() throws StoreException, IOException {
        LocalTree rival = new LocalTree(root);
        AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
        tree.disk.follow((call, path) -> {
            if (call.equals("force") && seen.get().isEmpty()) {
                rivalWrites(rival);
                rival.store.close();
                seen.set(files());
            }
        });
        tree.write("a", "text");

        assertThat(seen.get()).hasSize(2).anyMatch(each -> each.endsWith("-1.write"));
        assertThat(tree.text("a")).isEqualTo("text");
        assertThat(tree.text("b")).isEqualTo("rival");
        // Its lock was looked at by the rival, and it is still held.
        try (DiskFile lock = tree.disk.open(ours.resolve(files().getFirst()), OpenMode.READ_WRITE)) {
            assertThat(lock.tryLock()).isFalse();
        }
        tree.store.close();
        assertThat(ours).doesNotExist();
    }

    private static void rivalWrites(LocalTree rival) throws IOException {
        try {
            rival.write("b", "rival");
        } catch (StoreException e) {
            throw new IOException(e);
        }
    }

    @Test
    void uploadsOutliveTheSessionTheyBeganIn() throws StoreException, IOException {
        Upload upload = tree.store.upload("big", WriteOptions.of(new Precondition.Absent()), 4);
        upload.part(1, 0, LocalTree.body("lost"));
        tree.store.close();
        LocalTree next = new LocalTree(root);
        next.write("a", "text");
        assertThat(next.store.uploads("")).hasSize(1);

        Upload again = next.store.reopen(upload.token());
        Written part = again.part(1, 0, LocalTree.body("text"));
        again.complete(List.of(new UploadedPart(1, 4, part.etag(), Optional.empty())), new Precondition.Absent(),
                Optional.empty());
        next.store.close();
        assertThat(tree.text("big")).isEqualTo("text");
        assertThat(ours).doesNotExist();
    }

    @Test
    void aDirectoryThatIsRemovedMeanwhileIsMadeAgain() throws StoreException, IOException {
        tree.write("a", "text");
        Files.delete(ours.resolve(files().getFirst()));
        Files.delete(ours);
        tree.write("b", "text");
        assertThat(files()).singleElement().asString().endsWith(".lock");
        tree.store.close();
        assertThat(ours).doesNotExist();
    }

    @Test
    void aSessionWhoseLockWasSweptAtBirthBeginsAgain() throws StoreException, IOException {
        AtomicReference<String> swept = new AtomicReference<>("");
        tree.disk.follow((call, path) -> {
            if (call.equals("stat") && path.toString().endsWith(".lock") && swept.get().isEmpty()) {
                swept.set(String.valueOf(path.getFileName()));
                Files.delete(path);
            }
        });
        tree.write("a", "text");
        assertThat(swept.get()).isNotEmpty();
        assertThat(files()).singleElement().asString().isNotEqualTo(swept.get()).endsWith(".lock");
        assertThat(tree.text("a")).isEqualTo("text");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws IOException {
        Files.writeString(ours, "in the way");
        assertThat(LocalTree.code(() -> tree.write("a", "text"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertThat(Files.readString(ours)).isEqualTo("in the way");
    }
}
