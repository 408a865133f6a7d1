package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.Counts;
import dev.crossdock.run.LimitsFile;
import dev.crossdock.store.Caps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `crossdock limit`: what it leaves for the process that carries the run out.
final class LimitCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private RunShelf shelf = new RunShelf(directory);
    private String run = "";

    @BeforeEach
    void begin() throws Exception {
        shelf = new RunShelf(directory);
        run = shelf.unfinished(shelf.copyTo(directory.resolve("to")));
    }

    @Test
    void capsAreSetOneByOneAndLifted() throws Exception {
        assertThat(limit("--bandwidth", "20MiB")).isZero();
        assertThat(caps()).isEqualTo(new Caps(OptionalLong.of(20 << 20), OptionalLong.empty()));

        assertThat(limit(run.substring(0, 17), "--requests-per-second", "100")).isZero();
        assertThat(caps()).isEqualTo(new Caps(OptionalLong.of(20 << 20), OptionalLong.of(100)));
        assertThat(shelf.lines()).containsExactly(run + "  20.0 MiB/s, 100 requests/s");

        assertThat(limit("--off")).isZero();
        assertThat(caps()).isEqualTo(Caps.NONE);
        assertThat(shelf.lines()).containsExactly(run + "  any bandwidth, any number of requests");
    }

    @Test
    void withoutOptionsItOnlyShows() throws Exception {
        assertThat(limit("--json")).isZero();
        assertThat(shelf.lines()).containsExactly("{\"run\":\"" + run + "\"}");
        assertThat(Files.exists(shelf.ledger().place(run).resolve("limits"))).isFalse();

        limit("--bandwidth", "1MiB/s");
        assertThat(limit("--json")).isZero();
        assertThat(shelf.lines()).containsExactly("{\"run\":\"" + run + "\",\"bytes_per_second\":1048576}");
    }

    @Test
    void aRunThatWatchesIsChanged() throws Exception {
        Console console = shelf.console();
        Wiring wiring = Wiring.forShortCommands(console.environment());
        wiring.limits().change(new Caps(OptionalLong.empty(), OptionalLong.of(7)));
        try (CapsWatch _ = CapsWatch.start(console, wiring, run)) {
            // What the command line has set is in the file before anything is copied.
            assertThat(caps().requestsPerSecond()).hasValue(7);
            assertThat(limit("--bandwidth", "2MiB")).isZero();
            while (wiring.limits().caps().bytesPerSecond().isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThat(wiring.limits().caps()).isEqualTo(new Caps(OptionalLong.of(2 << 20), OptionalLong.of(7)));
    }

    @ParameterizedTest
    @CsvSource({"--bandwidth, 20, CFG_VALUE", "--bandwidth, fast, CFG_VALUE", "--bandwidth, 1023B, CFG_RANGE",
            "--requests-per-second, 0, CFG_RANGE", "--requests-per-second, -3, CFG_RANGE"})
    void capsThatStopEverythingAreRefused(String option, String value, String code) throws Exception {
        assertThat(limit(option + "=" + value)).isEqualTo(ExitCode.USAGE);
        assertThat(shelf.thrown()).hasMessageStartingWith(code);
        assertThat(Files.exists(shelf.ledger().place(run).resolve("limits"))).isFalse();
    }

    @Test
    void whatCannotBeLimitedIsRefused() throws Exception {
        assertThat(limit("--off", "--bandwidth", "1MiB")).isEqualTo(ExitCode.USAGE);
        assertThat(shelf.thrown()).hasMessageStartingWith("CFG_USAGE");

        String ended = shelf.finished(shelf.copyTo(directory.resolve("other")), Counts.NONE);
        assertThat(limit(ended, "--off")).isEqualTo(ExitCode.USAGE);
        assertThat(shelf.thrown()).hasMessageStartingWith("CFG_RUN").hasMessageContaining("not under way");
    }

    private int limit(String... arguments) {
        return shelf.execute(new LimitCommand(shelf.console()), arguments);
    }

    private Caps caps() throws Exception {
        return new LimitsFile(shelf.env(), shelf.ledger().place(run).resolve("limits")).caps();
    }
}
