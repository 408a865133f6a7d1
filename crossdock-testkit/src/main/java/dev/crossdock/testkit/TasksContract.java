package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Permits;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.env.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tasks, queues and permits.
interface TasksContract extends EnvHarness {

    private Tasks tasks() {
        return env().tasks();
    }

    @Test
    default void joinYieldsTheResult() throws Exception {
        run(() -> assertThat(tasks().spawn("adder", () -> 1 + 1).join()).isEqualTo(2));
    }

    @Test
    default void joinReportsWhatTheJobThrew() throws Exception {
        run(() -> {
            IOException thrown = new IOException("broken");
            Task<String> task = tasks().spawn("breaker", () -> {
                throw thrown;
            });
            assertThatThrownBy(task::join).isInstanceOf(TaskFailedException.class).hasMessageContaining("breaker")
                    .hasCause(thrown);
            assertThat(task.done()).isTrue();
        });
    }

    @Test
    default void joinReportsErrorsToo() throws Exception {
        run(() -> {
            Task<String> task = tasks().spawn("sick", () -> {
                throw new StackOverflowError("planted");
            });
            assertThatThrownBy(task::join).hasCauseInstanceOf(StackOverflowError.class);
        });
    }

    @Test
    default void queueKeepsOrderAndCapacity() throws Exception {
        run(() -> {
            BoundedQueue<Integer> queue = tasks().queue(3);
            AtomicLong put = new AtomicLong();
            AtomicLong taken = new AtomicLong();
            Task<Integer> producer = tasks().spawn("producer", () -> {
                for (int i = 0; i < 100; i++) {
                    queue.put(i);
                    put.incrementAndGet();
                    // One may be taken and not yet counted.
                    assertThat(put.get() - taken.get()).isLessThanOrEqualTo(4);
                }
                queue.close();
                return 100;
            });
            for (int i = 0; i < 100; i++) {
                assertThat(queue.take()).contains(i);
                taken.incrementAndGet();
            }
            assertThat(queue.take()).isEmpty();
            assertThat(producer.join()).isEqualTo(100);
        });
    }

    @Test
    default void queueServesManyOnBothSides() throws Exception {
        run(() -> {
            BoundedQueue<Integer> queue = tasks().queue(2);
            List<Task<Integer>> producers = new ArrayList<>();
            List<Task<Integer>> consumers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                producers.add(tasks().spawn("producer", () -> {
                    for (int element = 1; element <= 50; element++) {
                        queue.put(element);
                    }
                    return 50;
                }));
                consumers.add(tasks().spawn("consumer", () -> sumOf(queue)));
            }
            producers.forEach(Task::join);
            queue.close();
            int sum = 0;
            for (Task<Integer> consumer : consumers) {
                sum += consumer.join();
            }
            assertThat(sum).isEqualTo(4 * 50 * 51 / 2);
        });
    }

    private static int sumOf(BoundedQueue<Integer> queue) {
        int sum = 0;
        for (List<Integer> some = queue.takeSome(3); !some.isEmpty(); some = queue.takeSome(3)) {
            for (int element : some) {
                sum += element;
            }
        }
        return sum;
    }

    @Test
    default void closedQueueRefusesAndDrains() throws Exception {
        run(() -> {
            BoundedQueue<String> queue = tasks().queue(2);
            queue.put("a");
            queue.put("b");
            queue.close();
            queue.close();
            assertThat(queue.put("c")).isFalse();
            assertThat(queue.takeSome(5)).containsExactly("a", "b");
            assertThat(queue.takeSome(5)).isEmpty();
            assertThat(queue.take()).isEmpty();
        });
    }

    @Test
    default void closingWakesThoseWhoWait() throws Exception {
        run(() -> {
            BoundedQueue<String> full = tasks().queue(1);
            full.put("a");
            BoundedQueue<String> empty = tasks().queue(1);
            Task<Boolean> putter = tasks().spawn("putter", () -> full.put("b"));
            Task<Boolean> taker = tasks().spawn("taker", () -> empty.take().isEmpty());
            tasks().sleep(Duration.ofMillis(5));
            full.close();
            empty.close();
            assertThat(putter.join()).isFalse();
            assertThat(taker.join()).isTrue();
        });
    }

    @Test
    default void permitsBoundWhatIsInFlight() throws Exception {
        run(() -> {
            Permits permits = tasks().permits(3);
            AtomicLong inFlight = new AtomicLong();
            AtomicLong most = new AtomicLong();
            List<Task<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int count = 1 + i % 3;
                workers.add(tasks().spawn("worker", () -> {
                    permits.acquire(count);
                    most.accumulateAndGet(inFlight.addAndGet(count), Math::max);
                    tasks().sleep(Duration.ofNanos(1000));
                    inFlight.addAndGet(-count);
                    permits.release(count);
                    return count;
                }));
            }
            workers.forEach(Task::join);
            assertThat(most.get()).isBetween(1L, 3L);
            assertThat(permits.tryAcquire(4)).isFalse();
            assertThat(permits.tryAcquire(3)).isTrue();
        });
    }

    @Test
    default void largeRequestIsNotOvertaken() throws Exception {
        run(() -> {
            Permits permits = tasks().permits(5);
            Queue<String> order = new ConcurrentLinkedQueue<>();
            Task<Boolean> large = tasks().spawn("large", () -> acquired(permits, 10, order, "large"));
            awaitWaiterOf(permits);
            Task<Boolean> small = tasks().spawn("small", () -> acquired(permits, 1, order, "small"));
            tasks().sleep(Duration.ofMillis(5));
            assertThat(order).isEmpty();
            permits.release(5);
            assertThat(large.join()).isTrue();
            permits.release(1);
            assertThat(small.join()).isTrue();
            assertThat(order).containsExactly("large", "small");
        });
    }

    private static boolean acquired(Permits permits, long count, Queue<String> order, String name) {
        permits.acquire(count);
        return order.add(name);
    }

    /// Once somebody waits, nobody gets a permit in passing.
    private void awaitWaiterOf(Permits permits) {
        int attempts = 0;
        while (permits.tryAcquire(1)) {
            permits.release(1);
            assertThat(++attempts).as("attempts, though somebody waits").isLessThan(10_000);
            tasks().sleep(Duration.ofNanos(1000));
        }
    }

    @Test
    default void cancelledRequestMakesWay() throws Exception {
        run(() -> {
            Permits permits = tasks().permits(1);
            Queue<String> order = new ConcurrentLinkedQueue<>();
            Task<Boolean> large = tasks().spawn("large", () -> acquired(permits, 2, order, "large"));
            awaitWaiterOf(permits);
            Task<Boolean> small = tasks().spawn("small", () -> acquired(permits, 1, order, "small"));
            large.cancel();
            assertThat(small.join()).isTrue();
            assertThatThrownBy(large::join).hasCauseInstanceOf(CancelledException.class);
            assertThat(permits.tryAcquire(1)).isFalse();
            permits.release(1);
            assertThat(permits.tryAcquire(1)).isTrue();
        });
    }

    @Test
    default void cancelStrikesOnceInAWait() throws Exception {
        run(() -> {
            BoundedQueue<String> never = tasks().queue(1);
            Task<Integer> task = tasks().spawn("waiter", () -> {
                int cancellations = 0;
                try {
                    never.take();
                } catch (CancelledException cancelled) {
                    cancellations++;
                }
                // It may wait again to clean up.
                tasks().sleep(Duration.ofMillis(1));
                tasks().spawn("cleaner", () -> 1).join();
                return cancellations;
            });
            tasks().sleep(Duration.ofMillis(1));
            task.cancel();
            assertThat(task.join()).isEqualTo(1);
            task.cancel();
        });
    }

    @Test
    default void cancelBetweenWaitsStrikesTheNextAndSparesTheDisk() throws Exception {
        run(() -> {
            AtomicBoolean started = new AtomicBoolean();
            AtomicBoolean cancelled = new AtomicBoolean();
            Task<Boolean> task = tasks().spawn("writer", () -> {
                while (!cancelled.get()) {
                    env().disk().stat(directory());
                    started.set(true);
                }
                // The cancellation is pending and must neither strike here nor close anything.
                DiskContract.write(env().disk(), directory().resolve("file"), "whole");
                assertThatThrownBy(() -> tasks().sleep(Duration.ZERO)).isInstanceOf(CancelledException.class);
                tasks().sleep(Duration.ZERO);
                return true;
            });
            while (!started.get()) {
                env().disk().stat(directory());
            }
            task.cancel();
            cancelled.set(true);
            assertThat(task.join()).isTrue();
            assertThat(DiskContract.read(env().disk(), directory().resolve("file"))).isEqualTo("whole");
        });
    }

    @Test
    default void cancelledPutAndTakeLoseNothing() throws Exception {
        run(() -> {
            BoundedQueue<String> queue = tasks().queue(1);
            queue.put("kept");
            Task<Boolean> putter = tasks().spawn("putter", () -> queue.put("refused"));
            putter.cancel();
            assertThatThrownBy(putter::join).hasCauseInstanceOf(CancelledException.class);
            queue.close();
            assertThat(queue.takeSome(9)).containsExactly("kept");
        });
    }

    @Test
    default void cancelOfAJoinLeavesTheJoinedTaskAlone() throws Exception {
        run(() -> {
            BoundedQueue<String> gate = tasks().queue(1);
            Task<Boolean> joined = tasks().spawn("joined", () -> gate.take().isPresent());
            Task<Boolean> joiner = tasks().spawn("joiner", joined::join);
            joiner.cancel();
            assertThatThrownBy(joiner::join).hasCauseInstanceOf(CancelledException.class);
            assertThat(joined.done()).isFalse();
            gate.put("open");
            assertThat(joined.join()).isTrue();
        });
    }
}
