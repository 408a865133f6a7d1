package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A store as it was at one moment, from the versions that it has kept: of each key the newest version that is not
/// younger, unless that is a deletion. What was removed for good since then is missing.
///
/// For reading. What it shows are versions by their ids, so nothing that is written meanwhile changes what is read.
public final class PastStore implements ObjectStore {

    private final ObjectStore store;
    private final Instant moment;

    /// @param store that keeps versions; where it keeps none, listing and looking fail with UNSUPPORTED
    public PastStore(ObjectStore store, Instant moment) {
        this.store = store;
        this.moment = moment;
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
        Optional<ObjectStat> listed = listed(key);
        if (listed.isEmpty()) {
            return listed;
        }
        // A look is always at the present version, so details of this one come from a read that is given up.
        try (ObjectReader reader = store.read(key, ReadOptions.pinned(listed.get().version()))) {
            return Optional.of(reader.stat());
        }
    }

    private Optional<ObjectStat> listed(String key) throws StoreException {
        try (Listing listing = list(ListOptions.of(key))) {
            return listing.next().filter(first -> first.key().equals(key));
        }
    }

    @Override
    public Listing list(ListOptions options) {
        return new PastListing(store.list(new ListOptions(options.prefix(), options.after(), options.before(),
                ListOptions.Depth.ALL_VERSIONS)));
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        return store.read(key, options);
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        return store.tags(key, version);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        throw past(Operation.WRITE, key);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        throw past(Operation.WRITE, key);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        throw past(Operation.WRITE, "");
    }

    @Override
    public List<PendingUpload> uploads(String prefix) {
        return List.of();
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        throw past(Operation.COPY, key);
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        throw past(Operation.DELETE, deletions.isEmpty() ? "" : deletions.getFirst().key());
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        throw past(Operation.READ, key);
    }

    @Override
    public void settle() {
        // Nothing is written here.
    }

    @Override
    public void close() {
        store.close();
    }

    private StoreException past(Operation operation, String key) {
        return new StoreException(Failure.of(FailureCode.UNSUPPORTED, operation, name() + '/' + key,
                "the past as of " + moment + " cannot be changed"));
    }

    /// Picks versions from a listing of all of them, the newest of each key first.
    private final class PastListing implements Listing {

        private final Listing versions;
        private String decided = "";
        private boolean begun;

        PastListing(Listing versions) {
            this.versions = versions;
        }

        @Override
        public Optional<ObjectStat> next() throws StoreException {
            while (true) {
                Optional<ObjectStat> version = versions.next();
                if (version.isEmpty()) {
                    return version;
                }
                ObjectStat stat = version.get();
                if (begun && stat.key().equals(decided) || modified(stat).isAfter(moment)) {
                    continue;
                }
                begun = true;
                decided = stat.key();
                if (stat.standing() != Standing.DELETE_MARKER) {
                    return Optional.of(new ObjectStat(stat.key(), stat.sizeBytes(), stat.version(), stat.etag(),
                            stat.modified(), stat.checksums(), stat.attributes(), stat.storageClass(), stat.tagCount(),
                            Standing.CURRENT));
                }
            }
        }

        private Instant modified(ObjectStat stat) throws StoreException {
            return stat.modified().orElseThrow(() -> new StoreException(Failure.of(FailureCode.LIST_FIELD,
                    Operation.LIST, name() + '/' + stat.key(), "a version without the time when it was written")));
        }

        @Override
        public boolean skip() {
            return versions.skip();
        }

        @Override
        public void close() {
            versions.close();
        }
    }
}
