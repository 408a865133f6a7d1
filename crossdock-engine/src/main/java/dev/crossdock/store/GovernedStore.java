package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Lets calls through as the endpoint's governor and the caps of people allow.
///
/// Goes around the store itself and inside [RetryingStore]: so every throttled answer is seen, each repeat is admitted
/// anew, and a pause before a repeat holds nobody up.
///
/// A read is under way until its end was seen, it failed or it was closed, so that slow large bodies count for what
/// they are. A task with an open read may therefore wait for the end of other reads only if it needs none of its own to
/// end first: a write whose body is streamed, out of such a read as a rule, is not counted as under way and waits for
/// no one but the time that the service asked for. All other calls must be made without a read open, unless all of its
/// bytes were taken up to the end.
///
/// Caps come first: what waits for them is not under way. A body in memory is paid for before it is written, a streamed
/// one piece by piece.
public final class GovernedStore implements ObjectStore {

    private static final int DELETIONS_PER_REQUEST = 1000;

    private final ObjectStore store;
    private final Governor governor;
    private final Limits limits;

    /// @param store whose calls are governed
    /// @param governor of its endpoint
    /// @param limits shared by all stores that they are meant for
    public GovernedStore(ObjectStore store, Governor governor, Limits limits) {
        this.store = store;
        this.governor = governor;
        this.limits = limits;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Capabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        Passage passage = begin();
        try {
            return passage.answered(store.stat(key));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public Listing list(ListOptions options) {
        return new GovernedListing(store.list(options), governor, limits);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        Passage passage = begin();
        boolean open = false;
        try {
            ObjectReader reader = passage.answered(store.read(key, options));
            open = true;
            return new GovernedReader(reader, limits, passage);
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            if (!open) {
                passage.leave();
            }
        }
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        limits.requests(1);
        if (body.whole().isEmpty()) {
            return streamed(key, options, body);
        }
        limits.bytes(body.sizeBytes());
        Passage passage = Passage.begin(governor);
        try {
            return passage.answered(store.write(key, options, body), body.sizeBytes());
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    private Written streamed(String key, WriteOptions options, Body body) throws StoreException {
        Passage passage = Passage.beginUncounted(governor);
        try {
            return passage.answered(store.write(key, options, new CappedBody(body, limits, passage)));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        Passage passage = begin();
        try {
            return new GovernedUpload(passage.answered(store.upload(key, options, sizeBytes)), governor, limits);
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return new GovernedUpload(store.reopen(token), governor, limits);
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        Passage passage = begin();
        try {
            return passage.answered(store.uploads(prefix));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        ObjectStore plain = source instanceof GovernedStore governed ? governed.store : source;
        Passage passage = begin();
        try {
            return passage.answered(store.copy(plain, sourceKey, version, key, options));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        Passage passage = begin();
        try {
            return passage.answered(store.tags(key, version));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        limits.requests(Math.ceilDiv(deletions.size(), DELETIONS_PER_REQUEST));
        Passage passage = Passage.begin(governor);
        try {
            return passage.settled(store.delete(deletions));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        return store.presign(key, validity);
    }

    @Override
    public void settle() throws StoreException {
        store.settle();
    }

    @Override
    public void close() {
        store.close();
    }

    private Passage begin() {
        limits.requests(1);
        return Passage.begin(governor);
    }
}
