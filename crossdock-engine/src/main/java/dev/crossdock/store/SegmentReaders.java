package dev.crossdock.store;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.env.Tasks;
import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Tasks that read segments, each one chunk at a time. They decide nothing: which segment is read next is up to whoever
/// takes the chunks, who alone touches segments.
final class SegmentReaders {

    /// Most keys of one chunk: a page of most services.
    static final int CHUNK_KEYS = 1_000;

    private final Tasks tasks;
    private final int most;
    private final BoundedQueue<Order> orders;
    private final BoundedQueue<Chunk> chunks;
    private final AtomicInteger arrived = new AtomicInteger();
    private final List<Task<Boolean>> readers = new ArrayList<>();
    private int busy;

    /// @param most how many read at once
    SegmentReaders(Tasks tasks, int most) {
        this.tasks = tasks;
        this.most = most;
        this.orders = tasks.queue(most);
        this.chunks = tasks.queue(most);
    }

    /// @param listing of the segment, for the reader alone until its chunk is taken
    /// @param position key that all that follows is to come after
    private record Order(Segment segment, Listing listing, String position) {}

    /// Whether one more segment can be read.
    boolean free() {
        return busy < most;
    }

    /// How many segments are being read.
    int busy() {
        return busy;
    }

    /// Has a segment's next chunk read.
    void read(Segment segment) {
        if (readers.size() <= busy) {
            readers.add(tasks.spawn("list " + readers.size(), this::readAll));
        }
        orders.put(new Order(segment, segment.listing(), segment.position()));
        busy++;
    }

    /// Whether a chunk can be taken without waiting.
    boolean arrived() {
        return arrived.get() > 0;
    }

    /// The next chunk of whatever segment, waiting for it; some must be being read.
    Chunk take() {
        Chunk chunk = chunks.take().orElseThrow(() -> new IllegalStateException("nothing is being read"));
        arrived.decrementAndGet();
        busy--;
        return chunk;
    }

    /// Ends all readers and waits for their end.
    void close() {
        orders.close();
        for (Task<Boolean> each : readers) {
            each.cancel();
        }
        for (Task<Boolean> each : readers) {
            join(each);
        }
        readers.clear();
    }

    private static void join(Task<Boolean> reader) {
        while (!reader.done()) {
            try {
                reader.join();
            } catch (TaskFailedException e) {
                // It was cancelled while it waited for work.
                return;
            } catch (CancelledException e) {
                // Its listing must not be closed under it, so it is waited for all the same.
            }
        }
    }

    private boolean readAll() {
        for (Optional<Order> order = orders.take(); order.isPresent(); order = orders.take()) {
            chunks.put(chunk(order.get()));
            arrived.incrementAndGet();
        }
        return true;
    }

    private static Chunk chunk(Order order) {
        return chunk(order.segment(), order.listing(), order.position(), new ArrayList<>(CHUNK_KEYS));
    }

    /// Reads one chunk.
    ///
    /// @param stats what of it is read already
    static Chunk chunk(Segment segment, Listing listing, String position, List<ObjectStat> stats) {
        String last = position;
        try {
            while (stats.size() < CHUNK_KEYS) {
                Optional<ObjectStat> next = listing.next();
                if (next.isEmpty()) {
                    return new Chunk(segment, stats, true, Optional.empty());
                }
                String key = next.get().key();
                if (Keys.compare(key, last) <= 0) {
                    throw new StoreException(Failure.of(FailureCode.LIST_ORDER, Operation.LIST, segment.place(),
                            Keys.printable(key) + " comes after " + Keys.printable(last)));
                }
                stats.add(next.get());
                last = key;
            }
            return new Chunk(segment, stats, false, Optional.empty());
        } catch (StoreException | RuntimeException | Error e) {
            // Whatever it is, it happens to whoever wants the next key.
            return new Chunk(segment, stats, false, Optional.of(e));
        }
    }
}
