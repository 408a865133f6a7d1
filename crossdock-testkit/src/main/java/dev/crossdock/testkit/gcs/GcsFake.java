package dev.crossdock.testkit.gcs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A Google Cloud Storage of one's own: the JSON API (version 1) and the XML API's uploads in parts, over plain HTTP on a
/// free port of the loopback interface, in memory. Requests are answered as Google documents it; what the fake does not do
/// it refuses with 501. Safe for many threads.
///
/// A request needs a token that the fake was told of, but for buckets that everybody may read, and for the addresses of
/// upload sessions, which are secrets themselves.
public final class GcsFake implements AutoCloseable {
    private static final String TOKEN = "token-of-the-tests";

    private final ReentrantLock lock = new ReentrantLock();
    private final Cloud cloud = new Cloud();
    private final Access access = new Access(cloud);
    private final Dispatch dispatch = new Dispatch(cloud, access);
    private final FaultyService service = new FaultyService(lock, dispatch);
    private final Writing writing = new Writing(cloud, access);
    private final Listener listener;

    private GcsFake() {
        access.accept(TOKEN, Instant.MAX);
        listener = Listener.start(service);
    }

    /// An empty service that accepts [#token()].
    public static GcsFake start() {
        return new GcsFake();
    }

    /// Where it is, without a path.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /// A token that is good for ever.
    public String token() {
        return TOKEN;
    }

    /// Accepts another token for so long, by the time of the fake; a token that was known gets this time instead.
    public void accept(String token, Duration life) {
        locked(() -> access.accept(token, cloud.now().plus(life)));
    }

    /// Lets time pass at once: tokens expire, retention ends.
    public void advance(Duration by) {
        locked(() -> cloud.advance(by));
    }

    /// Takes a permission away from all callers, such as `storage.objects.get`.
    public void deny(String permission) {
        locked(() -> access.deny(permission));
    }

    /// Gives it back.
    public void allow(String permission) {
        locked(() -> access.allow(permission));
    }

    /// Makes a bucket in one region, of class STANDARD.
    public void createBucket(String name) {
        createBucket(GcsBucket.named(name));
    }

    public void createBucket(GcsBucket bucket) {
        locked(() -> cloud.add(bucket));
    }

    /// Puts an object there without a request.
    ///
    /// @return its generation
    public long put(String bucket, String name, byte[] bytes) {
        return put(bucket, name, bytes, Map.of());
    }

    /// Puts an object there without a request.
    ///
    /// @param fields as in the resource of the API: `contentType`, `metadata` and so on
    /// @return its generation
    public long put(String bucket, String name, byte[] bytes, Map<String, Object> fields) {
        Call none = new Call("POST", "/", Call.noHeaders());
        return locked(() -> writing.store(none, cloud.shelf(bucket), name, Media.of(bytes.clone()),
                ObjectFields.of(fields)).generation());
    }

    /// Takes the live object away without a request, holds or not.
    public void remove(String bucket, String name) {
        locked(() -> {
            Shelf shelf = cloud.shelf(bucket);
            shelf.live(name).ifPresent(shelf::remove);
        });
    }

    /// The live object's bytes; nothing if there is none.
    public Optional<byte[]> bytes(String bucket, String name) {
        return locked(() -> cloud.shelf(bucket).live(name).map(found -> found.media().bytes()));
    }

    /// The live object; nothing if there is none.
    public Optional<GcsObject> object(String bucket, String name) {
        return locked(() -> cloud.shelf(bucket).live(name).map(GcsObject::of));
    }

    /// All generations of all objects, in order.
    public List<GcsObject> objects(String bucket) {
        return locked(() -> cloud.shelf(bucket).from("").values().stream()
                .flatMap(List::stream)
                .map(GcsObject::of)
                .toList());
    }

    /// Pages of listings get no longer than this, whatever is asked for.
    public void pagesOf(int entriesMax) {
        locked(() -> dispatch.listing().pageMax(entriesMax));
    }

    /// One request of a rewrite copies no more than this; without it, any size is done at once.
    public void rewriteSteps(long bytesMax) {
        locked(() -> dispatch.copying().stepBytes(bytesMax));
    }

    /// How many resumable uploads were begun and neither finished nor cancelled.
    public int openSessions() {
        return locked(() -> dispatch.sessions().open());
    }

    /// Forgets all resumable uploads, as the service does after a week.
    public void forgetSessions() {
        locked(() -> dispatch.sessions().forgetAll());
    }

    /// How many uploads in parts of the XML API were begun and neither completed nor aborted.
    public int openXmlUploads() {
        return locked(() -> dispatch.xml().open());
    }

    /// Adds a rule behind those already there, and returns it. The first that takes a request decides.
    public GcsRule add(GcsRule rule) {
        service.add(rule);
        return rule;
    }

    /// Removes all rules.
    public void clearRules() {
        service.clearRules();
    }

    /// Every request so far, also those within batches, in the order of their arrival.
    public List<GcsRequest> requests() {
        return service.requests();
    }

    /// The requests of one kind so far.
    public List<GcsRequest> requests(GcsOperation operation) {
        return requests().stream().filter(request -> request.operation() == operation).toList();
    }

    public void forgetRequests() {
        service.forgetRequests();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void locked(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
