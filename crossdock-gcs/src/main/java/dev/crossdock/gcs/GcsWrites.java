package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Written;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Writes objects in one go: bodies that are in memory in one request, whose checksum goes before them, others through
/// a session. Either way the service is told our CRC-32C and refuses other bytes, and its own stands in its reply.
final class GcsWrites {

    private final GcsClient client;

    GcsWrites(GcsClient client) {
        this.client = client;
    }

    Written write(NewObject object, Body body) throws StoreException {
        Optional<ByteBuffer> whole = body.whole();
        if (whole.isPresent()) {
            ByteBuffer bytes = whole.get().duplicate();
            return single(object, bytes, checksums(object, bytes, body.checksum()));
        }
        BodyProof proof = new BodyProof(body, Algorithm.CRC32C, Operation.WRITE, client.failures()
                .where(object.key()));
        Chunk chunk = new Chunk(proof, body.sizeBytes());
        if (chunk.fill()) {
            // Whoever announced a checksum of another kind had it compared by the proof.
            return single(object, chunk.bytes(), List.of(chunk.checksum()));
        }
        return new Session(client, object, body.sizeBytes()).send(chunk);
    }

    /// What the service shall check: CRC-32C always, and an MD5 that is known.
    private List<Checksum> checksums(NewObject object, ByteBuffer bytes, Optional<Checksum> known)
            throws StoreException {
        List<Checksum> checksums = new ArrayList<>(2);
        boolean md5 = known.isPresent() && known.get().algorithm() == Algorithm.MD5;
        boolean crc = known.isPresent() && known.get().algorithm() == Algorithm.CRC32C;
        if (known.isPresent() && !md5 && !crc && !digest(known.get().algorithm(), bytes).equals(known.get())) {
            throw client.failures().ours(Operation.WRITE, object.key(), FailureCode.CHECKSUM_MISMATCH,
                    "the body is not what was announced as " + known.get());
        }
        checksums.add(crc ? known.get() : digest(Algorithm.CRC32C, bytes));
        if (md5) {
            checksums.add(known.get());
        }
        return checksums;
    }

    private static Checksum digest(Algorithm algorithm, ByteBuffer bytes) {
        Digest digest = algorithm.digest();
        digest.update(bytes.duplicate());
        return digest.finish();
    }

    /// One request with the resource and the bytes (JSON API reference, "Upload an object in a single request").
    private Written single(NewObject object, ByteBuffer bytes, List<Checksum> checksums) throws StoreException {
        String boundary = "crossdock" + HexFormat.of().toHexDigits(client.env().entropy().nextLong())
                + HexFormat.of().toHexDigits(client.env().entropy().nextLong());
        String head = "--" + boundary + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
                + object.resource(checksums) + "\r\n--" + boundary
                + "\r\nContent-Type: "
                + (object.contentType().isEmpty() ? "application/octet-stream" : object.contentType()) + "\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        GcsRequest request = request(client, object, "multipart")
                .header("content-type", "multipart/related; boundary=" + boundary)
                .body(new PiecesBody(List.of(encoded(head), bytes.duplicate(), encoded(tail))));
        GcsObject taken = JsonReply.of(client, request, GcsObject::parse);
        requireTaken(client, object, taken, bytes.remaining(), checksums.getFirst());
        return taken.written();
    }

    /// A request that begins an upload.
    static GcsRequest request(GcsClient client, NewObject object, String type) {
        return new GcsRequest(Operation.WRITE, "POST", object.key(), client.paths().uploads())
                .query("uploadType", type).query("name", object.key()).condition(object.condition())
                .queryIfSaid("kmsKeyName", object.kmsKey()).query("fields", GcsObject.WRITTEN_FIELDS);
    }

    /// Holds what the service says that it took against what it was sent.
    ///
    /// @throws StoreException VERIFY_FAILED if that is something else
    static void requireTaken(GcsClient client, NewObject object, GcsObject taken, long sizeBytes, Checksum crc)
            throws StoreException {
        boolean same = taken.sizeBytes() == sizeBytes && taken.name().equals(object.key())
                && taken.crc().map(crc::equals).orElse(true);
        if (!same) {
            throw client.failures().ours(Operation.VERIFY, object.key(), FailureCode.VERIFY_FAILED,
                    "sent " + sizeBytes + " bytes with " + crc + ", the service took " + taken.sizeBytes()
                            + " with crc32c:" + taken.crc32c());
        }
    }

    private static ByteBuffer encoded(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
