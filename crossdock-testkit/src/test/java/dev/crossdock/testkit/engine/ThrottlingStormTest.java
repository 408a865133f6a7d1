package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Books;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.run.Terms;
import dev.crossdock.store.GovernedStore;
import dev.crossdock.store.Governor;
import dev.crossdock.store.Limits;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.RetryBudget;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.RetryingStore;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.engine.RationedStore.Storm;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.SampleBytes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run through a minute in which the target answers nothing but throttling: nothing fails, hardly anything is asked
/// twice, and afterwards it goes on as before.
class ThrottlingStormTest {

    private static final Path STATE = Path.of("/state");
    private static final Storm NONE = new Storm(0, 0, 0);
    private static final Storm MINUTE = new Storm(Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(65).toNanos(), 1);

    /// What a run came to.
    private record Passed(Run.Result result, long requests, long throttled, double seconds) {}

    @ParameterizedTest
    @CsvSource({"64, 20000", "16, 10000", "4, 4000", "1, 1000"})
    void costsHardlyAnyRequestsAndNoObject(int workers, int objects) throws Exception {
        Passed calm = run(workers, objects, NONE);
        Passed stormy = run(workers, objects, MINUTE);

        assertThat(calm.throttled()).isZero();
        assertThat(stormy.throttled()).isPositive();
        assertThat(stormy.result().stopped()).isEmpty();
        assertThat(stormy.result().counts().failedObjects()).isZero();
        assertThat(stormy.result().counts()).isEqualTo(calm.result().counts());
        assertThat(stormy.requests()).isLessThanOrEqualTo(calm.requests() * 110 / 100);
        assertThat(stormy.seconds()).isBetween(calm.seconds() + 60, calm.seconds() + 120);
    }

    private static Passed run(int workers, int objects, Storm storm) throws Exception {
        Simulation simulation = new Simulation(workers);
        simulation.limitSteps(Long.MAX_VALUE);
        simulation.disk().createDirectories(STATE);
        Env env = simulation.env();
        MemoryStore from = Samples.store("memory://from");
        for (int i = 0; i < objects; i++) {
            Samples.put(from, "object-%05d".formatted(i), SampleBytes.of(i, 100));
        }
        RationedStore source = new RationedStore(env, from, Duration.ofMillis(20), 1000);
        RationedStore target = new RationedStore(env, Samples.store("memory://to"), Duration.ofMillis(40), 1000)
                .throttlingIn(storm);
        return simulation.run(() -> {
            ObjectStore here = wired(env, source);
            ObjectStore there = wired(env, target);
            try (Books books = Books.open(new FileLedger(env, STATE, "crossdock test"), Course.ORDER)) {
                Run.Result result = new Run(env, Course.ORDER, Terms.of(workers), here, there, books, new Tally())
                        .execute((before, earlier) -> Samples.plan(Course.ORDER, Rules.COPY, here, there, before,
                                earlier));
                return new Passed(result, source.requests() + target.requests(), target.throttled(),
                        env.clock().nanos() / 1e9);
            }
        });
    }

    private static ObjectStore wired(Env env, ObjectStore store) {
        return new RetryingStore(env, new GovernedStore(store, new Governor(env), new Limits(env)), RetryPolicy.CALLS,
                new RetryBudget(env), _ -> {
                });
    }
}
