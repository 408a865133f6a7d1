package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every environment must do, so that what holds in the simulation holds on the machine. The limit is there for
/// environments that lose a wake-up: no test comes near it.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
public abstract class EnvContract implements TasksContract, DiskContract, NetContract {

    @Test
    void timeAdvancesWhileATaskSleeps() throws Exception {
        run(() -> {
            Clock clock = env().clock();
            long before = clock.nanos();
            env().tasks().sleep(Duration.ofMillis(3));
            assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(3_000_000);
        });
    }

    @Test
    void randomNumbersDiffer() throws Exception {
        run(() -> {
            assertThat(env().entropy().nextLong()).isNotEqualTo(env().entropy().nextLong());
            for (int i = 0; i < 1000; i++) {
                assertThat(env().entropy().nextFraction()).isBetween(0.0, Math.nextDown(1.0));
            }
        });
    }
}
