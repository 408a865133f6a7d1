package dev.crossdock.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MtimeTest {

    @ParameterizedTest
    @CsvSource({"1700000000,123456789,1700000000.123456789", "1700000000,0,1700000000", "0,0,0", "5,500000000,5.5",
            "1,1,1.000000001", "-1,500000000,-0.5", "-2,0,-2", "-3,999999999,-2.000000001"})
    void isWrittenAsRcloneWritesIt(long seconds, long nanos, String text) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);
        assertThat(Mtime.text(time)).isEqualTo(text);
        assertThat(Mtime.parse(text)).contains(time);
    }

    @Test
    void moreDecimalsThanThereAreAreCut() {
        assertThat(Mtime.parse("1.0000000019")).contains(Instant.ofEpochSecond(1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".5", "yesterday", "1e9", "0x10", "1.2.3", "+1", " 1", "1 ", "123456789012",
            "1,5", "--1", "\u0661"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Mtime.parse(text)).isEmpty();
    }
}
