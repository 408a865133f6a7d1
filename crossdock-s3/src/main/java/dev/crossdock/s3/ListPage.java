package dev.crossdock.s3;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One page of a listing. Source of the format: Amazon S3 API reference, "ListObjectsV2".
final class ListPage {

    /// What is listed of one object, with its key as it stands on the page.
    private record Entry(String rawKey, long sizeBytes, String etag, Optional<Instant> modified) {}

    private final List<Entry> entries = new ArrayList<>(1000);
    private boolean encoded;
    private boolean truncated;
    private boolean truncationTold;
    private String token = "";
    private String rawKey = "";
    private String etag = "";
    private String modified = "";
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

    /// Whether there are more pages.
    boolean truncated() {
        return truncated;
    }

    /// Leads to the next page; empty on the last one.
    String token() {
        return token;
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
        return new ObjectStat(key, entry.sizeBytes(), entry.etag(), entry.etag(), entry.modified(), List.of(),
                Attributes.NONE);
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
        byte[] bytes = new byte[3 * length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            char each = raw.charAt(i);
            int value = each == '+' ? plus : each;
            if (each == '%') {
                value = i + 2 < length
                        ? Character.digit(raw.charAt(i + 1), 16) << 4 | Character.digit(raw.charAt(i + 2), 16)
                        : -1;
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

    private void read(XmlScanner scanner) throws XmlException {
        boolean inEntry = false;
        XmlScanner.Event event = scanner.next();
        for (; event != XmlScanner.Event.END; event = scanner.next()) {
            boolean open = event == XmlScanner.Event.OPEN;
            if (open && scanner.depth() == 2) {
                inEntry = scanner.named("Contents");
            } else if (!open && scanner.depth() == 2 && inEntry) {
                entryField(scanner);
            } else if (!open && scanner.depth() == 1) {
                pageField(scanner, inEntry);
            }
        }
        if (!truncationTold) {
            throw new XmlException(FailureCode.LIST_FIELD, "no IsTruncated");
        }
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
        }
    }

    private void pageField(XmlScanner scanner, boolean entry) throws XmlException {
        if (entry) {
            endEntry();
        } else if (scanner.named("IsTruncated")) {
            truncated = truth(scanner.text());
            truncationTold = true;
        } else if (scanner.named("NextContinuationToken")) {
            token = scanner.text();
        } else if (scanner.named("EncodingType")) {
            encoded = scanner.text().equals("url");
        }
    }

    private void endEntry() throws XmlException {
        if (rawKey.isEmpty()) {
            throw new XmlException(FailureCode.LIST_FIELD, "no Key in Contents");
        }
        if (sizeBytes < 0) {
            throw new XmlException(FailureCode.LIST_FIELD, "no Size of " + Redaction.clean(rawKey, 200));
        }
        entries.add(new Entry(rawKey, sizeBytes, etag, Times.iso(modified)));
        rawKey = "";
        etag = "";
        modified = "";
        sizeBytes = -1;
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
