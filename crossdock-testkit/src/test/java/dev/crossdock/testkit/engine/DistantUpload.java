package dev.crossdock.testkit.engine;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An upload of a [DistantStore].
final class DistantUpload implements Upload {

    /// Megabytes take as long as many small objects do.
    private static final Duration LONGEST = Duration.ofMillis(400);

    private final DistantStore store;
    private final Upload inner;
    private final Set<String> uploadsWithParts;

    DistantUpload(DistantStore store, Upload inner, Set<String> uploadsWithParts) {
        this.store = store;
        this.inner = inner;
        this.uploadsWithParts = uploadsWithParts;
    }

    @Override
    public String token() {
        return inner.token();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        return store.there(() -> {
            uploadsWithParts.add(token());
            store.travel(LONGEST);
            return inner.part(number, offset, body);
        });
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        return store.there(inner::parts);
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        return store.there(() -> inner.complete(parts, precondition, whole));
    }

    @Override
    public void abort() throws StoreException {
        store.there(() -> {
            inner.abort();
            return true;
        });
    }
}
