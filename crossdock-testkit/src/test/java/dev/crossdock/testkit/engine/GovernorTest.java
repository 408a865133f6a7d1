package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.store.GovernedStore;
import dev.crossdock.store.Governor;
import dev.crossdock.store.Limits;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.engine.RationedStore.Storm;
import dev.crossdock.testkit.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The governor finds the number of calls that an endpoint can take, and comes back to it.
class GovernorTest {

    private static final int CALLERS = 300;
    private static final Duration LATENCY = Duration.ofMillis(50);

    /// What kinds of endpoint there are.
    enum Endpoint {
        /// Takes as many as come.
        FAST,
        /// Works on so many at once; more only wait.
        BUSY,
        /// Throttles what comes faster.
        RATIONED,
        /// The same, for very few.
        MEAGER,
        /// Throttles what comes while so many are under way.
        CROWDED;

        RationedStore open(Env env) {
            RationedStore plain = new RationedStore(env, Samples.store("memory://service"), LATENCY,
                    this == BUSY ? 70 : 10_000);
            return switch (this) {
                case FAST, BUSY -> plain;
                case RATIONED -> plain.throttlingAbove(500);
                case MEAGER -> plain.throttlingAbove(100);
                case CROWDED -> plain.throttlingBeyond(45);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesWithinTenSecondsToWhatTheBestNumberDoes(Endpoint endpoint) throws Exception {
        long best = 0;
        for (int callers : new int[]{1, 2, 4, 5, 8, 16, 20, 25, 32, 45, 64, 70, 100, 128, 256}) {
            best = Math.max(best, fixed(endpoint, callers));
        }
        for (long seed = 1; seed <= 3; seed++) {
            Simulation simulation = new Simulation(seed);
            simulation.limitSteps(Long.MAX_VALUE);
            Env env = simulation.env();
            RationedStore service = endpoint.open(env);
            Governor governor = new Governor(env);
            long done = simulation.run(() -> {
                call(env, governed(env, service, governor), CALLERS);
                env.tasks().sleep(Duration.ofSeconds(10));
                return answeredWithin(env, service, Duration.ofSeconds(20));
            });
            assertThat(done).as("%s, seed %d, limit %d, best %d", endpoint, seed, governor.limit(), best)
                    .isGreaterThanOrEqualTo(best * 9 / 10);
            assertThat(service.atOncePeak()).isLessThanOrEqualTo(256);
            assertThat(service.throttled() > 0).as("throttling").isEqualTo(endpoint.compareTo(Endpoint.BUSY) > 0);
        }
    }

    /// What a fixed number of callers gets done in twenty seconds.
    private static long fixed(Endpoint endpoint, int callers) throws Exception {
        Simulation simulation = new Simulation(callers);
        simulation.limitSteps(Long.MAX_VALUE);
        Env env = simulation.env();
        RationedStore service = endpoint.open(env);
        return simulation.run(() -> {
            call(env, service, callers);
            env.tasks().sleep(Duration.ofSeconds(1));
            return 10 * answeredWithin(env, service, Duration.ofSeconds(2));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void isBackAtFullRateWithinAMinuteAfterAStorm(double share) throws Exception {
        Simulation simulation = new Simulation(7);
        simulation.limitSteps(Long.MAX_VALUE);
        Env env = simulation.env();
        RationedStore service = Endpoint.BUSY.open(env);
        Governor governor = new Governor(env);
        simulation.run(() -> {
            call(env, governed(env, service, governor), CALLERS);
            env.tasks().sleep(Duration.ofSeconds(10));
            long before = answeredWithin(env, service, Duration.ofSeconds(5));
            service.throttlingIn(new Storm(env.clock().nanos(), env.clock().nanos() + Duration.ofSeconds(60).toNanos(),
                    share));
            env.tasks().sleep(Duration.ofSeconds(60));
            int seconds = 0;
            while (10 * answeredWithin(env, service, Duration.ofSeconds(1)) < 9 * before / 5) {
                seconds++;
            }
            assertThat(service.throttled()).isPositive();
            assertThat(seconds).isLessThan(60);
            return true;
        });
    }

    @Test
    void startsNoCallBeforeTheTimeThatTheServiceAskedFor() throws Exception {
        Simulation simulation = new Simulation(3);
        Env env = simulation.env();
        RationedStore service = Endpoint.FAST.open(env).throttlingIn(new Storm(0, 1, 1))
                .askingFor(Duration.ofSeconds(7));
        ObjectStore store = governed(env, service, new Governor(env));
        simulation.run(() -> {
            call(env, store, 1);
            env.tasks().sleep(Duration.ofMillis(100));
            call(env, store, 50);
            env.tasks().sleep(Duration.ofMillis(6_850));
            assertThat(service.throttled()).isPositive();
            assertThat(service.requests()).isEqualTo(service.throttled());
            env.tasks().sleep(Duration.ofSeconds(1));
            assertThat(service.answered()).isPositive();
            return true;
        });
    }

    @Test
    void halvesOnceForAllCallsThatWereUnderWay() throws Exception {
        Simulation simulation = new Simulation(3);
        Env env = simulation.env();
        long second = Duration.ofSeconds(1).toNanos();
        RationedStore service = Endpoint.FAST.open(env).throttlingIn(new Storm(second / 5, second / 4, 1));
        Governor governor = new Governor(env);
        simulation.run(() -> {
            call(env, governed(env, service, governor), 16);
            env.tasks().sleep(Duration.ofMillis(400));
            assertThat(service.throttled()).isGreaterThan(8);
            assertThat(governor.limit()).isEqualTo(8);
            return true;
        });
    }

    @Test
    void losesNoPermitToTasksThatAreCancelled() throws Exception {
        Simulation simulation = new Simulation(5);
        Env env = simulation.env();
        RationedStore service = Endpoint.FAST.open(env);
        Governor governor = new Governor(env, 2, 2);
        ObjectStore store = governed(env, service, governor);
        simulation.run(() -> {
            for (int i = 0; i < 20; i++) {
                List<Task<Boolean>> tasks = call(env, store, 5);
                env.tasks().sleep(Duration.ofMillis(20 + 3 * i));
                tasks.forEach(Task::cancel);
                tasks.forEach(Task::join);
            }
            long done = service.answered();
            call(env, store, 5);
            env.tasks().sleep(Duration.ofSeconds(1));
            assertThat(service.answered() - done).isBetween(38L, 40L);
            assertThat(service.atOncePeak()).isEqualTo(2);
            return true;
        });
    }

    @Test
    void oneTarpitDoesNotSlowAnotherEndpoint() throws Exception {
        Simulation simulation = new Simulation(9);
        simulation.limitSteps(Long.MAX_VALUE);
        Env env = simulation.env();
        RationedStore tarpit = new RationedStore(env, Samples.store("memory://tarpit"), Duration.ofHours(1), 1);
        RationedStore service = Endpoint.BUSY.open(env);
        simulation.run(() -> {
            call(env, governed(env, service, new Governor(env)), CALLERS);
            env.tasks().sleep(Duration.ofSeconds(10));
            long alone = answeredWithin(env, service, Duration.ofSeconds(5));
            call(env, governed(env, tarpit, new Governor(env)), CALLERS);
            env.tasks().sleep(Duration.ofSeconds(1));
            long beside = answeredWithin(env, service, Duration.ofSeconds(5));
            assertThat(tarpit.requests()).isEqualTo(16);
            assertThat(tarpit.answered()).isZero();
            assertThat(beside).isGreaterThanOrEqualTo(alone * 99 / 100);
            return true;
        });
    }

    private static ObjectStore governed(Env env, ObjectStore service, Governor governor) {
        return new GovernedStore(service, governor, new Limits(env));
    }

    private static long answeredWithin(Env env, RationedStore service, Duration duration) {
        long before = service.answered();
        env.tasks().sleep(duration);
        return service.answered() - before;
    }

    /// Tasks that call without end, until they are cancelled.
    private static List<Task<Boolean>> call(Env env, ObjectStore store, int callers) {
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            tasks.add(env.tasks().spawn("caller " + i, () -> {
                try {
                    while (true) {
                        callOnce(store);
                    }
                } catch (CancelledException e) {
                    return true;
                }
            }));
        }
        return tasks;
    }

    private static void callOnce(ObjectStore store) {
        try {
            store.stat("key");
        } catch (StoreException e) {
            // It calls again.
        }
    }
}
