package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.ByteRange;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trees with things in them that are no objects, or no usual ones: each is told with its reason, nothing hangs, and
/// what is beside them is found. The numbers are those of docs/testing.md.
class BadTreesTest {

    private static final long TEBIBYTE = 1L << 40;

    @TempDir
    Path root;

    private LocalTree tree = new LocalTree(Path.of("replaced"));

    @BeforeEach
    void open() throws IOException {
        tree = new LocalTree(root);
        tree.file("a", "");
        tree.file("z", "");
    }

    @Test
    void b41LinksAreToldAndNeverFollowed() throws IOException, StoreException {
        Path deep = Files.createDirectories(root.resolve("d/e/f"));
        Files.createSymbolicLink(deep.resolve("loop"), Path.of("../../.."));
        Files.createSymbolicLink(deep.resolve("itself"), Path.of("itself"));
        Files.createSymbolicLink(deep.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(deep.resolve("file"), root.resolve("a"));

        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a", "z");
        assertThat(tree.oddities).hasSize(4).extracting(Failure::code).containsOnly(FailureCode.SPECIAL_FILE);
        assertThat(tree.oddities).extracting(Failure::where).contains(deep.resolve("loop").toString());
    }

    @Test
    void b41PipesAndSocketsAreToldAndNeverOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor()).isZero();
        // A path that is short enough for a socket may not be that of the directory under test.
        Path socket = Path.of("").toAbsolutePath().relativize(root.resolve("socket"));
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(LocalTree.keys(tree.store, "")).containsExactly("a", "z");
            assertThat(tree.oddities).hasSize(2).extracting(Failure::code).containsOnly(FailureCode.SPECIAL_FILE);
            assertThat(LocalTree.code(() -> tree.store.read("socket", ReadOptions.ALL)))
                    .isEqualTo(FailureCode.SPECIAL_FILE);
        }
    }

    @Test
    void b41ASparseFileHasItsSizeAndItsZeros() throws IOException, StoreException {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            file.setLength(TEBIBYTE);
            file.seek(TEBIBYTE - 3);
            file.write(new byte[]{1, 2, 3});
        }
        String version = tree.store.stat("sparse").orElseThrow().version();

        assertThat(tree.store.stat("sparse").orElseThrow().sizeBytes()).isEqualTo(TEBIBYTE);
        assertThat(read(version, TEBIBYTE - 5)).containsExactly(0, 0, 1, 2, 3);
        assertThat(read(version, TEBIBYTE / 2)).containsOnly(0);
        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a", "sparse", "z");
    }

    @Test
    void b41ADirectoryThatCannotBeReadIsToldAndPassedOver() throws IOException, StoreException {
        tree.file("locked/x", "");
        AtomicInteger fired = new AtomicInteger();
        tree.disk.follow((call, path) -> {
            if (call.equals("list") && path.endsWith("locked")) {
                fired.incrementAndGet();
                throw new AccessDeniedException(path.toString());
            }
        });
        try (Listing listing = tree.store.list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().key()).isEqualTo("a");
            assertThat(LocalTree.code(listing::next)).isEqualTo(FailureCode.ACCESS_DENIED);
            assertThat(listing.skip()).isTrue();
            assertThat(listing.next().orElseThrow().key()).isEqualTo("z");
            assertThat(listing.next()).isEmpty();
        }
        assertThat(fired.get()).isEqualTo(1);
    }

    @Test
    void b41ANameThatIsNotUtf8IsToldAndPassedOver() throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377name')\"");
        assertThat(shell.directory(root.toFile()).start().waitFor()).isZero();

        assertThat(LocalTree.keys(tree.store, "")).containsExactly("a", "z");
        assertThat(tree.oddities).extracting(Failure::code).containsExactly(FailureCode.NAME_NOT_UTF8);
    }

    private byte[] read(String version, long offset) throws StoreException {
        ByteBuffer buffer = ByteBuffer.allocate(5);
        try (ObjectReader reader = tree.store.read("sparse", ReadOptions.pinned(version, new ByteRange(offset, 5)))) {
            while (buffer.hasRemaining() && reader.read(buffer) >= 0) {
                // Until it is full.
            }
        }
        return buffer.array();
    }
}
