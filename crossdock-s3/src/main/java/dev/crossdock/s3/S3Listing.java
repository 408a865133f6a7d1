package dev.crossdock.s3;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes through a listing page by page, believing neither order nor progress without looking. A page that is wrong in
/// any way is not used at all, and asked for again by the next call.
final class S3Listing implements Listing {

    /// Some services answer pages without keys now and then; one that goes on so will not end.
    private static final int EMPTY_PAGES_MAX = 1000;

    private final String store;
    private final S3Client client;
    private final PlusSign plusSign;
    private final ListOptions options;
    private final String startAfter;
    private List<ObjectStat> page = List.of();
    private int at;
    private String token = "";
    private String versionMarker = "";
    private String last = "";
    private int emptyPages;
    private boolean more = true;

    S3Listing(String store, S3Client client, PlusSign plusSign, ListOptions options) {
        this.store = store;
        this.client = client;
        this.plusSign = plusSign;
        this.options = options;
        String after = options.after().orElse("");
        this.startAfter = client.profile() == S3Profile.AWS ? after : KeyOrder.startAfter(after);
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        while (true) {
            if (at == page.size()) {
                if (!more) {
                    return Optional.empty();
                }
                fetch();
                continue;
            }
            ObjectStat stat = page.get(at);
            at++;
            if (wanted(stat.key())) {
                return Optional.of(stat);
            }
        }
    }

    @Override
    public void close() {
        more = false;
        page = List.of();
        at = 0;
    }

    /// Whether a key is within the bounds. Ends the listing beyond them, unless the service may list keys that belong
    /// before this one after it.
    private boolean wanted(String key) {
        if (options.after().isPresent() && Keys.compare(key, options.after().get()) <= 0) {
            return false;
        }
        if (options.before().isEmpty() || Keys.compare(key, options.before().get()) < 0) {
            return true;
        }
        if (client.profile() == S3Profile.AWS
                || KeyOrder.startAfter(options.before().get()).equals(options.before().get())) {
            close();
        }
        return false;
    }

    private void fetch() throws StoreException {
        boolean versions = options.depth() == ListOptions.Depth.ALL_VERSIONS;
        ListPage fetched = versions
                ? XmlReply.of(client, versionsRequest(), ListPage::parseVersions)
                : XmlReply.of(client, request(), ListPage::parse);
        char plus = plusSign.on(fetched);
        String next = versions ? keyMarker(fetched, plus) : fetched.token();
        if (fetched.truncated()
                && (next.isEmpty() || next.equals(token) && versionMarker.equals(fetched.versionMarker()))) {
            throw failure(FailureCode.LIST_LOOP,
                    next.isEmpty()
                            ? "there are more pages but no token leads to them"
                            : "the token of the next page is the one of this page");
        }
        List<ObjectStat> stats = stats(fetched, plus);
        check(stats);
        emptyPages = stats.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > EMPTY_PAGES_MAX) {
            throw failure(FailureCode.LIST_LOOP, EMPTY_PAGES_MAX + " pages without keys in a row");
        }
        page = stats;
        at = 0;
        token = next;
        versionMarker = fetched.versionMarker();
        more = fetched.truncated();
        last = stats.isEmpty() ? last : stats.getLast().key();
    }

    private S3Request request() {
        S3Request request = S3Request.ofBucket(Operation.LIST, "GET");
        if (!token.isEmpty()) {
            request.query("continuation-token", token);
        }
        request.query("encoding-type", "url").query("list-type", "2").query("max-keys", "1000");
        request.query("prefix", options.prefix());
        if (token.isEmpty() && !startAfter.isEmpty()) {
            request.query("start-after", startAfter);
        }
        return request;
    }

    private S3Request versionsRequest() {
        S3Request request = S3Request.ofBucket(Operation.LIST, "GET").query("encoding-type", "url");
        String marker = token.isEmpty() ? startAfter : token;
        if (!marker.isEmpty()) {
            request.query("key-marker", marker);
        }
        request.query("max-keys", "1000").query("prefix", options.prefix());
        if (!versionMarker.isEmpty()) {
            request.query("version-id-marker", versionMarker);
        }
        return request.query("versions", "");
    }

    private String keyMarker(ListPage fetched, char plus) throws StoreException {
        try {
            return fetched.keyMarker(plus);
        } catch (XmlException e) {
            throw failure(e.code(), e.reason());
        }
    }

    private List<ObjectStat> stats(ListPage fetched, char plus) throws StoreException {
        List<ObjectStat> stats = new ArrayList<>(fetched.size());
        try {
            for (int i = 0; i < fetched.size(); i++) {
                stats.add(fetched.stat(i, plus));
            }
        } catch (XmlException e) {
            throw failure(e.code(), e.reason());
        }
        if (client.profile() != S3Profile.AWS && options.depth() == ListOptions.Depth.CURRENT
                && !KeyOrder.ascending(stats)) {
            KeyOrder.repair(stats);
        }
        return stats;
    }

    private void check(List<ObjectStat> stats) throws StoreException {
        String before = last.isEmpty() ? startAfter : last;
        // A key comes once, or once for each of its versions.
        int ascent = options.depth() == ListOptions.Depth.CURRENT ? 1 : 0;
        for (ObjectStat stat : stats) {
            String key = stat.key();
            if (!before.isEmpty() && Integer.signum(Keys.compare(key, before)) < ascent) {
                throw failure(FailureCode.LIST_ORDER, Keys.printable(key) + " comes after " + Keys.printable(before));
            }
            if (!key.startsWith(options.prefix())) {
                throw failure(FailureCode.LIST_FIELD, "Key " + Keys.printable(key) + " is outside of the prefix");
            }
            before = key;
        }
    }

    private StoreException failure(FailureCode code, String message) {
        return new StoreException(Failure.of(code, Operation.LIST, S3Keys.where(store, options.prefix()), message));
    }
}
