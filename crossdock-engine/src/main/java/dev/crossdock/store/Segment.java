package dev.crossdock.store;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A window of keys that is read by one listing, what was read of it and not yet handed on, and what is guessed of the
/// rest. Belongs to the task that hands on; only the listing is lent to a reader.
final class Segment {

    private static final int SAMPLE_KEYS = 64;
    private static final int SAMPLE_KEYS_MIN = 8;

    /// What is shorter is left to one reader.
    private static final int SPLIT_CHUNKS_MIN = 6;

    /// Estimates above that are as good as endless.
    private static final long CHUNKS_MAX = 1_000_000_000;

    private final ObjectStore store;
    private final ArrayDeque<List<ObjectStat>> chunks = new ArrayDeque<>();
    private ListOptions window;
    private Listing listing;
    private String position;
    private int at;
    private int held;
    private long keys;
    private boolean reading;
    private boolean ended;
    private @Nullable Throwable failure;
    private @Nullable KeyScale scale;
    private BigInteger chunkDistance = BigInteger.ONE;

    /// @param listing of that window, or of one that ends later
    Segment(ObjectStore store, ListOptions window, Listing listing) {
        this.store = store;
        this.window = window;
        this.listing = listing;
        this.position = window.after().orElse("");
    }

    /// As people know it.
    String place() {
        return store.name() + '/' + window.prefix();
    }

    Listing listing() {
        return listing;
    }

    /// The last key that was read, or that nothing up to which belongs to this.
    String position() {
        return position;
    }

    /// How many objects were read and not yet handed on.
    int held() {
        return held;
    }

    /// How many chunks wait to be handed on.
    int chunks() {
        return chunks.size();
    }

    /// How many keys were read in all.
    long keys() {
        return keys;
    }

    /// Whether all was read.
    boolean ended() {
        return ended;
    }

    /// Whether this may be read on now.
    boolean idle() {
        return !reading && !ended && failure == null;
    }

    /// Says that a reader has the listing.
    void lend() {
        reading = true;
    }

    /// The next object that was read, if any.
    Optional<ObjectStat> poll() {
        List<ObjectStat> chunk = chunks.peekFirst();
        if (chunk == null) {
            return Optional.empty();
        }
        ObjectStat next = chunk.get(at++);
        held--;
        if (at == chunk.size()) {
            chunks.removeFirst();
            at = 0;
        }
        return Optional.of(next);
    }

    /// Whether the last object handed on was the last of its chunk.
    boolean betweenChunks() {
        return at == 0;
    }

    /// Takes what a reader has read, as far as it still belongs here, and the listing back.
    void accept(Chunk chunk) {
        reading = false;
        ended = chunk.ended();
        failure = chunk.failure().orElse(null);
        // Out of order, what comes too late may belong before any of these.
        List<ObjectStat> stats = outOfOrder() ? List.of() : own(chunk.stats());
        if (!stats.isEmpty()) {
            chunks.addLast(stats);
            held += stats.size();
            keys += stats.size();
            position = stats.getLast().key();
            learn(stats);
        }
        if (ended) {
            listing.close();
        } else if (outOfOrder()) {
            // What it gave is not used, so it has to come again.
            listing.close();
            listing = store.list(window.withAfter(position));
        }
    }

    /// Takes the failure away, so that reading goes on where it came.
    Optional<Throwable> takeFailure() {
        Optional<Throwable> taken = Optional.ofNullable(failure);
        failure = null;
        return taken;
    }

    /// How many chunks are still to be read up to the end, as far as can be guessed; 0 when nothing can.
    long chunksLeft() {
        if (scale == null) {
            return 0;
        }
        BigInteger left = windowEnd(scale).subtract(scale.value(position)).divide(chunkDistance);
        return left.bitLength() > Integer.SIZE ? CHUNKS_MAX : Math.clamp(left.longValue(), 0, CHUNKS_MAX);
    }

    /// Splits off a new segment behind the next chunks.
    ///
    /// @param most how many chunks to keep at most, more or less
    /// @return the new one, of which this knows nothing until [#endAt]; empty if no place to split is known
    Optional<Segment> split(long most) {
        KeyScale known = scale;
        if (known == null || ended) {
            return Optional.empty();
        }
        long left = chunksLeft();
        Segment behind = left >= SPLIT_CHUNKS_MIN ? behind(ahead(known, Math.min(most, left / 2))) : null;
        if (behind != null) {
            behind.scale = known;
            behind.chunkDistance = chunkDistance;
            return Optional.of(behind);
        }
        return Optional.ofNullable(behind(known.beyond()));
    }

    /// Ends before what was split off.
    void endAt(Segment behind) {
        // The key itself stays here: the other one begins after it.
        window = new ListOptions(window.prefix(), window.after(), Optional.of(behind.position + '\0'));
    }

    /// Closes the listing; no reader may have it.
    void close() {
        listing.close();
        chunks.clear();
        ended = true;
    }

    private BigInteger windowEnd(KeyScale known) {
        return window.before().isPresent() ? known.value(window.before().get()) : known.end();
    }

    /// A key some chunks ahead, without the characters at its end that hardly move it; empty if there is none.
    private String ahead(KeyScale known, long chunksKept) {
        // In the middle of a chunk: at its end, the next one would have to be read to see that it is the last.
        BigInteger place = known.value(position).add(chunkDistance.multiply(BigInteger.valueOf(2 * chunksKept - 1))
                .shiftRight(1));
        if (place.compareTo(known.end()) >= 0) {
            return "";
        }
        String key = known.key(place);
        return key.substring(0, Math.min(key.length(), KeyScale.shared(key, position) + 8));
    }

    /// A segment from after `key` to the end of this one; null if that is no key within it.
    private @Nullable Segment behind(String key) {
        boolean within = Keys.compare(key, position) > 0 && Keys.compare(key, window.prefix()) > 0
                && (window.before().isEmpty() || Keys.compare(key + '\0', window.before().get()) < 0);
        if (!within) {
            return null;
        }
        ListOptions rest = window.withAfter(key);
        return new Segment(store, rest, store.list(rest));
    }

    /// The objects up to the end of the window. A segment that was split while it was read has read too much.
    private List<ObjectStat> own(List<ObjectStat> stats) {
        if (window.before().isEmpty() || stats.isEmpty()) {
            return stats;
        }
        int own = stats.size();
        while (own > 0 && Keys.compare(stats.get(own - 1).key(), window.before().get()) >= 0) {
            own--;
        }
        if (own == stats.size()) {
            return stats;
        }
        ended = true;
        failure = null;
        return new ArrayList<>(stats.subList(0, own));
    }

    private boolean outOfOrder() {
        return failure instanceof StoreException wrong && wrong.code() == FailureCode.LIST_ORDER;
    }

    private void learn(List<ObjectStat> stats) {
        if (ended || stats.size() < SAMPLE_KEYS_MIN) {
            return;
        }
        List<String> sample = new ArrayList<>(SAMPLE_KEYS + 1);
        int step = Math.max(1, stats.size() / SAMPLE_KEYS);
        for (int i = 0; i < stats.size() - 1; i += step) {
            sample.add(stats.get(i).key());
        }
        sample.add(position);
        KeyScale learnt = KeyScale.of(sample, window.prefix().length());
        scale = learnt;
        chunkDistance = learnt.value(position).subtract(learnt.value(sample.getFirst()))
                .multiply(BigInteger.valueOf(SegmentReaders.CHUNK_KEYS))
                .divide(BigInteger.valueOf(stats.size() - 1)).max(BigInteger.ONE);
    }
}
