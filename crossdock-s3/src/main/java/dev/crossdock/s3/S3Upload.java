package dev.crossdock.s3;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.wire.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A multipart upload. Source: Amazon S3 API reference, "CreateMultipartUpload" to "AbortMultipartUpload".
final class S3Upload implements Upload {

    private final S3Client client;
    private final S3Stats stats;
    private final UploadToken token;
    private final Checks checks;
    private final OptionalLong sizeBytes;

    /// What the service was told about checksums when the upload began.
    private enum Checks {
        /// Nothing, so that it takes none.
        NONE,
        /// An algorithm, or another process told it: checksums are sent as callers have them.
        SENT
    }

    private S3Upload(S3Client client, S3Stats stats, UploadToken token, Checks checks, OptionalLong sizeBytes) {
        this.client = client;
        this.stats = stats;
        this.token = token;
        this.checks = checks;
        this.sizeBytes = sizeBytes;
    }

    /// An upload that was begun before, with the same algorithm as the bodies that will come.
    static S3Upload reopen(S3Client client, S3Stats stats, UploadToken token) {
        return new S3Upload(client, stats, token, Checks.SENT, OptionalLong.empty());
    }

    static S3Upload create(S3Client client, S3Stats stats, String bucket, String key, WriteOptions options,
            long sizeBytes) throws StoreException {
        Optional<Algorithm> algorithm = options.algorithm().filter(S3Headers::sendable);
        S3Request request = new S3Request(Operation.WRITE, "POST", key).query("uploads", "");
        S3Headers.object(client, request, options);
        if (algorithm.isPresent()) {
            request.header("x-amz-checksum-algorithm", algorithm.get().name());
            if (algorithm.get().combinable()) {
                request.header("x-amz-checksum-type", "FULL_OBJECT");
            }
        }
        String uploadId = XmlReply.of(client, request, S3Upload::uploadId);
        return new S3Upload(client, stats, new UploadToken(bucket, key, uploadId),
                algorithm.isPresent() ? Checks.SENT : Checks.NONE, OptionalLong.of(sizeBytes));
    }

    @Override
    public String token() {
        return token.text();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        S3Request request = new S3Request(Operation.WRITE, "PUT", token.key())
                .query("partNumber", Integer.toString(number))
                .query("uploadId", token.uploadId());
        if (checks == Checks.SENT) {
            S3Headers.checksum(Optional.empty(), body).ifPresent(checksum -> S3Headers.checksum(request, checksum));
        }
        request.body(body, client.failures());
        try (HttpResponse response = client.send(request)) {
            Written part = WriteReply.ofPart(response);
            if (part.etag().isEmpty()) {
                throw client.failures().senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                        "the answer has no ETag", "");
            }
            return part;
        }
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        return PartsPage.all(client, token);
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        S3Request request = new S3Request(Operation.COMMIT, "POST", token.key()).query("uploadId", token.uploadId());
        requireAll(request, parts);
        if (client.profile().looksFirst()) {
            stats.require(Operation.COMMIT, token.key(), precondition);
        }
        S3Headers.condition(request, precondition);
        if (whole.isPresent() && combined(whole.get())) {
            S3Headers.checksum(request, whole.get());
            request.header("x-amz-checksum-type", "FULL_OBJECT");
        }
        if (client.profile().checksSize()) {
            request.header("x-amz-mp-object-size", Long.toString(sizeOf(parts)));
        }
        request.header("content-type", "application/xml").body(TextBody.of(document(parts)), client.failures());
        return XmlReply.of(client, request,
                (in, length) -> WriteReply.parse("CompleteMultipartUploadResult", in, length));
    }

    @Override
    public void abort() throws StoreException {
        S3Request request = new S3Request(Operation.COMMIT, "DELETE", token.key()).query("uploadId", token.uploadId());
        try {
            client.send(request).close();
        } catch (StoreException e) {
            if (e.code() != FailureCode.UPLOAD_LOST) {
                throw e;
            }
        }
    }

    /// S3 makes an object of whatever parts it is told, so that a forgotten one would not be missed.
    private void requireAll(S3Request request, List<UploadedPart> parts) throws StoreException {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() != i + 1) {
                throw client.failures().ours(request, FailureCode.BAD_REQUEST, "part " + (i + 1) + " is missing");
            }
        }
        if (parts.isEmpty() || sizeBytes.isPresent() && sizeBytes.getAsLong() != sizeOf(parts)) {
            throw client.failures().ours(request, FailureCode.BAD_REQUEST,
                    "the parts have " + sizeOf(parts) + " bytes, and not the announced size");
        }
    }

    private boolean combined(Checksum whole) {
        return checks == Checks.SENT && whole.fullObject() && whole.algorithm().combinable();
    }

    private static long sizeOf(List<UploadedPart> parts) {
        long size = 0;
        for (UploadedPart part : parts) {
            size += part.sizeBytes();
        }
        return size;
    }

    private String document(List<UploadedPart> parts) {
        StringBuilder out = new StringBuilder(200 + parts.size() * 150);
        out.append("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (UploadedPart part : parts) {
            out.append("<Part><PartNumber>").append(part.number()).append("</PartNumber><ETag>");
            XmlText.escape(out, S3Headers.quoted(part.etag()));
            out.append("</ETag>");
            if (checks == Checks.SENT && part.checksum().isPresent()
                    && S3Headers.sendable(part.checksum().get().algorithm())) {
                String name = "Checksum" + part.checksum().get().algorithm().name();
                out.append('<').append(name).append('>').append(part.checksum().get().base64()).append("</")
                        .append(name).append('>');
            }
            out.append("</Part>");
        }
        return out.append("</CompleteMultipartUpload>").toString();
    }

    private static String uploadId(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() == XmlScanner.Event.OPEN && scanner.named("InitiateMultipartUploadResult")) {
            for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
                if (event == XmlScanner.Event.CLOSE && scanner.depth() == 1 && scanner.named("UploadId")) {
                    String uploadId = scanner.text();
                    if (!uploadId.isEmpty()) {
                        return uploadId;
                    }
                }
            }
        }
        throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer names no upload");
    }
}
