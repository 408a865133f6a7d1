package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.FileFacts;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ByteRange;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files change under readers, disks fail under writers, and nothing half-made is ever seen.
class LocalWriteTest {

    @TempDir
    Path root;

    private LocalTree tree = new LocalTree(Path.of("replaced"));

    @BeforeEach
    void open() {
        tree = new LocalTree(root);
    }

    @Test
    void aFileThatChangesIsNeverReadToItsEnd() throws IOException, StoreException {
        Path file = tree.file("f", "0123456789");
        assertThat(readWhile(() -> Files.writeString(file, "x", StandardOpenOption.APPEND)))
                .isEqualTo(FailureCode.LONG_READ);
        assertThat(readWhile(() -> Files.writeString(file, "0"))).isEqualTo(FailureCode.SHORT_READ);
        Files.writeString(file, "0123456789");
        assertThat(readWhile(() -> Files.move(tree.file("g", "abcdefghij"), file,
                StandardCopyOption.REPLACE_EXISTING))).isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(readWhile(() -> Files.delete(file))).isEqualTo(FailureCode.SOURCE_CHANGED);
    }

    @Test
    void aRangeOfAFileThatChangesIsNotReadEither() throws IOException, StoreException {
        Path file = tree.file("f", "0123456789");
        String version = tree.store.stat("f").orElseThrow().version();
        try (ObjectReader reader = tree.store.read("f", ReadOptions.pinned(version, new ByteRange(2, 4)))) {
            reader.read(ByteBuffer.allocate(2));
            Files.move(tree.file("g", "abcdefghij"), file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(LocalTree.code(() -> reader.read(ByteBuffer.allocate(2)))).isEqualTo(FailureCode.SOURCE_CHANGED);
        }
    }

    @Test
    void theTimeOfTheOriginalIsKept() throws StoreException, IOException {
        Instant modified = Instant.parse("2001-02-03T04:05:06.123456789Z");
        WriteOptions options = new WriteOptions(new Precondition.None(), Optional.empty(), Attributes.NONE,
                Optional.of(modified));
        Written written = tree.store.write("a/b", options, LocalTree.body("text"));

        assertThat(tree.store.stat("a/b").orElseThrow().modified()).contains(modified);
        assertThat(written.version()).isEqualTo(tree.store.stat("a/b").orElseThrow().version());
        assertThat(Files.getPosixFilePermissions(root.resolve("a/b")))
                .isEqualTo(Files.getPosixFilePermissions(tree.file("plain", "")));
    }

    @Test
    void theBytesAreForcedBeforeTheyGetTheirName() throws StoreException {
        tree.disk.follow((_, _) -> {
        });
        tree.write("new/dir/file", "text", new Precondition.Absent());
        List<String> calls = List.copyOf(tree.disk.calls());
        int forced = index(calls, "force");
        assertThat(forced).isGreaterThan(index(calls, "write")).isLessThan(index(calls, "link"));
        assertThat(calls).noneMatch(each -> each.startsWith("settle"));

        tree.disk.follow((_, _) -> {
        });
        tree.store.settle();
        assertThat(tree.disk.calls()).containsExactlyInAnyOrder("settle dir", "settle new",
                "settle " + root.getFileName());
        tree.disk.follow((_, _) -> {
        });
        tree.write("new/dir/other", "text");
        tree.store.settle();
        tree.store.settle();
        assertThat(tree.disk.calls()).filteredOn(each -> each.startsWith("settle")).containsExactly("settle dir");
    }

    @Test
    void namesThatCouldNotBeForcedAreNeverCalledDurable() throws StoreException {
        tree.write("a/b", "text");
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (call.equals("settle") && fired.getAndIncrement() == 0) {
                throw new FileSystemException(path.toString(), null, "Input/output error");
            }
        });
        assertThat(LocalTree.code(tree.store::settle)).isEqualTo(FailureCode.DISK_ERROR);
        assertThat(LocalTree.code(tree.store::settle)).isEqualTo(FailureCode.DISK_ERROR);
        assertThat(fired.get()).isEqualTo(1);
    }

    @Test
    void whereverTheDiskIsFullTheOldObjectStays() throws StoreException, IOException {
        for (Precondition precondition : List.of(new Precondition.None(), new Precondition.Absent())) {
            int failures = 0;
            boolean written = false;
            for (int nth = 1; !written; nth++) {
                written = writesWithFailureIn(nth, precondition);
                failures += written ? 0 : 1;
            }
            assertThat(failures).as("calls of one write that were made to fail").isGreaterThan(7);
        }
    }

    /// @return whether the write succeeded, which it does when it has fewer calls
    private boolean writesWithFailureIn(int nth, Precondition precondition) throws StoreException, IOException {
        boolean overwrite = precondition instanceof Precondition.None;
        String key = overwrite ? "d/old" : "d/new/" + nth;
        if (overwrite) {
            tree.disk.follow((_, _) -> {
            });
            tree.write(key, "old");
        }
        AtomicInteger count = new AtomicInteger();
        AtomicBoolean named = new AtomicBoolean();
        tree.disk.follow((call, path) -> {
            if (!call.equals("delete") && !named.get() && count.incrementAndGet() == nth) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
            named.set(named.get() || call.equals("rename") || call.equals("link"));
        });
        boolean written = false;
        try {
            tree.write(key, "fresh", precondition);
            written = true;
        } catch (StoreException e) {
            assertThat(e.code()).isEqualTo(FailureCode.NO_SPACE);
        }
        assertThat(count.get() >= nth).isEqualTo(!written);
        assertThat(tree.temporaries()).as("call %d", nth).isEmpty();
        if (overwrite || written) {
            assertThat(tree.text(key)).isEqualTo(written ? "fresh" : "old");
        } else {
            assertThat(root.resolve(key)).doesNotExist();
        }
        return written;
    }

    @Test
    void aWriteWhoseResultCannotBeLookedAtHasNoVersion() throws StoreException, IOException {
        AtomicBoolean named = new AtomicBoolean();
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (named.get() && call.equals("stat")) {
                fired.incrementAndGet();
                throw new FileSystemException(path.toString(), null, "Input/output error");
            }
            named.set(named.get() || call.equals("rename"));
        });
        Written written = tree.store.write("a", WriteOptions.of(new Precondition.None()), LocalTree.body("text"));

        assertThat(written.version()).isEmpty();
        assertThat(tree.text("a")).isEqualTo("text");
        assertThat(fired.get()).isEqualTo(1);
    }

    @Test
    void aFileThatAForeignerHasReplacedAtOnceIsNotTakenForOurs() throws StoreException, IOException {
        AtomicBoolean named = new AtomicBoolean();
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (named.get() && call.equals("stat") && fired.getAndIncrement() == 0) {
                Files.move(tree.file("g", "evil"), path, StandardCopyOption.REPLACE_EXISTING);
            }
            named.set(named.get() || call.equals("rename"));
        });
        Written written = tree.store.write("a", WriteOptions.of(new Precondition.None()), LocalTree.body("text"));

        assertThat(written.version()).isEmpty();
        assertThat(fired.get()).isEqualTo(1);
    }

    @Test
    void versionsDifferThoughTheClockIsCoarseAndIdentitiesAreUsedAgain() throws StoreException {
        tree.disk.tell(facts -> new FileFacts(facts.kind(), facts.sizeBytes(), facts.modified(),
                coarse(facts.changed()), "the only inode"));
        WriteOptions options = new WriteOptions(new Precondition.None(), Optional.empty(), Attributes.NONE,
                Optional.of(Instant.EPOCH));
        List<String> versions = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (String text : List.of("even", "odds")) {
                versions.add(tree.store.write("a", options, LocalTree.body(text)).version());
            }
            assertThat(tree.store.delete(List.of(new Deletion("a", new Precondition.None()))))
                    .containsExactly(Optional.empty());
        }
        assertThat(versions).doesNotHaveDuplicates().doesNotContain("");
    }

    /// As on a kernel whose clock ticks a hundred times a second.
    private static Instant coarse(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli() / 10 * 10);
    }

    @Test
    void anObjectCannotBeWrittenToThroughItsUpload() throws StoreException, IOException {
        Upload upload = tree.store.upload("big", WriteOptions.of(new Precondition.Absent()), 4);
        Written part = upload.part(1, 0, LocalTree.body("text"));
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (call.equals("delete") && path.toString().endsWith(".commit")) {
                fired.incrementAndGet();
                throw new IOException("died before the second name was gone");
            }
        });
        upload.complete(List.of(new UploadedPart(1, 4, part.etag(), Optional.empty())), new Precondition.Absent(),
                Optional.empty());
        Upload again = new LocalTree(root).store.reopen(upload.token());

        assertThat(LocalTree.code(() -> again.part(1, 0, LocalTree.body("evil")))).isEqualTo(FailureCode.UPLOAD_LOST);
        again.abort();
        assertThat(tree.text("big")).isEqualTo("text");
        assertThat(tree.temporaries()).filteredOn(each -> each.endsWith(".parts")).isEmpty();
        assertThat(fired.get()).isEqualTo(1);
    }

    @Test
    void attributesAreRefused() {
        WriteOptions options = new WriteOptions(new Precondition.None(), Optional.empty(),
                new Attributes(Map.of("content-type", "text/plain"), Map.of()), Optional.empty());

        assertThat(LocalTree.code(() -> tree.store.write("a", options, LocalTree.body("text"))))
                .isEqualTo(FailureCode.UNSUPPORTED);
    }

    /// A change to a file.
    @FunctionalInterface
    private interface Change {

        void run() throws IOException;
    }

    private FailureCode readWhile(Change change) throws StoreException, IOException {
        try (ObjectReader reader = tree.store.read("f", ReadOptions.ALL)) {
            assertThat(reader.read(ByteBuffer.allocate(4))).isEqualTo(4);
            change.run();
            return LocalTree.code(() -> {
                while (reader.read(ByteBuffer.allocate(100)) >= 0) {
                    // Until the end, which must not come.
                }
            });
        }
    }

    private static int index(List<String> calls, String call) {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).startsWith(call)) {
                return i;
            }
        }
        throw new AssertionError("no " + call + " in " + calls);
    }
}
