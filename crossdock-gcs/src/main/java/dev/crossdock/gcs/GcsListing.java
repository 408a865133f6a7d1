package dev.crossdock.gcs;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes through a listing page by page, believing neither order nor progress without looking. A page that is wrong in
/// any way is not used at all, and asked for again by the next call. Parts of uploads under way are passed over.
final class GcsListing implements Listing {

    /// Some services answer pages without keys now and then; one that goes on so will not end.
    private static final int EMPTY_PAGES_MAX = 1000;

    private final String store;
    private final GcsClient client;
    private final ListOptions options;
    private final boolean versions;
    private final ArrayDeque<ObjectStat> ready = new ArrayDeque<>();
    private final ArrayDeque<ObjectStat> sameKey = new ArrayDeque<>();
    private String token = "";
    private String last = "";
    private int emptyPages;
    private boolean more;

    GcsListing(String store, GcsClient client, ListOptions options) {
        this.store = store;
        this.client = client;
        this.options = options;
        this.versions = options.depth() == ListOptions.Depth.ALL_VERSIONS;
        this.more = options.after().isEmpty() || options.before().isEmpty()
                || Keys.compare(options.after().get(), options.before().get()) < 0;
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        while (ready.isEmpty() && more) {
            fetch();
        }
        return Optional.ofNullable(ready.poll());
    }

    @Override
    public void close() {
        more = false;
        ready.clear();
        sameKey.clear();
    }

    private void fetch() throws StoreException {
        ListPage page = JsonReply.of(client, request(), ListPage::parse);
        boolean goesOn = !page.token().isEmpty();
        if (goesOn && page.token().equals(token)) {
            throw failure(FailureCode.LIST_LOOP, "the token of the next page is the one of this page");
        }
        List<ObjectStat> stats = stats(page);
        check(stats);
        emptyPages = stats.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > EMPTY_PAGES_MAX) {
            throw failure(FailureCode.LIST_LOOP, EMPTY_PAGES_MAX + " pages without keys in a row");
        }
        token = page.token();
        more = goesOn;
        last = stats.isEmpty() ? last : stats.getLast().key();
        for (ObjectStat each : stats) {
            if (wanted(each.key())) {
                take(each);
            }
        }
        if (!more) {
            release();
        }
    }

    private GcsRequest request() {
        GcsRequest request = new GcsRequest(Operation.LIST, "GET", options.prefix(), client.paths().objects());
        String fields = versions ? GcsObject.LISTED_FIELDS + ",timeDeleted" : GcsObject.LISTED_FIELDS;
        request.query("fields", "nextPageToken,items(" + fields + ')').query("maxResults", "1000");
        request.queryIfSaid("prefix", options.prefix());
        request.queryIfSaid("startOffset", options.after().orElse(""));
        request.queryIfSaid("endOffset", options.before().orElse(""));
        if (versions) {
            request.query("versions", "true");
        }
        return request.queryIfSaid("pageToken", token);
    }

    private static List<ObjectStat> stats(ListPage page) {
        List<ObjectStat> stats = new ArrayList<>(page.objects().size());
        for (GcsObject each : page.objects()) {
            stats.add(each.stat());
        }
        return stats;
    }

    /// A page begins with the key that shall not be listed any more, if there is one.
    private boolean wanted(String key) {
        return !key.startsWith(GcsKeys.RESERVED)
                && (options.after().isEmpty() || Keys.compare(key, options.after().get()) > 0)
                && (options.before().isEmpty() || Keys.compare(key, options.before().get()) < 0);
    }

    /// The service lists the oldest version of a key first, others want the newest first.
    private void take(ObjectStat stat) {
        if (!versions) {
            ready.add(stat);
            return;
        }
        if (!sameKey.isEmpty() && !sameKey.getFirst().key().equals(stat.key())) {
            release();
        }
        sameKey.addFirst(stat);
    }

    private void release() {
        ready.addAll(sameKey);
        sameKey.clear();
    }

    private void check(List<ObjectStat> stats) throws StoreException {
        String before = last;
        // A key comes once, or once for each of its versions.
        int ascent = versions ? 0 : 1;
        for (ObjectStat stat : stats) {
            String key = stat.key();
            if (!before.isEmpty() && Integer.signum(Keys.compare(key, before)) < ascent) {
                throw failure(FailureCode.LIST_ORDER, Keys.printable(key) + " comes after " + Keys.printable(before));
            }
            if (!key.startsWith(options.prefix())) {
                throw failure(FailureCode.LIST_FIELD, "the key " + Keys.printable(key) + " is outside of the prefix");
            }
            before = key;
        }
    }

    private StoreException failure(FailureCode code, String message) {
        return new StoreException(
                Failure.of(code, Operation.LIST, GcsKeys.where(store, options.prefix()), message));
    }
}
