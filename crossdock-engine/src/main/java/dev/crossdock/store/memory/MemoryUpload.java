package dev.crossdock.store.memory;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Combination;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Parts in memory. As at Amazon S3, CRCs of the whole follow from the parts' (full-object), other digests are taken
/// over the parts' digests (composite).
final class MemoryUpload implements Upload {

    private final MemoryShelf shelf;
    private final MemoryRules rules;
    private final Capabilities capabilities;
    private final ConcurrentMap<String, MemoryUpload> underWay;
    private final String id;
    private final String key;
    private final WriteOptions options;
    private final long sizeBytes;
    private final Instant started;
    private final Algorithm algorithm;
    private final ConcurrentHashMap<Integer, Part> parts = new ConcurrentHashMap<>();
    private final AtomicLong etags = new AtomicLong();

    /// @param bytes from position to limit, never moved
    private record Part(long offset, ByteBuffer bytes, String etag, Checksum checksum) {

        int sizeBytes() {
            return bytes.remaining();
        }
    }

    MemoryUpload(MemoryShelf shelf, MemoryRules rules, Capabilities capabilities,
            ConcurrentMap<String, MemoryUpload> underWay, String id, String key, WriteOptions options, long sizeBytes,
            Instant started) {
        this.shelf = shelf;
        this.rules = rules;
        this.capabilities = capabilities;
        this.underWay = underWay;
        this.id = id;
        this.key = key;
        this.options = options;
        this.sizeBytes = sizeBytes;
        this.started = started;
        this.algorithm = options.algorithm().orElse(MemoryStore.OTHERWISE);
    }

    String key() {
        return key;
    }

    Instant started() {
        return started;
    }

    @Override
    public String token() {
        return MemoryStore.token(id, key);
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        if (number < 1 || number > capabilities.partsMax() || offset < 0) {
            throw rules.failure(FailureCode.BAD_REQUEST, Operation.WRITE, key, "part " + number + " at " + offset);
        }
        checkUnderWay(Operation.WRITE);
        rules.checkSize(key, body.sizeBytes(), capabilities.partBytesMax());
        BodyProof proof = new BodyProof(body, algorithm, Operation.WRITE, rules.where(key));
        byte[] bytes = MemoryRules.drain(body, proof);
        Part part = new Part(offset, ByteBuffer.wrap(bytes), "part-" + number + '-' + etags.incrementAndGet(),
                proof.finish());
        parts.put(number, part);
        checkUnderWay(Operation.WRITE);
        return new Written("", part.etag(), List.of(part.checksum()));
    }

    private void checkUnderWay(Operation operation) throws StoreException {
        if (underWay.get(id) != this) {
            throw lost(operation, "there is no such upload");
        }
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        checkUnderWay(Operation.LIST);
        List<UploadedPart> stored = new ArrayList<>();
        new TreeMap<>(parts).forEach((number, part) -> stored
                .add(new UploadedPart(number, part.sizeBytes(), part.etag(), Optional.of(part.checksum()))));
        return stored;
    }

    @Override
    public Written complete(List<UploadedPart> named, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        checkUnderWay(Operation.COMMIT);
        rules.checkCondition(key, precondition, capabilities.conditionalWrite());
        List<Part> chosen = chosen(named);
        List<Checksum> checksums = checksums(chosen, whole);
        byte[] bytes = join(chosen);
        if (!underWay.remove(id, this)) {
            throw lost(Operation.COMMIT, "another call was faster");
        }
        boolean visible = false;
        try {
            StoredObject stored = shelf.put(key, precondition, bytes, checksums, options, Operation.COMMIT,
                    rules.where(key));
            visible = true;
            return new Written(stored.version(), stored.etag(), checksums);
        } finally {
            if (!visible) {
                underWay.put(id, this);
            }
        }
    }

    private List<Part> chosen(List<UploadedPart> named) throws StoreException {
        List<Part> chosen = new ArrayList<>(named.size());
        long end = 0;
        int last = 0;
        for (UploadedPart each : named) {
            Part part = parts.get(each.number());
            if (part == null || !part.etag().equals(each.etag()) || part.sizeBytes() != each.sizeBytes()) {
                throw lost(Operation.COMMIT, "part " + each.number() + " is not the one that was written");
            }
            if (each.number() <= last || part.offset() != end) {
                throw rules.failure(FailureCode.BAD_REQUEST, Operation.COMMIT, key,
                        "part " + each.number() + " at " + part.offset() + " follows " + last + ", which ends at "
                                + end);
            }
            if (!chosen.isEmpty() && chosen.getLast().sizeBytes() < capabilities.partBytesMin()) {
                throw rules.failure(FailureCode.BAD_REQUEST, Operation.COMMIT, key, "part " + last + " is too small");
            }
            last = each.number();
            end += part.sizeBytes();
            chosen.add(part);
        }
        if (end != sizeBytes) {
            throw lost(Operation.COMMIT, "the parts have " + end + " of " + sizeBytes + " bytes");
        }
        return chosen;
    }

    private List<Checksum> checksums(List<Part> chosen, Optional<Checksum> whole) throws StoreException {
        Checksum computed = algorithm.combinable() ? combined(chosen) : composite(chosen);
        if (whole.isEmpty()) {
            return List.of(computed);
        }
        if (!algorithm.combinable() || whole.get().algorithm() != algorithm) {
            throw rules.failure(FailureCode.UNSUPPORTED, Operation.COMMIT, key,
                    "no " + whole.get().algorithm() + " follows from the parts' " + algorithm);
        }
        if (!whole.get().equals(computed)) {
            throw rules.failure(FailureCode.CHECKSUM_MISMATCH, Operation.COMMIT, key,
                    "announced as " + whole.get() + ", came as " + computed);
        }
        return List.of(computed);
    }

    private Checksum combined(List<Part> chosen) {
        Combination combination = new Combination(algorithm);
        for (Part each : chosen) {
            combination.append(each.checksum(), each.sizeBytes());
        }
        return combination.checksum();
    }

    private Checksum composite(List<Part> chosen) {
        Digest digest = algorithm.digest();
        for (Part each : chosen) {
            digest.update(ByteBuffer.wrap(each.checksum().value()));
        }
        return new Checksum(algorithm, chosen.size(), digest.finish().base64());
    }

    private static byte[] join(List<Part> chosen) {
        ByteBuffer joined = ByteBuffer.allocate(chosen.stream().mapToInt(Part::sizeBytes).sum());
        for (Part each : chosen) {
            joined.put(each.bytes().duplicate());
        }
        return joined.array();
    }

    @Override
    public void abort() {
        underWay.remove(id, this);
    }

    private StoreException lost(Operation operation, String why) {
        return rules.failure(FailureCode.UPLOAD_LOST, operation, key, why);
    }
}
