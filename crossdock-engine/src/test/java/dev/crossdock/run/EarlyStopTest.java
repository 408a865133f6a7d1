package dev.crossdock.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A run stops when its beginning shows that it will come to nothing, and only then.
class EarlyStopTest {

    private final EarlyStop stop = new EarlyStop();
    private int told;

    @Test
    void stopsWhenTheFirstHundredAllFailedAlike() {
        assertThat(failures(99, FailureCode.ACCESS_DENIED)).isEmpty();

        Failure cause = failures(1, FailureCode.ACCESS_DENIED).orElseThrow();
        assertThat(cause.code()).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(cause.where()).isEqualTo("s3://b/0");
        assertThat(cause.message()).startsWith("100 of the first 100 objects (100 %) failed with ACCESS_DENIED")
                .endsWith("because 0");
    }

    @Test
    void goesOnWhenOneOfTheFirstHundredWasGood() {
        assertThat(good(1)).isEmpty();
        assertThat(failures(500, FailureCode.ACCESS_DENIED)).isEmpty();
        assertThat(failures(1, FailureCode.ACCESS_DENIED).orElseThrow().message())
                .startsWith("501 of the first 502 objects (99 %)");
    }

    @Test
    void stopsWhenMoreThanHalfOfTheFirstThousandFailedAlike() {
        assertThat(good(499)).isEmpty();
        assertThat(failures(500, FailureCode.KMS_DENIED)).isEmpty();
        assertThat(failures(1, FailureCode.KMS_DENIED).orElseThrow().message())
                .startsWith("501 of the first 1000 objects (50 %) failed with KMS_DENIED");
    }

    @Test
    void goesOnWithHalfOfThem() {
        assertThat(good(500)).isEmpty();
        assertThat(failures(10_000, FailureCode.KMS_DENIED)).isEmpty();
    }

    @Test
    void goesOnWhenTheyFailedInDifferentWays() {
        for (int i = 0; i < 1000; i++) {
            assertThat(failures(1, i % 2 == 0 ? FailureCode.KMS_DENIED : FailureCode.ACCESS_DENIED)).isEmpty();
        }
    }

    @Test
    void leavesOutWhatFailedForItsOwnName() {
        assertThat(failures(5000, FailureCode.NAME_TOO_LONG)).isEmpty();
        assertThat(failures(99, FailureCode.ACCESS_DENIED)).isEmpty();
        assertThat(failures(1, FailureCode.ACCESS_DENIED)).isPresent();
    }

    @Test
    void goesByTheLastFailureOfAnObject() {
        Failure first = failure(FailureCode.STALLED);
        for (int i = 0; i < 99; i++) {
            assertThat(stop.settled(new Outcome.Failed("k", 1, List.of(first, failure(FailureCode.LOCKED))))).isEmpty();
        }
        assertThat(stop.settled(new Outcome.Failed("k", 1, List.of(failure(FailureCode.LOCKED)))).orElseThrow().code())
                .isEqualTo(FailureCode.LOCKED);
    }

    private Optional<Failure> good(int count) {
        Optional<Failure> last = Optional.empty();
        for (int i = 0; i < count; i++) {
            last = stop.settled(new Outcome.Kept("k", 1, KeepReason.SAME_ETAG));
        }
        return last;
    }

    private Optional<Failure> failures(int count, FailureCode code) {
        for (int i = 0; i < count; i++) {
            Optional<Failure> cause = stop.settled(new Outcome.Failed("k", 1, List.of(failure(code))));
            if (cause.isPresent()) {
                return cause;
            }
        }
        return Optional.empty();
    }

    private Failure failure(FailureCode code) {
        int number = told++;
        return Failure.of(code, Operation.WRITE, "s3://b/" + number, "because " + number);
    }
}
