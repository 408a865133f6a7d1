package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"1B, 1", "0B, 0", "2K, 2048", "2KiB, 2048", "3MiB, 3145728", "3M, 3145728", "4G, 4294967296",
            "1GiB, 1073741824", "7T, 7696581394432"})
    void sizes(String text, long bytes) {
        assertThat(Amounts.sizeBytes(text)).hasValue(bytes);
        assertThat(Amounts.bytesPerSecond(text + "/s")).hasValue(bytes);
        assertThat(Amounts.bytesPerSecond(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "B", "-1B", "1.5K", "1 K", "1KB", "1kB", "1k", "1m", "9999999999T", "1K/s/s",
            "1000000000000000000000B"})
    void noSizes(String text) {
        assertThat(Amounts.sizeBytes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "1h30m, PT1H30M", "7d, PT168H", "2w, PT336H", "0s, PT0S"})
    void times(String text, Duration time) {
        assertThat(Amounts.duration(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "1h30", "-1s", "1.5h", "1 s", "1y", "5ms", "999999999999999999d",
            "100000000000d100000000000d"})
    void noTimes(String text) {
        assertThat(Amounts.duration(text)).isEmpty();
    }

    @Test
    void theLargestSizeFits() {
        assertThat(Amounts.sizeBytes("8388607T")).hasValue(8388607L << 40);
        assertThat(Amounts.sizeBytes("8388608T")).isEmpty();
    }
}
