package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoTimesTest {

    private final IsoTimes times = new IsoTimes();

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2024-02-29T23:59:59Z",
            "2025-01-01T00:00:00.100Z", "2025-01-01T00:00:00.000001Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void writesWhatInstantsWrite(String text) {
        Instant moment = Instant.parse(text);
        assertThat(text(moment)).isEqualTo(moment.toString());
    }

    @Test
    void agreesWithInstantsOnRandomMoments() {
        Random random = new Random(7);
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int unit = units[random.nextInt(units.length)];
            Instant moment = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 253_000_000_000L),
                    (long) random.nextInt(1_000_000_000 / unit) * unit);
            assertThat(text(moment)).isEqualTo(moment.toString());
        }
    }

    private String text(Instant moment) {
        StringBuilder out = new StringBuilder();
        times.append(out, moment);
        return out.toString();
    }
}
