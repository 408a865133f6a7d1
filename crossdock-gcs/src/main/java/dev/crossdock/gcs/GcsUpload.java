package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Combination;
import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A large object in parts that are objects of their own until they are composed. Unlike the service's own uploads in
/// parts, composing takes a condition and tells the checksum of the whole, which is known before: it follows from
/// those of the parts.
final class GcsUpload implements Upload {

    private final GcsClient client;
    private final UploadShelf shelf;
    private final GcsWrites writes;
    private final UploadToken token;
    private final AtomicReference<UploadShelf.@Nullable Plan> plan;
    private final AtomicBoolean ended = new AtomicBoolean();

    private GcsUpload(GcsClient client, UploadShelf shelf, GcsWrites writes, UploadToken token,
            UploadShelf.@Nullable Plan plan) {
        this.client = client;
        this.shelf = shelf;
        this.writes = writes;
        this.token = token;
        this.plan = new AtomicReference<>(plan);
    }

    static GcsUpload create(GcsClient client, UploadShelf shelf, GcsWrites writes, UploadToken token,
            UploadShelf.Plan plan) throws StoreException {
        shelf.begin(token, plan);
        return new GcsUpload(client, shelf, writes, token, plan);
    }

    /// An upload that was begun before; whether it is still there shows when it is used.
    static GcsUpload reopen(GcsClient client, UploadShelf shelf, GcsWrites writes, UploadToken token) {
        return new GcsUpload(client, shelf, writes, token, null);
    }

    @Override
    public String token() {
        return token.text();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        if (number < 1 || number > GcsProfile.CAPABILITIES.partsMax()) {
            throw failure(Operation.WRITE, FailureCode.BAD_REQUEST, "part " + number);
        }
        plan(Operation.WRITE);
        Written written = writes.write(NewObject.part(client, token.part(number)), body);
        return new Written("", written.version(), written.checksums());
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        plan(Operation.LIST);
        return shelf.parts(token);
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        UploadShelf.Plan noted = plan(Operation.COMMIT);
        Versions.requireGeneration(client.failures(), Operation.COMMIT, token.key(), precondition);
        requireAll(parts, noted.sizeBytes());
        List<UploadedPart> stored = stored(parts);
        Checksum expected = expected(stored, whole);
        NewObject object = new NewObject(token.key(), precondition, noted.resource(), "",
                client.writing().kmsKey());
        GcsObject composed = new Composition(client, token, object).of(stored, expected);
        GcsWrites.requireTaken(client, object, composed, noted.sizeBytes(), expected);
        ended.set(true);
        removeQuietly();
        return composed.written();
    }

    @Override
    public void abort() throws StoreException {
        ended.set(true);
        shelf.remove(token);
    }

    private UploadShelf.Plan plan(Operation operation) throws StoreException {
        if (ended.get()) {
            throw failure(operation, FailureCode.UPLOAD_LOST, "the upload was ended");
        }
        UploadShelf.Plan known = plan.get();
        if (known != null) {
            return known;
        }
        UploadShelf.Plan found = shelf.plan(token, operation);
        plan.set(found);
        return found;
    }

    private void requireAll(List<UploadedPart> parts, long sizeBytes) throws StoreException {
        long size = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() != i + 1) {
                throw failure(Operation.COMMIT, FailureCode.BAD_REQUEST, "part " + (i + 1) + " is missing");
            }
            size += parts.get(i).sizeBytes();
        }
        if (parts.isEmpty() || size != sizeBytes) {
            throw failure(Operation.COMMIT, FailureCode.BAD_REQUEST,
                    "the parts have " + size + " bytes, and not the announced " + sizeBytes);
        }
    }

    /// The named parts as the service has them: nothing is composed of anything that is not known to be what it shall
    /// be, for what is composed is visible at once.
    private List<UploadedPart> stored(List<UploadedPart> named) throws StoreException {
        Map<Integer, UploadedPart> there = new HashMap<>();
        for (UploadedPart each : shelf.parts(token)) {
            there.put(each.number(), each);
        }
        for (UploadedPart each : named) {
            UploadedPart stored = there.get(each.number());
            boolean same = stored != null && stored.etag().equals(each.etag())
                    && stored.sizeBytes() == each.sizeBytes() && agree(stored.checksum(), each.checksum());
            if (!same) {
                throw failure(Operation.COMMIT, FailureCode.UPLOAD_LOST,
                        "part " + each.number() + " is not there as it was written");
            }
        }
        return named.stream().map(each -> there.getOrDefault(each.number(), each)).toList();
    }

    private static boolean agree(Optional<Checksum> stored, Optional<Checksum> named) {
        return stored.isPresent() && (named.isEmpty() || named.get().algorithm() != Algorithm.CRC32C
                || named.equals(stored));
    }

    private Checksum expected(List<UploadedPart> stored, Optional<Checksum> whole) throws StoreException {
        Combination combination = new Combination(Algorithm.CRC32C);
        for (UploadedPart each : stored) {
            combination.append(each.checksum().orElseThrow(), each.sizeBytes());
        }
        Checksum combined = combination.checksum();
        if (whole.isPresent() && whole.get().algorithm() != Algorithm.CRC32C) {
            throw failure(Operation.COMMIT, FailureCode.UNSUPPORTED,
                    "no " + whole.get().algorithm() + " follows from the parts' CRC32C");
        }
        if (whole.isPresent() && !whole.get().equals(combined)) {
            throw failure(Operation.COMMIT, FailureCode.CHECKSUM_MISMATCH,
                    "announced as " + whole.get() + ", the parts come to " + combined);
        }
        return combined;
    }

    /// The object is there and proven: what is left of its parts must not make it fail. Whoever lists uploads finds it.
    private void removeQuietly() {
        try {
            shelf.remove(token);
        } catch (StoreException e) {
            // The marker goes last, so that the upload can still be found and aborted.
        }
    }

    private StoreException failure(Operation operation, FailureCode code, String message) {
        return client.failures().ours(operation, token.key(), code, message);
    }
}
