package dev.crossdock.s3;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import dev.crossdock.store.FailureCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One page of a listing. Source of the format: Amazon S3 API reference, "ListObjectsV2" and "ListObjectVersions".
final class ListPage {

    /// What is listed of one object, with its key as it stands on the page.
    private record Entry(String rawKey, long sizeBytes, String etag, Optional<Instant> modified, String storageClass,
            String version, Standing standing) {}

    private record Keyed(String key, Entry entry) {}

    /// What an element of the page is about.
    private enum Element {
        OTHER, OBJECT, VERSION, MARKER
    }

    private final List<Entry> entries = new ArrayList<>(1000);
    private boolean encoded;
    private boolean truncated;
    private boolean truncationTold;
    private String token = "";
    private String keyMarker = "";
    private String versionMarker = "";
    private String rawKey = "";
    private String etag = "";
    private String modified = "";
    private String storageClass = "";
    private String versionId = "";
    private boolean latest;
    private boolean objects;
    private long sizeBytes = -1;

    private ListPage() {}

    /// Reads a page.
    ///
    /// @param in holds the page, from its start
    static ListPage parse(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("ListBucketResult")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no listing");
        }
        ListPage page = new ListPage();
        page.read(scanner);
        return page;
    }

    /// Reads a page of all versions. Some services call it as they call a listing of objects.
    ///
    /// @throws XmlException UNSUPPORTED if it is one of present objects: the service did not look at what was asked
    static ListPage parseVersions(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN
                || !scanner.named("ListVersionsResult") && !scanner.named("ListBucketResult")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no listing of versions");
        }
        ListPage page = new ListPage();
        page.read(scanner);
        if (page.objects) {
            throw new XmlException(FailureCode.UNSUPPORTED, "the service lists no versions");
        }
        page.mingle();
        return page;
    }

    /// Some services name all versions of a page before all deletions: puts them in the order of keys, those of one key
    /// in the order of time.
    private void mingle() throws XmlException {
        List<Keyed> keyed = new ArrayList<>(entries.size());
        boolean ordered = true;
        for (Entry each : entries) {
            Keyed next = new Keyed(encoded ? decoded(each.rawKey(), ' ') : each.rawKey(), each);
            ordered &= keyed.isEmpty() || Keys.compare(keyed.getLast().key(), next.key()) <= 0;
            keyed.add(next);
        }
        if (!ordered) {
            keyed.sort(Comparator.comparing(Keyed::key, Keys::compare).thenComparing(
                    each -> each.entry().modified().orElse(Instant.EPOCH), Comparator.reverseOrder()));
            entries.clear();
            keyed.forEach(each -> entries.add(each.entry()));
        }
    }

    /// Whether there are more pages.
    boolean truncated() {
        return truncated;
    }

    /// Leads to the next page; empty on the last one.
    String token() {
        return token;
    }

    /// Key that the next page of versions begins after, decoded.
    String keyMarker(char plus) throws XmlException {
        return encoded ? decoded(keyMarker, plus) : keyMarker;
    }

    /// Version of that key that the next page begins after.
    String versionMarker() {
        return versionMarker;
    }

    int size() {
        return entries.size();
    }

    /// Whether keys are percent-encoded.
    boolean encoded() {
        return encoded;
    }

    /// The key of an object as it stands on the page.
    String rawKey(int index) {
        return entries.get(index).rawKey();
    }

    /// One object of the page.
    ///
    /// @param plus what `+` stands for in encoded keys
    ObjectStat stat(int index, char plus) throws XmlException {
        Entry entry = entries.get(index);
        String key = encoded ? decoded(entry.rawKey(), plus) : entry.rawKey();
        return new ObjectStat(key, entry.sizeBytes(), entry.version(), entry.etag(), entry.modified(), List.of(),
                Attributes.NONE, entry.storageClass(), 0, entry.standing());
    }

    /// Undoes percent-encoding.
    ///
    /// @param plus what `+` stands for
    static String decoded(String raw, char plus) throws XmlException {
        int length = raw.length();
        int plain = 0;
        while (plain < length && raw.charAt(plain) != '%' && raw.charAt(plain) != '+') {
            plain++;
        }
        if (plain == length) {
            return raw;
        }
        byte[] bytes = new byte[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            char each = raw.charAt(i);
            int value = each == '+' ? plus : each;
            if (each == '%') {
                value = i + 2 < length ? hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)) : -1;
                i += 2;
            }
            if (value < 0 || value > 0xff || each >= 0x80) {
                throw new XmlException(FailureCode.LIST_FIELD,
                        "a Key that is not percent-encoded: " + Redaction.clean(raw, 200));
            }
            bytes[size] = (byte) value;
            size++;
        }
        return XmlText.utf8(bytes, 0, size);
    }

    private static int hex(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private void read(XmlScanner scanner) throws XmlException {
        Element element = Element.OTHER;
        XmlScanner.Event event = scanner.next();
        for (; event != XmlScanner.Event.END; event = scanner.next()) {
            boolean open = event == XmlScanner.Event.OPEN;
            if (open && scanner.depth() == 2) {
                element = element(scanner);
            } else if (!open && scanner.depth() == 2 && element != Element.OTHER) {
                entryField(scanner);
            } else if (!open && scanner.depth() == 1) {
                pageField(scanner, element);
            }
        }
        if (!truncationTold) {
            throw new XmlException(FailureCode.LIST_FIELD, "no IsTruncated");
        }
    }

    private static Element element(XmlScanner scanner) {
        if (scanner.named("Contents")) {
            return Element.OBJECT;
        }
        return scanner.named("Version")
                ? Element.VERSION
                : scanner.named("DeleteMarker") ? Element.MARKER : Element.OTHER;
    }

    private void entryField(XmlScanner scanner) throws XmlException {
        if (scanner.named("Key")) {
            rawKey = scanner.text();
        } else if (scanner.named("Size")) {
            sizeBytes = scanner.number();
            if (sizeBytes < 0) {
                throw new XmlException(FailureCode.LIST_FIELD, "Size '" + Redaction.clean(scanner.text(), 40) + "' of "
                        + Redaction.clean(rawKey, 200));
            }
        } else if (scanner.named("ETag")) {
            etag = S3Headers.etag(scanner.text());
        } else if (scanner.named("LastModified")) {
            modified = scanner.text();
        } else if (scanner.named("StorageClass")) {
            storageClass = shared(scanner.text());
        } else if (scanner.named("VersionId")) {
            versionId = scanner.text();
        } else if (scanner.named("IsLatest")) {
            latest = truth(scanner.text());
        }
    }

    /// One text for the many objects of a page that are of the same class.
    private String shared(String name) {
        String former = entries.isEmpty() ? "" : entries.getLast().storageClass();
        return former.equals(name) ? former : name;
    }

    private void pageField(XmlScanner scanner, Element element) throws XmlException {
        if (element != Element.OTHER) {
            endEntry(element);
        } else if (scanner.named("IsTruncated")) {
            truncated = truth(scanner.text());
            truncationTold = true;
        } else if (scanner.named("NextContinuationToken")) {
            token = scanner.text();
        } else if (scanner.named("NextKeyMarker")) {
            keyMarker = scanner.text();
        } else if (scanner.named("NextVersionIdMarker")) {
            versionMarker = scanner.text();
        } else if (scanner.named("EncodingType")) {
            encoded = scanner.text().equals("url");
        }
    }

    private void endEntry(Element element) throws XmlException {
        if (rawKey.isEmpty()) {
            throw new XmlException(FailureCode.LIST_FIELD, "no Key in an entry");
        }
        if (sizeBytes < 0 && element != Element.MARKER) {
            throw new XmlException(FailureCode.LIST_FIELD, "no Size of " + Redaction.clean(rawKey, 200));
        }
        if (versionId.isEmpty() && element != Element.OBJECT) {
            throw new XmlException(FailureCode.LIST_FIELD, "no VersionId of " + Redaction.clean(rawKey, 200));
        }
        String version = element == Element.OBJECT ? etag : S3Versions.ofId(versionId);
        entries.add(new Entry(rawKey, Math.max(0, sizeBytes), etag, Times.iso(modified), storageClass, version,
                standing(element)));
        objects |= element == Element.OBJECT;
        rawKey = "";
        etag = "";
        modified = "";
        storageClass = "";
        versionId = "";
        latest = false;
        sizeBytes = -1;
    }

    private Standing standing(Element element) {
        if (element == Element.MARKER) {
            return Standing.DELETE_MARKER;
        }
        return element == Element.OBJECT || latest ? Standing.CURRENT : Standing.NONCURRENT;
    }

    static boolean truth(String text) throws XmlException {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new XmlException(FailureCode.LIST_FIELD, "IsTruncated '" + Redaction.clean(text, 40) + '\'');
        };
    }
}
