package dev.crossdock.s3;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tags of objects. Source of the format: Amazon S3 API reference, "GetObjectTagging".
final class S3Tags {

    private final S3Client client;
    private final S3Stats stats;

    S3Tags(S3Client client, S3Stats stats) {
        this.client = client;
        this.stats = stats;
    }

    /// The tags of that version. The service knows no condition for this request, and its answer shows no ETag, so an
    /// object that is pinned by its ETag is looked at once more: if it is still the same, the tags are its own.
    SortedMap<String, String> tags(String key, String version) throws StoreException {
        S3Request request = new S3Request(Operation.STAT, "GET", key).query("tagging", "");
        if (S3Versions.byId(version)) {
            request.query("versionId", S3Versions.id(version));
        }
        SortedMap<String, String> tags = read(request);
        if (!S3Versions.byId(version)) {
            Optional<ObjectStat> there = stats.stat(key);
            if (there.isEmpty() || !there.get().version().equals(version)) {
                throw client.failures().ours(request, there.isEmpty() ? FailureCode.GONE : FailureCode.SOURCE_CHANGED,
                        "it changed while its tags were read");
            }
        }
        return tags;
    }

    private SortedMap<String, String> read(S3Request request) throws StoreException {
        try {
            return XmlReply.of(client, request, S3Tags::parse);
        } catch (StoreException e) {
            boolean none = e.code() == FailureCode.UNSUPPORTED
                    || e.failure().answer().map(answer -> answer.serviceCode().equals("NoSuchTagSet")).orElse(false);
            if (!none) {
                throw e;
            }
            // Services without tags have objects without tags.
            return Collections.emptySortedMap();
        }
    }

    private static SortedMap<String, String> parse(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("Tagging")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no Tagging");
        }
        SortedMap<String, String> tags = new TreeMap<>();
        String key = "";
        String value = "";
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event != XmlScanner.Event.CLOSE) {
                continue;
            }
            if (scanner.depth() == 3 && scanner.named("Key")) {
                key = scanner.text();
            } else if (scanner.depth() == 3 && scanner.named("Value")) {
                value = scanner.text();
            } else if (scanner.depth() == 2 && scanner.named("Tag")) {
                tags.put(key, value);
                key = "";
                value = "";
            }
        }
        return tags;
    }
}
