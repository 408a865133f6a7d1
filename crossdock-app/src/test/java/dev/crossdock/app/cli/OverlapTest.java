package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A source and a target that are the same place, or one inside the other, are refused before anything is done.
final class OverlapTest {

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void plant() throws Exception {
        file = Files.createDirectories(directory.resolve("tree/sub")).resolve("file");
        Files.writeString(file, "text");
    }

    @ParameterizedTest
    @CsvSource({"tree, tree", "tree, tree/sub", "tree/sub, tree", "tree, tree/../tree/sub/new", "tree/, ./tree"})
    void aPlaceIsNotCopiedIntoItself(String from, String to) throws Exception {
        DoorFixture door = new DoorFixture(directory);
        for (String verb : List.of("copy ", "sync ")) {
            assertThat(door.execute(verb + from + ' ' + to)).as("%s%s %s", verb, from, to).isEqualTo(ExitCode.USAGE);
            assertThat(door.err()).startsWith("crossdock: CFG_OVERLAP: " + directory).contains(" overlap")
                    .contains("choose a target that is neither inside the source nor around it");
            assertThat(door.out()).isEmpty();
        }
        assertThat(Files.readString(file)).isEqualTo("text");
        assertThat(directory.resolve("tree/sub")).isDirectoryNotContaining("glob:**/new");
    }

    @Test
    void neighborsWhoseNamesBeginAlikeAreApart() throws Exception {
        DoorFixture door = new DoorFixture(directory);

        assertThat(door.execute("copy tree tree-copy --quiet")).as(door.err()).isEqualTo(ExitCode.GOOD);
        assertThat(Files.readString(directory.resolve("tree-copy/sub/file"))).isEqualTo("text");
    }
}
