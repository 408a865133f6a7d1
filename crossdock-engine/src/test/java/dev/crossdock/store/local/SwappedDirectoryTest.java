package dev.crossdock.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// An adversary with write access to the tree swaps a directory for a link to outside after the store has looked at it
/// and before it uses it.
@EnabledOnOs(OS.LINUX)
class SwappedDirectoryTest {

    @TempDir
    Path directory;

    private Path outside = Path.of("replaced");
    private LocalTree tree = new LocalTree(outside);
    private int swaps;

    @BeforeEach
    void prepare() throws IOException {
        tree = new LocalTree(Files.createDirectory(directory.resolve("root")));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "outside");
        tree.file("a/file", "inside");
    }

    /// Swaps `name` immediately before `call`, once.
    private void swapBefore(String call, String name) {
        Path path = tree.root.resolve(name);
        tree.disk.follow((next, at) -> {
            if (swaps == 0 && (next + ' ' + at.getFileName()).startsWith(call)) {
                swaps++;
                Files.move(path, path.resolveSibling(name + "-moved"));
                Files.createSymbolicLink(path, outside);
            }
        });
    }

    private void assertUntouched() throws IOException {
        assertThat(swaps).as("the adversary has acted").isEqualTo(1);
        assertThat(outside).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**/{new,b,*.*}");
        assertThat(Files.readString(outside.resolve("file"))).isEqualTo("outside");
    }

    @Test
    void nothingOutsideIsRead() throws IOException {
        swapBefore("open file", "a");

        assertThat(LocalTree.code(() -> tree.store.read("a/file", ReadOptions.ALL))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void nothingOutsideIsLookedAt() throws IOException {
        swapBefore("stat file", "a");

        assertThat(LocalTree.code(() -> tree.store.stat("a/file"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void nothingOutsideIsListed() throws IOException, StoreException {
        Files.writeString(outside.resolve("secret"), "secret");
        swapBefore("list a", "a");

        assertThat(LocalTree.keys(tree.store, "")).doesNotContain("a/secret", "a/file");
        assertUntouched();
    }

    @Test
    void nothingOutsideIsListedInPlaceOfWhatWas() throws IOException {
        swapBefore("stat file", "a");

        assertThat(LocalTree.code(() -> LocalTree.keys(tree.store, ""))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void nothingOutsideIsRemoved() throws IOException {
        swapBefore("delete file", "a");

        assertThat(tree.store.delete(List.of(new Deletion("a/file", new Precondition.None()))).getFirst().orElseThrow()
                .code()).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void nothingIsGivenANameOutside() throws IOException {
        swapBefore("link new", "a");

        assertThat(LocalTree.code(() -> tree.write("a/new", "text", new Precondition.Absent())))
                .isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
        assertThat(tree.temporaries()).isEmpty();
    }

    @Test
    void nothingOutsideIsReplaced() throws IOException {
        swapBefore("rename file", "a");

        assertThat(LocalTree.code(() -> tree.write("a/file", "text"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void noDirectoryIsMadeOutside() throws IOException {
        swapBefore("mkdir b", "a");

        assertThat(LocalTree.code(() -> tree.write("a/b/new", "text"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void noTemporaryFileIsMadeOutside() throws IOException, StoreException {
        tree.write("first", "text");
        swapBefore("open ", LocalKeys.RESERVED);

        assertThat(LocalTree.code(() -> tree.write("a/new", "text"))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }

    @Test
    void noPartIsWrittenOutside() throws IOException, StoreException {
        var upload = tree.store.upload("a/new", WriteOptions.of(new Precondition.None()), 4);
        swapBefore("open ", LocalKeys.RESERVED);

        assertThat(LocalTree.code(() -> upload.part(1, 0, LocalTree.body("text")))).isEqualTo(FailureCode.PATH_ESCAPE);
        assertUntouched();
    }
}
