package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends is renewed by one task at a time, ahead of its end, whatever the others do.
final class RenewedTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private int renewals;
    private int atOnce;
    private int atOnceMost;
    private boolean refusing;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void manyTasksForThreeHoursCauseOneRenewalEach(long seed) throws Exception {
        Simulation simulation = new Simulation(seed);
        Env env = simulation.env();
        Renewed<Integer> renewed = renewed(env);
        simulation.run(() -> {
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                tasks.add(env.tasks().spawn("user " + i, () -> {
                    for (int minute = 0; minute < 180; minute++) {
                        renewed.at(env.clock().now());
                        env.tasks().sleep(Duration.ofMinutes(1));
                    }
                    return true;
                }));
            }
            tasks.forEach(Task::join);
            return true;
        });
        assertThat(atOnceMost).isEqualTo(1);
        assertThat(renewals).isEqualTo(4);
    }

    @Test
    void whoWaitedForARefusedRenewalIsRefusedWithIt() throws Exception {
        Simulation simulation = new Simulation(1);
        Env env = simulation.env();
        Renewed<Integer> renewed = renewed(env);
        refusing = true;
        List<FailureCode> codes = new ArrayList<>();
        simulation.run(() -> {
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                tasks.add(env.tasks().spawn("user " + i, () -> codes.add(refusal(env, renewed))));
            }
            tasks.forEach(Task::join);
            return true;
        });
        assertThat(codes).hasSize(16).containsOnly(FailureCode.AUTH_INVALID);
        assertThat(renewals).as("one for all who came while it was under way").isLessThan(16);
        assertThat(atOnceMost).isEqualTo(1);
    }

    @Test
    void aFailedRenewalLeavesWhatHoldsInUseUntilItsEnd() throws Exception {
        Simulation simulation = new Simulation(1);
        Env env = simulation.env();
        Renewed<Integer> renewed = renewed(env);
        simulation.run(() -> {
            assertThat(renewed.at(env.clock().now())).isEqualTo(1);
            refusing = true;
            env.tasks().sleep(HOUR.minus(MARGIN));
            assertThat(renewed.at(env.clock().now())).isEqualTo(1);
            assertThat(renewed.at(env.clock().now())).isEqualTo(1);
            assertThat(renewals).as("the second call came too soon for another try").isEqualTo(2);
            env.tasks().sleep(MARGIN);
            assertThat(refusal(env, renewed)).isEqualTo(FailureCode.AUTH_INVALID);
            refusing = false;
            assertThat(renewed.at(env.clock().now())).isEqualTo(4);
            return true;
        });
    }

    @Test
    void whatIsOfNoUseIsForgottenOnce() throws Exception {
        Simulation simulation = new Simulation(1);
        Env env = simulation.env();
        Renewed<Integer> renewed = renewed(env);
        simulation.run(() -> {
            Integer first = renewed.at(env.clock().now());
            renewed.drop(first);
            assertThat(renewed.at(env.clock().now())).isEqualTo(2);
            renewed.drop(first);
            assertThat(renewed.at(env.clock().now())).as("the one in use stays").isEqualTo(2);
            return true;
        });
    }

    private static FailureCode refusal(Env env, Renewed<Integer> renewed) {
        StoreException[] thrown = new StoreException[1];
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> renewed.at(env.clock().now()))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].code();
    }

    private Renewed<Integer> renewed(Env env) {
        return new Renewed<>(env, MARGIN, now -> {
            atOnceMost = Math.max(atOnceMost, ++atOnce);
            int number = ++renewals;
            env.tasks().sleep(Duration.ofSeconds(2));
            atOnce--;
            if (refusing) {
                throw new StoreException(
                        Failure.of(FailureCode.AUTH_INVALID, Operation.AUTHENTICATE, "s3://bucket", "no"));
            }
            return new Renewed.Lease<>(number, now.plus(HOUR));
        });
    }
}
