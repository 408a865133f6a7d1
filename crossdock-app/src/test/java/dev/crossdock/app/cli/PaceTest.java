package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The pace of late, and what it says of the time left.
final class PaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pace pace = new Pace();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(pace.bytesPerSecond()).isZero();
        assertThat(pace.left(1, 1)).isEmpty();
        assertThat(pace.left(0, 0)).contains(Duration.ZERO);
    }

    @Test
    void theFirstSecondCountsInFull() {
        pace.note(1_000, 10, 2_000, SECOND);

        assertThat(pace.bytesPerSecond()).isEqualTo(1_000);
    }

    @Test
    void aSteadyPaceStays() {
        for (int i = 1; i <= 100; i++) {
            pace.note(i * 1_000L, i * 10L, i * 2_000L, SECOND);
        }

        assertThat(pace.bytesPerSecond()).isEqualTo(1_000);
    }

    @Test
    void aStandstillIsSeenSlowly() {
        for (int i = 1; i <= 100; i++) {
            pace.note(i * 1_000L, i, i, SECOND);
        }
        pace.note(100_000, 100, 100, SECOND);

        assertThat(pace.bytesPerSecond()).isBetween(800L, 950L);
        for (int i = 0; i < 60; i++) {
            pace.note(100_000, 100, 100, SECOND);
        }
        assertThat(pace.bytesPerSecond()).isLessThan(10);
    }

    @Test
    void whateverTakesLongerDecides() {
        pace.note(0, 10, 1_000, SECOND);

        assertThat(pace.left(100, 1_000)).contains(Duration.ofSeconds(10));
        assertThat(pace.left(10, 50_000)).contains(Duration.ofSeconds(50));
        assertThat(pace.left(Long.MAX_VALUE, 0)).isEmpty();
    }
}
