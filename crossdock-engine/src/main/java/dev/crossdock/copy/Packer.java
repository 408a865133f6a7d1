package dev.crossdock.copy;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.LeftBehind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides what an object takes along from one store to another:
///
/// | of the source | target that keeps attributes | target that keeps files |
/// |---|---|---|
/// | content headers, metadata | kept | left behind, unless they say nothing |
/// | metadata `mtime` | kept | becomes the file's time |
/// | a file's time | becomes metadata `mtime` | kept |
/// | tags | read and kept, if both are allowed | left behind |
final class Packer {

    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String CHUNKED = "aws-chunked";
    private static final String STANDARD = "STANDARD";

    private final ObjectStore source;
    private final Capabilities from;
    private final Capabilities to;
    private final StorageClasses storageClasses;

    Packer(ObjectStore source, Capabilities to, StorageClasses storageClasses) {
        this.source = source;
        this.from = source.capabilities();
        this.to = to;
        this.storageClasses = storageClasses;
    }

    /// Packs for one object; asks the source for tags if there are any.
    ///
    /// @param stat with the attributes that the source shows
    Baggage pack(ObjectStat stat) throws StoreException {
        return to.attributes() ? forService(stat) : forFile(stat);
    }

    private Baggage forService(ObjectStat stat) throws StoreException {
        Attributes attributes = unchunked(stat.attributes());
        if (!from.attributes() && stat.modified().isPresent()) {
            attributes = withMtime(attributes, stat.modified().get());
        }
        Set<LeftBehind> left = Set.of();
        if (stat.tagCount() > 0) {
            Optional<SortedMap<String, String>> tags = to.tags() ? tags(stat) : Optional.empty();
            if (tags.isPresent()) {
                attributes = attributes.withTags(tags.get());
            } else {
                left = Set.of(LeftBehind.TAGS);
            }
        }
        return new Baggage(attributes, stat.modified(), storageClass(stat), left);
    }

    /// The class to ask for; none is asked for where the source's is the common one, since not all services name it.
    String storageClass(ObjectStat stat) {
        return storageClasses == StorageClasses.AS_SOURCE && !stat.storageClass().equals(STANDARD)
                ? stat.storageClass()
                : "";
    }

    private Optional<SortedMap<String, String>> tags(ObjectStat stat) throws StoreException {
        try {
            return Optional.of(source.tags(stat.key(), stat.version()));
        } catch (StoreException e) {
            if (e.code() == FailureCode.ACCESS_DENIED || e.code() == FailureCode.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Attributes withMtime(Attributes attributes, Instant modified) {
        TreeMap<String, String> metadata = new TreeMap<>(attributes.metadata());
        metadata.putIfAbsent(Mtime.NAME, Mtime.text(modified));
        return new Attributes(attributes.headers(), metadata, attributes.tags());
    }

    /// Without `aws-chunked`, which tells how some client uploaded: services should drop it and some do not.
    private static Attributes unchunked(Attributes attributes) {
        String encoding = attributes.headers().get(CONTENT_ENCODING);
        if (encoding == null || !encoding.contains(CHUNKED)) {
            return attributes;
        }
        StringBuilder rest = new StringBuilder();
        for (String each : encoding.split(",", -1)) {
            if (!each.isBlank() && !each.strip().equals(CHUNKED)) {
                rest.append(rest.isEmpty() ? "" : ",").append(each.strip());
            }
        }
        TreeMap<String, String> headers = new TreeMap<>(attributes.headers());
        headers.remove(CONTENT_ENCODING);
        if (!rest.isEmpty()) {
            headers.put(CONTENT_ENCODING, rest.toString());
        }
        return new Attributes(headers, attributes.metadata(), attributes.tags());
    }

    private Baggage forFile(ObjectStat stat) {
        Attributes attributes = stat.attributes();
        Set<LeftBehind> left = EnumSet.noneOf(LeftBehind.class);
        if (telling(unchunked(attributes).headers())) {
            left.add(LeftBehind.HEADERS);
        }
        String text = attributes.metadata().get(Mtime.NAME);
        Optional<Instant> mtime = text == null ? Optional.empty() : Mtime.parse(text);
        if (attributes.metadata().size() > (mtime.isPresent() ? 1 : 0)) {
            left.add(LeftBehind.METADATA);
        }
        if (stat.tagCount() > 0) {
            left.add(LeftBehind.TAGS);
        }
        boolean timed = mtime.isPresent() || !from.attributes() && stat.modified().isPresent();
        if (timed && to.checker() != Capabilities.Checker.WRITER) {
            left.add(LeftBehind.MODIFIED);
        }
        return new Baggage(Attributes.NONE, mtime.isPresent() ? mtime : stat.modified(), "", left);
    }

    /// Whether headers say more than that an object is a sequence of bytes.
    private static boolean telling(SortedMap<String, String> headers) {
        for (Map.Entry<String, String> each : headers.entrySet()) {
            boolean plain = each.getKey().equals(CONTENT_TYPE) && (each.getValue().equals("binary/octet-stream")
                    || each.getValue().equals("application/octet-stream"));
            if (!plain) {
                return true;
            }
        }
        return false;
    }
}
