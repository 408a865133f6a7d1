package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.ledger.Counts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `crossdock runs`: one line for each run.
final class RunsCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private RunShelf shelf = new RunShelf(directory);
    private String finished = "";
    private String unfinished = "";

    @BeforeEach
    void begin() throws Exception {
        shelf = new RunShelf(directory);
        finished = shelf.finished(shelf.copyTo(directory.resolve("to")), new Counts(1_234, 10, 5, 6, 7, 8, 9, 10));
        unfinished = shelf.unfinished(shelf.copyTo(directory.resolve("other")));
    }

    @Test
    void columnsStandBelowEachOther() {
        assertThat(runs()).isZero();

        List<String> lines = shelf.lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).matches("RUN +STATE +AGE  COPIED  SKIPPED  FAILED  DELETED  ORDER");
        int order = lines.getFirst().indexOf("ORDER");
        assertThat(lines.stream().filter(line -> line.startsWith(finished)).map(line -> line.substring(order)))
                .containsExactly("copy " + directory.resolve("from") + " -> " + directory.resolve("to"));
        assertThat(lines).anyMatch(line -> line.matches(finished + "  finished +\\d+ s +1,234 +5 +7 +9  copy .*"))
                .anyMatch(line -> line.matches(unfinished + "  unfinished +\\d+ s +- +- +- +-  copy .*"));
    }

    @Test
    void theUnfinishedAlone() {
        assertThat(runs("--unfinished", "--json")).isZero();

        assertThat(shelf.lines()).singleElement().asString()
                .startsWith("{\"run\":\"" + unfinished + "\",\"state\":\"unfinished\",\"started\":\"2")
                .endsWith("\"order\":\"copy\\u000a\\u000a" + directory.resolve("from") + "\\u000a\\u000a"
                        + directory.resolve("other") + "\"}");
    }

    @Test
    void jsonHasTheCounts() {
        assertThat(runs("--json")).isZero();

        assertThat(shelf.lines()).hasSize(2).anyMatch(line -> line.endsWith(
                ",\"copied\":1234,\"copied_bytes\":10,\"skipped\":5,\"failed\":7,\"deleted\":9}"));
    }

    private int runs(String... arguments) {
        return shelf.execute(new RunsCommand(shelf.console()), arguments);
    }
}
