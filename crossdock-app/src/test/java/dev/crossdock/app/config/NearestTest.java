package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> NAMES = List.of("--delete", "--delete-limit", "--workers", "ls", "copy", "s3");

    @ParameterizedTest
    @CsvSource({"--delte, --delete", "--deleet, --delete", "--delete-limt, --delete-limit", "--wrokers, --workers",
            "cpoy, copy", "l, ls", "s4, s3", "--worker, --workers"})
    void aSlipIsSeen(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "--colour", "--del", "syncopy"})
    void somethingElseIsNot(String typed) {
        assertThat(Nearest.to(typed, NAMES)).isEmpty();
    }
}
