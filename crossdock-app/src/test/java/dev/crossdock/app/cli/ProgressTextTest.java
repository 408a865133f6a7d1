package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown of a run, as a function of width and numbers alone.
final class ProgressTextTest {

    private static final Standing LISTING = new Standing(5_678, false, 1_200, 1L << 30, 34, 0, 0, Optional.empty(), 0,
            85 << 20, Duration.ofSeconds(42), Optional.empty());
    private static final Standing TROUBLED = new Standing(5_678, true, 1_200, 1L << 30, 34, 7, 3,
            Optional.of(FailureClass.ACCESS_DENIED), 12, 85 << 20, Duration.ofSeconds(42),
            Optional.of(Duration.ofSeconds(185)));

    @Test
    void whileListingTheTotalIsALowerBound() {
        assertThat(ProgressText.frame(80, LISTING)).containsExactly(
                "[======>                     ] 1,234 of 5,678+  1.0 GiB  85.0 MiB/s", "skipped 34");
    }

    @Test
    void onceListedItTellsTheTimeLeft() {
        assertThat(ProgressText.frame(80, TROUBLED)).containsExactly(
                "[=====>                   ] 1,237 of 5,678  1.0 GiB  85.0 MiB/s  3 min 5 s left",
                "failed 3 (most: ACCESS_DENIED), tried again 12, deleted 7, skipped 34");
    }

    @Test
    void whatIsDoneFillsTheBar() {
        Standing done = new Standing(10, true, 10, 0, 0, 0, 0, Optional.empty(), 0, 0, Duration.ofSeconds(1),
                Optional.of(Duration.ZERO));

        assertThat(ProgressText.frame(80, done).getFirst()).startsWith("[" + "=".repeat(28) + "] 10 of 10 ");
    }

    @Test
    void aNarrowTerminalGetsNoBar() {
        assertThat(ProgressText.frame(60, TROUBLED).getFirst())
                .isEqualTo("1,237 of 5,678  1.0 GiB  85.0 MiB/s  3 min 5 s left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 40, 54, 63, 64, 79, 80, 81, 120, 400})
    void noLineReachesTheLastColumn(int width) {
        Standing large = new Standing(Long.MAX_VALUE, true, 1L << 60, Long.MAX_VALUE, 1L << 60, 1L << 60, 1L << 60,
                Optional.of(FailureClass.ACCESS_DENIED), 1L << 60, Long.MAX_VALUE, Duration.ofDays(400),
                Optional.of(Duration.ofDays(300)));

        for (Standing each : List.of(LISTING, TROUBLED, large)) {
            assertThat(ProgressText.frame(width, each)).isNotEmpty()
                    .allMatch(line -> line.length() <= Math.max(1, width - 1));
        }
    }

    @Test
    void aLogGetsAPlainLine() {
        assertThat(ProgressText.plain(TROUBLED)).isEqualTo("1,237 of 5,678 done, copied 1,200 (1.0 GiB) at 85.0 MiB/s,"
                + " failed 3 (most: ACCESS_DENIED), tried again 12, deleted 7, skipped 34, 42.0 s, about 3 min 5 s left");
        assertThat(ProgressText.plain(LISTING))
                .isEqualTo("1,234 of 5,678+ done, copied 1,200 (1.0 GiB) at 85.0 MiB/s, skipped 34, 42.0 s");
    }

    @Test
    void aProgramGetsJson() {
        assertThat(ProgressText.json(TROUBLED)).isEqualTo("{\"event\":\"progress\",\"listing\":\"complete\","
                + "\"seen\":5678,\"done\":1237,\"copied\":1200,\"copied_bytes\":1073741824,\"skipped\":34,"
                + "\"deleted\":7,\"failed\":3,\"failed_most\":\"ACCESS_DENIED\",\"tried_again\":12,"
                + "\"bytes_per_second\":89128960,\"elapsed_seconds\":42,\"left_seconds\":185}");
        assertThat(ProgressText.json(LISTING)).contains("\"listing\":\"under_way\"").doesNotContain("left_seconds");
    }

    @Test
    void aFrameIsWrittenOverTheLastOne() {
        assertThat(Progress.renewed(List.of("one"))).isEqualTo("\rone\u001b[K\u001b[J\r");
        assertThat(Progress.renewed(List.of("one", "two")))
                .isEqualTo("\rone\u001b[K\ntwo\u001b[K\u001b[J\r\u001b[1A");
    }
}
