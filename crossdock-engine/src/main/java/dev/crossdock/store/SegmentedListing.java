package dev.crossdock.store;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A listing whose rest is read in segments, several at once, and handed on in order.
///
/// What is read next is decided here, by the task that calls [#next], whenever it takes something; readers only read.
/// Reading stays close to what is handed on: whoever read far ahead would fill the bounded memory, and leave the
/// segment that everything waits for to one reader. So the foremost segment that has room is read on, and if none is
/// left, the foremost that is long is split a few chunks ahead.
final class SegmentedListing implements Listing {

    /// Length that segments are split to.
    static final int CHUNKS_PER_SEGMENT = 4;

    /// How many chunks of one are held at most, so that one that is longer than estimated can come to its end.
    private static final int CHUNKS_HELD_MAX = 6;

    private static final int STRETCH_MAX = 64;

    /// What an object that is held takes besides its key, in bytes, about.
    private static final int OBJECT_BYTES = 240;

    private final int ways;
    private final SegmentReaders readers;
    private final List<Segment> segments = new ArrayList<>();
    private int held;
    private long heldBytes;
    /// How long keys are, about.
    private long keyBytes;
    private int fullChunks;
    private int splits;
    /// How many times longer than estimated segments are made, because estimates were too high.
    private int stretch = 1;
    private boolean failed;
    private boolean closed;

    /// @param listing what has been listed so far
    /// @param begun the objects that it gave last; more are read here to fill a chunk
    SegmentedListing(Env env, ObjectStore store, ListOptions options, int ways, Listing listing,
            List<ObjectStat> begun) {
        this.ways = ways;
        this.readers = new SegmentReaders(env.tasks(), ways);
        String first = begun.getFirst().key();
        Segment whole = new Segment(store, options, listing);
        segments.add(whole);
        fullChunks = 2;
        accept(SegmentReaders.chunk(whole, listing, first, begun));
        // The first one was handed on by whoever called this.
        whole.poll().ifPresent(this::release);
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        failed = false;
        if (closed) {
            return Optional.empty();
        }
        while (readers.arrived()) {
            accept(readers.take());
            direct();
        }
        while (true) {
            Segment front = segments.getFirst();
            Optional<ObjectStat> next = front.poll();
            if (next.isPresent()) {
                release(next.get());
                if (front.betweenChunks()) {
                    direct();
                }
                return next;
            }
            if (front.ended()) {
                if (segments.size() == 1) {
                    return Optional.empty();
                }
                segments.removeFirst();
                continue;
            }
            throwFailure(front);
            direct();
            accept(readers.take());
        }
    }

    @Override
    public boolean skip() {
        if (!failed || closed) {
            return false;
        }
        failed = false;
        return segments.getFirst().listing().skip();
    }

    @Override
    public void close() {
        readers.close();
        for (Segment each : segments) {
            each.close();
        }
        closed = true;
    }

    private void throwFailure(Segment front) throws StoreException {
        Optional<Throwable> failure = front.takeFailure();
        if (failure.isEmpty()) {
            return;
        }
        failed = true;
        switch (failure.get()) {
            case StoreException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void accept(Chunk chunk) {
        Segment segment = chunk.segment();
        int before = segment.held();
        segment.accept(chunk);
        int added = segment.held() - before;
        held += added;
        if (added > 0) {
            long bytes = 0;
            for (ObjectStat each : chunk.stats().subList(0, added)) {
                bytes += bytes(each);
            }
            heldBytes += bytes;
            keyBytes = bytes / added - OBJECT_BYTES;
        }
        if (2 * added >= SegmentReaders.CHUNK_KEYS) {
            fullChunks++;
        }
        if (segment.keys() > 2 * CHUNKS_PER_SEGMENT * SegmentReaders.CHUNK_KEYS) {
            stretch = Math.max(1, stretch / 2);
        } else if (segment.ended() && 2 * segment.keys() < SegmentReaders.CHUNK_KEYS) {
            stretch = Math.min(STRETCH_MAX, 2 * stretch);
        }
    }

    /// Gives work to the readers that have none.
    private void direct() {
        while (readers.free()) {
            if (!readOn() && !splitOne()) {
                return;
            }
        }
    }

    private boolean readOn() {
        for (Segment each : segments) {
            if (each.idle() && (each.equals(segments.getFirst()) || each.chunks() < CHUNKS_HELD_MAX && room())) {
                read(each);
                return true;
            }
        }
        return false;
    }

    private boolean splitOne() {
        if (!room() || splits >= splitsMax() || segments.size() >= 2 * ways) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            Segment each = segments.get(i);
            Optional<Segment> behind = each.split((long) stretch * CHUNKS_PER_SEGMENT);
            if (behind.isPresent()) {
                read(behind.get());
                each.endAt(behind.get());
                segments.add(i + 1, behind.get());
                splits++;
                return true;
            }
        }
        return false;
    }

    private void read(Segment segment) {
        readers.read(segment);
        segment.lend();
    }

    /// Whether one more chunk may be read without being awaited.
    private boolean room() {
        long keysRead = (readers.busy() + 1L) * SegmentReaders.CHUNK_KEYS;
        // While a page is read it is there twice more, as it came and in the form that it came in.
        return held + keysRead <= (long) ways * SplitListing.HELD_KEYS_PER_WAY
                && heldBytes + keysRead * (OBJECT_BYTES + 3 * keyBytes) <= SplitListing.HELD_BYTES;
    }

    private void release(ObjectStat stat) {
        held--;
        heldBytes -= bytes(stat);
    }

    private static int bytes(ObjectStat stat) {
        return OBJECT_BYTES + stat.key().length();
    }

    /// Splitting has to be earned: a listing that soon ends is not worth many, and where keys follow no rule that can
    /// be guessed the requests that find nothing must stay few.
    private int splitsMax() {
        return Math.min(2 * fullChunks, 2 * ways) + fullChunks / 3;
    }
}
