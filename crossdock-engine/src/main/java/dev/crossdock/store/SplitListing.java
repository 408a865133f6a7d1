package dev.crossdock.store;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists one store with several requests at a time, also where all keys lie in one flat directory. Shows exactly what
/// [ObjectStore#list] shows, in the same order and with the same failures at the same places.
///
/// A listing that ends within its first few pages costs the same requests as without this. One that goes on is split
/// at keys that are guessed from those seen, and the segments are handed on in order. How many keys are held is
/// bounded, whatever there is to list: [#HELD_KEYS_PER_WAY] for each way, and [#HELD_BYTES] in all.
///
/// For stores that list page by page over a network. A listing of a local directory gains nothing and is left whole by
/// its caller.
public final class SplitListing implements Listing {

    /// At most that many keys per way are held, besides one page.
    public static final int HELD_KEYS_PER_WAY = SegmentedListing.CHUNKS_PER_SEGMENT * SegmentReaders.CHUNK_KEYS;

    /// At most about that much memory is taken by what is held and by pages under way: keys may have 1,024 bytes.
    public static final int HELD_BYTES = 32 << 20;

    private static final int HEAD_KEYS = 2 * SegmentReaders.CHUNK_KEYS;

    private final Env env;
    private final ObjectStore store;
    private final ListOptions options;
    private final int ways;
    private final Listing head;
    private int headKeys;
    private boolean failed;
    private boolean closed;
    private @Nullable Listing rest;

    private SplitListing(Env env, ObjectStore store, ListOptions options, int ways) {
        this.env = env;
        this.store = store;
        this.options = options;
        this.ways = ways;
        this.head = store.list(options);
    }

    /// Lists a store. No request is made before the first call of [Listing#next].
    ///
    /// @param env for tasks
    /// @param store what to list; repeats of failed requests, if any, are its own
    /// @param options which keys; all versions of objects are listed without splitting
    /// @param ways how many requests are under way at once, at least 1, which means the plain listing of the store
    public static Listing of(Env env, ObjectStore store, ListOptions options, int ways) {
        if (ways < 1) {
            throw new IllegalArgumentException("ways " + ways + " is below 1");
        }
        return ways == 1 || options.depth() != ListOptions.Depth.CURRENT
                ? store.list(options)
                : new SplitListing(env, store, options, ways);
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        if (rest != null) {
            return rest.next();
        }
        failed = true;
        Optional<ObjectStat> next = closed ? Optional.empty() : head.next();
        failed = false;
        if (next.isPresent() && headKeys == HEAD_KEYS) {
            split(next.get());
        } else if (next.isPresent()) {
            headKeys++;
        }
        return next;
    }

    @Override
    public boolean skip() {
        if (rest != null) {
            return rest.skip();
        }
        return failed && head.skip();
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        } else {
            closed = true;
            head.close();
        }
    }

    /// Takes the rest of the page that begins with `first`, which tells what keys look like, and splits what follows.
    private void split(ObjectStat first) {
        List<ObjectStat> begun = new ArrayList<>(SegmentReaders.CHUNK_KEYS);
        begun.add(first);
        rest = new SegmentedListing(env, store, options, ways, head, begun);
    }
}
