package dev.crossdock.s3;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/// Uploads under way, page by page. Source of the format: Amazon S3 API reference, "ListMultipartUploads".
/// Keys come without `encoding-type`, because some services encode some of the texts only; one that XML cannot hold
/// makes the page fail.
final class UploadsPage {

    private static final int PAGES_MAX = 10_000;

    private final List<PendingUpload> uploads = new ArrayList<>();
    private final String bucket;
    private boolean truncated;
    private String nextKey = "";
    private String nextUpload = "";
    private String key = "";
    private String uploadId = "";
    private String initiated = "";

    private UploadsPage(String bucket) {
        this.bucket = bucket;
    }

    static List<PendingUpload> all(S3Client client, String bucket, String prefix) throws StoreException {
        List<PendingUpload> all = new ArrayList<>();
        UploadsPage page = new UploadsPage(bucket);
        for (int pages = 0;; pages++) {
            S3Request request = request(page, prefix);
            UploadsPage next = XmlReply.of(client, request, (in, length) -> parse(bucket, in, length));
            all.addAll(next.uploads);
            if (!next.truncated) {
                return all;
            }
            boolean same = next.nextKey.equals(page.nextKey) && next.nextUpload.equals(page.nextUpload);
            if (same || pages > PAGES_MAX) {
                throw client.failures().ours(request, FailureCode.LIST_LOOP, "the list of uploads does not advance");
            }
            page = next;
        }
    }

    private static S3Request request(UploadsPage after, String prefix) {
        S3Request request = S3Request.ofBucket(Operation.LIST, "GET");
        if (!after.nextKey.isEmpty()) {
            request.query("key-marker", after.nextKey);
        }
        request.query("max-uploads", "1000").query("prefix", prefix);
        if (!after.nextUpload.isEmpty()) {
            request.query("upload-id-marker", after.nextUpload);
        }
        return request.query("uploads", "");
    }

    private static UploadsPage parse(String bucket, byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("ListMultipartUploadsResult")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no list of uploads");
        }
        UploadsPage page = new UploadsPage(bucket);
        boolean inUpload = false;
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event == XmlScanner.Event.OPEN) {
                inUpload = scanner.depth() == 2 ? scanner.named("Upload") : inUpload;
            } else if (scanner.depth() == 2 && inUpload) {
                page.uploadField(scanner);
            } else if (scanner.depth() == 1) {
                page.pageField(scanner, inUpload);
            }
        }
        return page;
    }

    private void uploadField(XmlScanner scanner) throws XmlException {
        switch (scanner.name()) {
            case "Key" -> key = scanner.text();
            case "UploadId" -> uploadId = scanner.text();
            case "Initiated" -> initiated = scanner.text();
            default -> {
                // owners and the like
            }
        }
    }

    private void pageField(XmlScanner scanner, boolean upload) throws XmlException {
        if (upload) {
            if (key.isEmpty() || uploadId.isEmpty()) {
                throw new XmlException(FailureCode.LIST_FIELD, "an Upload without Key or UploadId");
            }
            String token = new UploadToken(bucket, key, uploadId).text();
            uploads.add(new PendingUpload(key, token, Times.iso(initiated)));
            return;
        }
        switch (scanner.name()) {
            case "IsTruncated" -> truncated = ListPage.truth(scanner.text());
            case "NextKeyMarker" -> nextKey = scanner.text();
            case "NextUploadIdMarker" -> nextUpload = scanner.text();
            default -> {
                // repeats what was asked for
            }
        }
    }
}
