package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing leaves the root, and nothing that is no object is taken for one.
class LocalPathsTest {

    @TempDir
    Path directory;

    private Path outside = Path.of("replaced");
    private LocalTree tree = new LocalTree(outside);

    @BeforeEach
    void prepare() throws IOException {
        tree = new LocalTree(Files.createDirectory(directory.resolve("root")));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws IOException {
        Files.createSymbolicLink(tree.root.resolve("link"), outside);
        Files.createDirectory(tree.root.resolve("real"));
        Files.createSymbolicLink(tree.root.resolve("real/link"), outside);
        for (String key : List.of("link/secret", "link/new", "real/link/secret", "link/a/b")) {
            assertThat(LocalTree.code(() -> tree.store.stat(key))).isEqualTo(FailureCode.PATH_ESCAPE);
            assertThat(LocalTree.code(() -> tree.store.read(key, ReadOptions.ALL))).isEqualTo(FailureCode.PATH_ESCAPE);
            assertThat(LocalTree.code(() -> tree.write(key, "planted"))).isEqualTo(FailureCode.PATH_ESCAPE);
            assertThat(LocalTree.code(() -> tree.store.upload(key, WriteOptions.of(new Precondition.None()), 5)))
                    .isEqualTo(FailureCode.PATH_ESCAPE);
            assertThat(delete(key)).contains(FailureCode.PATH_ESCAPE);
        }
        assertThat(outside).isDirectoryContaining("glob:**/secret").isDirectoryNotContaining("glob:**/{new,a}");
        assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
        assertThat(tree.temporaries()).isEmpty();
    }

    @Test
    void aLinkInsideTheRootIsNotFollowedEither() throws IOException, StoreException {
        tree.file("real/file", "x");
        Files.createSymbolicLink(tree.root.resolve("link"), Path.of("real"));

        assertThat(LocalTree.code(() -> tree.store.stat("link/file"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertThat(tree.store.stat("real/file")).isPresent();
    }

    @Test
    void aLinkInPlaceOfTheTemporaryDirectoryIsNotUsed() throws IOException {
        Files.createSymbolicLink(tree.root.resolve(LocalKeys.RESERVED), outside);

        assertThat(LocalTree.code(() -> tree.write("key", "text"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertThat(outside).isDirectoryNotContaining("glob:**/*.write");
    }

    @Test
    void whatIsNeitherFileNorDirectoryIsNoObject() throws IOException, InterruptedException {
        Files.createSymbolicLink(tree.root.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(tree.root.resolve("dangling"), Path.of("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", tree.root.resolve("pipe").toString()).start().waitFor()).isZero();
        for (String key : List.of("link", "dangling", "pipe")) {
            assertThat(LocalTree.code(() -> tree.store.stat(key))).isEqualTo(FailureCode.SPECIAL_FILE);
            assertThat(LocalTree.code(() -> tree.store.read(key, ReadOptions.ALL))).isEqualTo(FailureCode.SPECIAL_FILE);
            assertThat(LocalTree.code(() -> tree.write(key, "text"))).isEqualTo(FailureCode.SPECIAL_FILE);
            assertThat(LocalTree.code(() -> tree.write(key, "text", new Precondition.Absent())))
                    .isEqualTo(FailureCode.SPECIAL_FILE);
            assertThat(delete(key)).contains(FailureCode.SPECIAL_FILE);
        }
        assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
        assertThat(tree.root.resolve("link")).isSymbolicLink();
    }

    @Test
    void aFileIsNoDirectoryAndADirectoryNoFile() throws IOException, StoreException {
        tree.file("a", "file");
        tree.file("d/x", "file");

        assertThat(LocalTree.code(() -> tree.write("a/b", "text"))).isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(LocalTree.code(() -> tree.write("a/b/c", "text"))).isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(LocalTree.code(() -> tree.write("d", "text"))).isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(LocalTree.code(() -> tree.write("d", "text", new Precondition.Absent())))
                .isEqualTo(FailureCode.KEY_CONFLICT);
        assertThat(tree.text("a")).isEqualTo("file");
        assertThat(tree.text("d/x")).isEqualTo("file");
        assertThat(tree.temporaries()).isEmpty();
    }

    @Test
    void theTemporaryDirectoryIsReserved() throws StoreException {
        for (String key : List.of(LocalKeys.RESERVED, LocalKeys.RESERVED + "/x", LocalKeys.RESERVED + "/x/y")) {
            assertThat(LocalTree.code(() -> tree.write(key, "text"))).isEqualTo(FailureCode.KEY_RESERVED);
            assertThat(LocalTree.code(() -> tree.store.stat(key))).isEqualTo(FailureCode.KEY_RESERVED);
        }
        tree.write(LocalKeys.RESERVED + "-not", "text");
        tree.write("sub/" + LocalKeys.RESERVED + "/x", "text");
        assertThat(LocalTree.keys(tree.store, "")).hasSize(2);
    }

    @Test
    void refusalsSayWhere() {
        assertThat(refusal("a/\u0000b")).endsWith("no file name has U+0000 at 2");
        assertThat(refusal("ab\ud83dc")).endsWith("no file name has U+D83D at 2");
        assertThat(refusal("a/" + "x".repeat(300))).endsWith("300 > 255 bytes");
        assertThat(refusal("\u00e9".repeat(128))).endsWith("256 > 255 bytes");
        assertThat(refusal("a/../b")).endsWith("the key leaves the directory: .. at 2");
    }

    @Test
    void withoutARootThereIsNoStore() throws StoreException {
        LocalTree missing = new LocalTree(directory.resolve("missing/deeply"));

        assertThat(LocalTree.code(() -> missing.store.stat("key"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> missing.write("key", "text"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> LocalTree.keys(missing.store, ""))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> LocalTree.keys(missing.store, "a/b"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(directory.resolve("missing")).doesNotExist();
        missing.store.createRoot();
        missing.write("key", "text");
        assertThat(LocalTree.keys(missing.store, "")).containsExactly("key");
    }

    @Test
    void aRootThatVanishesIsNotAnEmptyStore() throws IOException, StoreException {
        assertThat(LocalTree.keys(tree.store, "")).isEmpty();
        Files.delete(tree.root);

        assertThat(LocalTree.code(() -> tree.store.stat("key"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> tree.store.stat("a/key"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> LocalTree.keys(tree.store, ""))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
        assertThat(LocalTree.code(() -> tree.write("key", "text"))).isEqualTo(FailureCode.NO_SUCH_BUCKET);
    }

    @Test
    void theRootItselfMayBeALink() throws IOException, StoreException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), tree.root);
        LocalStore store = new LocalStore(Env.production(), link);
        store.write("a/b", WriteOptions.of(new Precondition.Absent()), LocalTree.body("text"));

        assertThat(tree.text("a/b")).isEqualTo("text");
        assertThat(LocalTree.keys(store, "")).containsExactly("a/b");
    }

    private String refusal(String key) {
        try {
            tree.store.stat(key);
        } catch (StoreException e) {
            return e.failure().message();
        }
        return "";
    }

    private Optional<FailureCode> delete(String key) {
        return tree.store.delete(List.of(new Deletion(key, new Precondition.None()))).getFirst().map(Failure::code);
    }
}
