package dev.crossdock.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.transfer.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void whatIsDueIsWhatIsPlannedAndHasNotEnded() {
        tally.planned(10);
        tally.planned(5);
        tally.carried(10);

        assertThat(tally.dueObjects()).isOne();
        assertThat(tally.dueBytes()).isEqualTo(5);
        assertThat(tally.carriedObjects()).isOne();
        assertThat(tally.carriedBytes()).isEqualTo(10);
    }

    @Test
    void theClassOfMostFailuresIsNamed() {
        assertThat(tally.mostFrequentFailure()).isEmpty();

        fail(FailureCode.ACCESS_DENIED);
        assertThat(tally.mostFrequentFailure()).contains(FailureClass.ACCESS_DENIED);

        fail(FailureCode.CHECKSUM_MISMATCH);
        fail(FailureCode.CHECKSUM_MISMATCH);
        assertThat(tally.mostFrequentFailure()).contains(FailureCode.CHECKSUM_MISMATCH.failureClass());
    }

    private void fail(FailureCode code) {
        tally.settled(new Outcome.Failed("key", 1, List.of(Failure.of(code, Operation.READ, "s3://b/key", "no"))),
                Optional.empty());
    }
}
