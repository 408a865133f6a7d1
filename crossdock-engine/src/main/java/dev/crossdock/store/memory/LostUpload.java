package dev.crossdock.store.memory;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;

/// An upload that was reopened after it had been completed or aborted.
///
/// @param key the object it was for
record LostUpload(MemoryRules rules, String key, String token) implements Upload {

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        throw lost(Operation.WRITE);
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        throw lost(Operation.LIST);
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        throw lost(Operation.COMMIT);
    }

    @Override
    public void abort() {
        // It is gone already.
    }

    private StoreException lost(Operation operation) {
        return rules.failure(FailureCode.UPLOAD_LOST, operation, key, "there is no such upload");
    }
}
