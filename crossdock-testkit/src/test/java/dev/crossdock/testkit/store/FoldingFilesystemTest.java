package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.local.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that a filesystem takes for the same: the second one is a named failure, the first one stays as it is.
final class FoldingFilesystemTest {

    private static final byte[] FIRST = SampleBytes.of(1, 10);
    private static final byte[] SECOND = SampleBytes.of(2, 20);

    @TempDir
    Path root;

    private LocalStore store = store(Env.production(), Path.of("replaced"));

    private static LocalStore store(Env env, Path root) {
        return new LocalStore(new Env(env.clock(), env.entropy(), env.tasks(), env.net(), new FoldingDisk(env.disk())),
                root);
    }

    @BeforeEach
    void open() {
        store = store(Env.production(), root);
    }

    private void write(String key, byte[] bytes) throws StoreException {
        store.write(key, WriteOptions.of(new Precondition.Absent()), SampleBytes.body(Algorithm.CRC32C, bytes));
    }

    @ParameterizedTest
    @CsvSource({"A, a", "dir/File, dir/file", "Dir/x, dir/y", "caf\u00e9, cafe\u0301", "a/B/c, a/b/d"})
    void theSecondSpellingIsRefused(String first, String second) throws Exception {
        write(first, FIRST);
        assertThatThrownBy(() -> write(second, SECOND)).isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(FailureCode.KEY_COLLISION));
        store.close();
        assertThat(Files.readAllBytes(root.resolve(first))).isEqualTo(FIRST);
    }

    @Test
    void theSameSpellingIsNoCollision() throws Exception {
        for (String key : List.of("Dir/a", "Dir/b", "Dir/Sub/c", "other")) {
            write(key, FIRST);
        }
        store.write("Dir/a", WriteOptions.of(new Precondition.None()), SampleBytes.body(Algorithm.CRC32C, SECOND));
        assertThat(Files.readAllBytes(root.resolve("Dir/a"))).isEqualTo(SECOND);
    }
}
