package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1536, 1.5 KiB", "1048575, 1.0 MiB",
            "9223372036854775807, 8.0 EiB"})
    void sizes(long size, String text) {
        assertThat(Units.bytes(size)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0", "999|999", "1000|1,000", "1234567|1,234,567", "-123|-123",
            "-1234|-1,234"})
    void counts(long number, String text) {
        assertThat(Units.count(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "59949, 59.9 s", "60000, 1 min 0 s", "3599000, 59 min 59 s", "3660000, 1 h 1 min",
            "90000000, 1 d 1 h"})
    void times(long milliseconds, String text) {
        assertThat(Units.duration(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0 s, 0 s", "59, 59 s, 59 s", "61, 1 min 1 s, 1 min", "7260, 2 h 1 min, 2 h",
            "180000, 2 d 2 h, 2 d"})
    void roughTimesAndAges(long seconds, String roughly, String age) {
        assertThat(Units.roughly(Duration.ofSeconds(seconds))).isEqualTo(roughly);
        assertThat(Units.age(Duration.ofSeconds(seconds))).isEqualTo(age);
    }
}
