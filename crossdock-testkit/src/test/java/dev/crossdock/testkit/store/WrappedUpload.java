package dev.crossdock.testkit.store;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;

/// Another upload, for bugs to be planted in by overriding.
class WrappedUpload implements Upload {

    private final Upload inner;

    WrappedUpload(Upload inner) {
        this.inner = inner;
    }

    @Override
    public String token() {
        return inner.token();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        return inner.part(number, offset, body);
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        return inner.parts();
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        return inner.complete(parts, precondition, whole);
    }

    @Override
    public void abort() throws StoreException {
        inner.abort();
    }
}
