package dev.crossdock.s3;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.UploadedPart;
import java.util.ArrayList;
import java.util.List;

/// The parts of an upload, page by page. Source of the format: Amazon S3 API reference, "ListParts".
final class PartsPage {

    private static final int PARTS_MAX = 10_000;
    private static final String CHECKSUM = "Checksum";

    private final List<UploadedPart> parts = new ArrayList<>();
    private final List<Checksum> checksums = new ArrayList<>(1);
    private boolean truncated;
    private long next;
    private long number = -1;
    private long sizeBytes = -1;
    private String etag = "";

    private PartsPage() {}

    /// All parts, in order of their numbers.
    ///
    /// @throws StoreException LIST_LOOP if the list does not advance, LIST_FIELD if a part makes no sense
    static List<UploadedPart> all(S3Client client, UploadToken token) throws StoreException {
        List<UploadedPart> all = new ArrayList<>();
        long after = 0;
        while (true) {
            S3Request request = request(token, after);
            PartsPage page = XmlReply.of(client, request, PartsPage::parse);
            all.addAll(page.parts);
            if (!page.truncated) {
                requireOrder(client, request, all);
                return all;
            }
            if (page.next <= after || page.next > PARTS_MAX) {
                throw client.failures().ours(request, FailureCode.LIST_LOOP, "the list of parts does not advance");
            }
            after = page.next;
        }
    }

    private static S3Request request(UploadToken token, long after) {
        S3Request request = new S3Request(Operation.LIST, "GET", token.key()).query("max-parts", "1000");
        if (after > 0) {
            request.query("part-number-marker", Long.toString(after));
        }
        return request.query("uploadId", token.uploadId());
    }

    private static void requireOrder(S3Client client, S3Request request, List<UploadedPart> all)
            throws StoreException {
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).number() <= all.get(i - 1).number()) {
                throw client.failures().ours(request, FailureCode.LIST_ORDER, "the list of parts is out of order");
            }
        }
    }

    static PartsPage parse(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("ListPartsResult")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no list of parts");
        }
        PartsPage page = new PartsPage();
        boolean inPart = false;
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event == XmlScanner.Event.OPEN) {
                inPart = scanner.depth() == 2 ? scanner.named("Part") : inPart;
            } else if (scanner.depth() == 2 && inPart) {
                page.partField(scanner);
            } else if (scanner.depth() == 1) {
                page.pageField(scanner, inPart);
            }
        }
        return page;
    }

    private void partField(XmlScanner scanner) throws XmlException {
        String name = scanner.name();
        switch (name) {
            case "PartNumber" -> number = scanner.number();
            case "Size" -> sizeBytes = scanner.number();
            case "ETag" -> etag = S3Headers.etag(scanner.text());
            default -> {
                if (name.startsWith(CHECKSUM)) {
                    S3Headers.add(checksums, name.substring(CHECKSUM.length()), scanner.text(), false);
                }
            }
        }
    }

    private void pageField(XmlScanner scanner, boolean part) throws XmlException {
        if (part) {
            if (number < 1 || number > PARTS_MAX || sizeBytes < 0 || etag.isEmpty()) {
                throw new XmlException(FailureCode.LIST_FIELD, "a Part without PartNumber, Size or ETag");
            }
            parts.add(new UploadedPart((int) number, sizeBytes, etag, checksums.stream().findFirst()));
            number = -1;
            sizeBytes = -1;
            etag = "";
            checksums.clear();
            return;
        }
        switch (scanner.name()) {
            case "IsTruncated" -> truncated = ListPage.truth(scanner.text());
            case "NextPartNumberMarker" -> next = Math.max(0, scanner.number());
            default -> {
                // repeats what was asked for
            }
        }
    }

    List<UploadedPart> parts() {
        return parts;
    }

    boolean truncated() {
        return truncated;
    }

    long next() {
        return next;
    }
}
