package dev.crossdock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.env.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    /// A bit of everything; yields what depends on the order of events.
    private static String workload(Env env) throws Exception {
        StringBuilder order = new StringBuilder();
        BoundedQueue<String> queue = env.tasks().queue(2);
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "task" + i;
            tasks.add(env.tasks().spawn(name, () -> {
                try (DiskFile file = env.disk().open(Path.of("/" + name), OpenMode.CREATE)) {
                    file.write(ByteBuffer.wrap(new byte[10]), 0);
                    env.tasks().sleep(Duration.ofNanos(env.entropy().nextLong() & 0xFFFF));
                    file.force();
                }
                return queue.put(name);
            }));
        }
        for (int i = 0; i < 3; i++) {
            order.append(queue.take().orElseThrow());
        }
        tasks.forEach(Task::join);
        return order.toString();
    }

    @Test
    void oneSeedIsOneCourseOfEvents() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            Simulation first = new Simulation(seed);
            Simulation second = new Simulation(seed);
            String order = first.run(() -> workload(first.env()));
            assertThat(second.run(() -> workload(second.env()))).isEqualTo(order);
            assertThat(second.traceHash()).isEqualTo(first.traceHash());
            assertThat(second.steps()).isEqualTo(first.steps());
        }
    }

    @Test
    void manySeedsAreManyCourses() throws Exception {
        Set<Long> hashes = new HashSet<>();
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            Simulation simulation = new Simulation(seed);
            orders.add(simulation.run(() -> workload(simulation.env())));
            hashes.add(simulation.traceHash());
        }
        assertThat(hashes).hasSizeGreaterThan(90);
        assertThat(orders).hasSize(6);
    }

    @Test
    void aPlantedRaceIsFound() throws Exception {
        int lost = 0;
        for (long seed = 0; seed < 200; seed++) {
            Simulation simulation = new Simulation(seed);
            lost += simulation.run(() -> racyCount(simulation.env())) < 2 ? 1 : 0;
        }
        assertThat(lost).isPositive().isLessThan(200);
    }

    /// Reads, then writes: the increment of one of the two is lost if they interleave.
    private static int racyCount(Env env) {
        int[] counter = {0};
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tasks.add(env.tasks().spawn("incrementer", () -> {
                int seen = counter[0];
                env.disk().stat(Path.of("/"));
                counter[0] = seen + 1;
                return true;
            }));
        }
        tasks.forEach(Task::join);
        return counter[0];
    }

    @Test
    void aDeadlockIsToldWithWhoWaitsForWhat() {
        Simulation simulation = new Simulation(1);
        assertThatThrownBy(() -> simulation.run(() -> {
            BoundedQueue<String> queue = simulation.env().tasks().queue(1);
            Task<Boolean> taker = simulation.env().tasks().spawn("taker", () -> queue.take().isPresent());
            return taker.join();
        })).isInstanceOf(SimulationStuck.class).hasMessageContaining("deadlock")
                .hasMessageContaining("task taker waits for an element of a queue")
                .hasMessageContaining("task root waits for the end of task taker");
    }

    @Test
    void aLoopWithoutEndIsTold() {
        Simulation simulation = new Simulation(1);
        simulation.limitSteps(1000);
        assertThatThrownBy(() -> simulation.run(() -> {
            while (true) {
                simulation.env().tasks().sleep(Duration.ofSeconds(1));
            }
        })).isInstanceOf(SimulationStuck.class).hasMessageContaining("no end after 1000 steps");
    }

    @Test
    void whatTheRootThrowsIsThrown() {
        Simulation simulation = new Simulation(1);
        assertThatThrownBy(() -> simulation.run(() -> {
            throw new IOException("planted");
        })).isInstanceOf(IOException.class).hasMessage("planted");
    }

    @Test
    void timePassesOnlyWhenAllWait() throws Exception {
        Simulation simulation = new Simulation(1);
        simulation.run(() -> {
            Env env = simulation.env();
            Instant start = env.clock().now();
            for (int i = 0; i < 100; i++) {
                env.disk().stat(Path.of("/"));
            }
            assertThat(env.clock().now()).isEqualTo(start);
            env.tasks().sleep(Duration.ofDays(14));
            assertThat(env.clock().now()).isEqualTo(start.plus(Duration.ofDays(14)));
            simulation.clock().jump(Duration.ofSeconds(1), Duration.ofHours(-3));
            simulation.clock().skew(Duration.ofMinutes(20));
            assertThat(env.clock().now()).isEqualTo(simulation.clock().trueTime().plus(Duration.ofMinutes(20)));
            env.tasks().sleep(Duration.ofSeconds(1));
            assertThat(env.clock().now()).isEqualTo(simulation.clock().trueTime().minus(Duration.ofMinutes(160)));
            return "done";
        });
    }

    @Test
    void aKilledProcessHasNoFurtherEffectAtAnyStep() throws Exception {
        int kills = 0;
        boolean killed = true;
        for (long step = 1; killed; step++) {
            Simulation simulation = new Simulation(7);
            simulation.disk().createDirectories(Path.of("/"));
            simulation.killAtStep(step);
            killed = simulation.runUntilKilled(() -> stubborn(simulation.env()));
            if (killed) {
                kills++;
                assertThat(simulation.steps()).isEqualTo(step);
                assertThat(simulation.disk().stat(Path.of("/cleanup"))).isEmpty();
                assertThatThrownBy(() -> simulation.run(() -> 1)).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThat(kills).isGreaterThan(10);
    }

    /// Does what a dying process cannot: cleans up, catches everything, insists.
    private static boolean stubborn(Env env) throws Exception {
        boolean whole = false;
        Task<Boolean> insisting = env.tasks().spawn("insisting", () -> {
            for (int attempt = 0; attempt < 10; attempt++) {
                env.tasks().sleep(Duration.ofMillis(1));
            }
            return true;
        });
        try {
            workload(env);
            insisting.join();
            whole = true;
        } finally {
            if (!whole) {
                env.disk().open(Path.of("/cleanup"), OpenMode.CREATE).close();
            }
        }
        return whole;
    }

    @Test
    void aTaskThatSwallowsItsDeathIsLeftBehind() throws Exception {
        Simulation simulation = new Simulation(3);
        boolean killed = simulation.runUntilKilled(() -> {
            simulation.env().tasks().spawn("undead", () -> {
                while (true) {
                    try {
                        simulation.env().tasks().sleep(Duration.ofMillis(1));
                    } catch (Throwable swallowed) {
                        // As badly written code does.
                    }
                }
            });
            simulation.env().tasks().sleep(Duration.ofSeconds(1));
            throw simulation.kill();
        });
        assertThat(killed).isTrue();
    }

    @Test
    void theProcessEndsWithItsRoot() throws Exception {
        Simulation simulation = new Simulation(3);
        boolean[] survived = {false};
        simulation.run(() -> simulation.env().tasks().spawn("left", () -> {
            simulation.env().tasks().sleep(Duration.ofSeconds(1));
            survived[0] = true;
            return true;
        }));
        assertThat(survived[0]).isFalse();
        assertThat(simulation.run(() -> "again")).isEqualTo("again");
    }
}
