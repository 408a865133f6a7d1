package dev.crossdock.s3;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Written;
import dev.crossdock.wire.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/// What a service shows of something that it has taken. Only what stands in the reply counts.
final class WriteReply {

    private static final String CHECKSUM = "Checksum";

    private WriteReply() {}

    /// From the headers that answer the bytes of an object.
    static Written ofObject(HttpResponse response) {
        String etag = S3Headers.etag(response.header("etag").orElse(""));
        return new Written(etag, etag, S3Headers.checksums(response));
    }

    /// From the headers that answer the bytes of a part, which has no version.
    static Written ofPart(HttpResponse response) {
        return new Written("", S3Headers.etag(response.header("etag").orElse("")), S3Headers.checksums(response));
    }

    /// From the document that answers a completion or a copy.
    ///
    /// @param root name of its element
    static Written parse(String root, byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named(root)) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no " + root);
        }
        String etag = "";
        boolean composite = false;
        List<String> found = new ArrayList<>(4);
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event != XmlScanner.Event.CLOSE || scanner.depth() != 1) {
                continue;
            }
            String name = scanner.name();
            if (name.equals("ETag")) {
                etag = S3Headers.etag(scanner.text());
            } else if (name.equals("ChecksumType")) {
                composite = scanner.text().equals("COMPOSITE");
            } else if (name.startsWith(CHECKSUM)) {
                found.add(name.substring(CHECKSUM.length()));
                found.add(scanner.text());
            }
        }
        if (etag.isEmpty()) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer has no ETag");
        }
        return new Written(etag, etag, checksums(found, composite));
    }

    private static List<Checksum> checksums(List<String> found, boolean composite) {
        List<Checksum> checksums = new ArrayList<>(2);
        for (int i = 0; i < found.size(); i += 2) {
            S3Headers.add(checksums, found.get(i), found.get(i + 1), composite);
        }
        return checksums;
    }
}
