package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions.Depth;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.wire.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is kept under the reserved prefix: of each upload a marker that tells what the object is going to be, and its
/// parts.
final class UploadShelf {

    private static final String KEY = "crossdock-key";
    private static final String SIZE = "crossdock-size";
    private static final int MARKER_BYTES_MAX = 64 * 1024;

    private final GcsClient client;
    private final GcsStats stats;
    private final GcsWrites writes;
    private final GcsDeletes deletes;
    private final String bucket;

    UploadShelf(GcsClient client, GcsStats stats, GcsWrites writes, GcsDeletes deletes, String bucket) {
        this.client = client;
        this.stats = stats;
        this.writes = writes;
        this.deletes = deletes;
        this.bucket = bucket;
    }

    /// What a marker says.
    ///
    /// @param resource of the object, as [NewObject#resource]
    /// @param sizeBytes of the object
    record Plan(String resource, long sizeBytes) {}

    /// Notes an upload. The key stands in the marker percent-encoded, because metadata are headers to some.
    void begin(UploadToken token, Plan plan) throws StoreException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(plan.resource());
        JsonObject metadata = new JsonObject().put(KEY, UriEncoding.encoded(token.key()))
                .put(SIZE, Long.toString(plan.sizeBytes()));
        String resource = new JsonObject().put("storageClass", "STANDARD").putJson("metadata", metadata.text())
                .members();
        writes.write(new NewObject(token.marker(), new Precondition.Absent(), resource, "",
                client.writing().kmsKey()),
                body(bytes));
    }

    private static Body body(ByteBuffer bytes) {
        Digest digest = Algorithm.CRC32C.digest();
        digest.update(bytes);
        return Body.of(bytes, digest.finish());
    }

    /// What was noted when the upload began.
    ///
    /// @throws StoreException UPLOAD_LOST if there is no such upload any more
    Plan plan(UploadToken token, Operation operation) throws StoreException {
        GcsObject marker = stats.present(Operation.STAT, token.marker(), GcsObject.FIELDS)
                .orElseThrow(() -> lost(operation, token, "there is no such upload any more"));
        String size = marker.attributes().metadata().getOrDefault(SIZE, "");
        if (marker.sizeBytes() > MARKER_BYTES_MAX || !Versions.isGeneration(size)) {
            throw lost(operation, token, "its marker is none of ours");
        }
        try {
            return new Plan(text(token), Long.parseLong(size));
        } catch (StoreException e) {
            throw e.code() == FailureCode.GONE ? lost(operation, token, "it was just removed") : e;
        }
    }

    private String text(UploadToken token) throws StoreException {
        GcsRequest request = new GcsRequest(Operation.READ, "GET", token.marker(), client.paths().media(token.marker()))
                .query("alt", "media").header("accept-encoding", "identity");
        try (HttpResponse response = client.send(request)) {
            BodyBytes body = JsonReply.body(client, request, response);
            return new String(body.array(), 0, body.length(), StandardCharsets.US_ASCII);
        }
    }

    /// The parts that are there, in order, each with the service's checksum.
    List<UploadedPart> parts(UploadToken token) throws StoreException {
        List<UploadedPart> parts = new ArrayList<>();
        for (GcsObject each : listed(token.partsPrefix(), GcsObject.LISTED_FIELDS, Depth.CURRENT)) {
            int number = token.number(each.name());
            if (number > 0) {
                Optional<Checksum> crc = each.crc();
                parts.add(new UploadedPart(number, each.sizeBytes(), each.generation(), crc));
            }
        }
        return parts;
    }

    /// Uploads under way, of whichever process.
    List<PendingUpload> all(String prefix) throws StoreException {
        List<PendingUpload> uploads = new ArrayList<>();
        for (GcsObject each : listed(UploadToken.markers(), GcsObject.FIELDS, Depth.CURRENT)) {
            String encoded = each.attributes().metadata().getOrDefault(KEY, "");
            Optional<String> key = UriEncoding.decoded(encoded).filter(text -> text.startsWith(prefix));
            key.flatMap(text -> UploadToken.ofMarker(bucket, each.name(), text))
                    .ifPresent(token -> uploads.add(new PendingUpload(token.key(), token.text(), each.updated())));
        }
        return uploads;
    }

    /// Removes an upload for good, older versions of its parts included: the marker last, so that it is found again as
    /// long as anything of it is there.
    void remove(UploadToken token) throws StoreException {
        delete(listed(token.prefix(), GcsObject.LISTED_FIELDS, Depth.ALL_VERSIONS));
        delete(listed(token.marker(), GcsObject.LISTED_FIELDS, Depth.ALL_VERSIONS));
    }

    private void delete(List<GcsObject> objects) throws StoreException {
        List<Deletion> deletions = new ArrayList<>(objects.size());
        for (GcsObject each : objects) {
            deletions.add(new Deletion(each.name(), new Precondition.Version(each.generation())));
        }
        for (Optional<Failure> each : deletes.deleteAny(deletions)) {
            if (each.isPresent()) {
                throw new StoreException(each.get());
            }
        }
    }

    private List<GcsObject> listed(String prefix, String fields, Depth depth) throws StoreException {
        List<GcsObject> found = new ArrayList<>();
        String token = "";
        do {
            GcsRequest request = new GcsRequest(Operation.LIST, "GET", prefix, client.paths().objects())
                    .query("fields", "nextPageToken,items(" + fields + ')').query("maxResults", "1000")
                    .query("prefix", prefix).queryIfSaid("versions", depth == Depth.ALL_VERSIONS ? "true" : "")
                    .queryIfSaid("pageToken", token);
            ListPage page = JsonReply.of(client, request, ListPage::parse);
            if (!page.token().isEmpty() && page.token().equals(token)) {
                throw client.failures().ours(Operation.LIST, prefix, FailureCode.LIST_LOOP,
                        "the token of the next page is the one of this page");
            }
            found.addAll(page.objects());
            token = page.token();
        } while (!token.isEmpty());
        return found;
    }

    private StoreException lost(Operation operation, UploadToken token, String message) {
        return client.failures().ours(operation, token.key(), FailureCode.UPLOAD_LOST, message);
    }
}
