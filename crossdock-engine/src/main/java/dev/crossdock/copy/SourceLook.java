package dev.crossdock.copy;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.Optional;

/// A close look at what was listed, before parts of it are read or the service copies it.
final class SourceLook {

    private SourceLook() {}

    /// What the source shows of the listed version.
    ///
    /// @throws StoreException GONE or SOURCE_CHANGED if it is not there any more
    static ObjectStat at(ObjectStore source, ObjectStat listed) throws StoreException {
        Optional<ObjectStat> now = source.stat(listed.key());
        if (now.isEmpty()) {
            throw failure(FailureCode.GONE, source, listed, "gone since it was listed");
        }
        if (!now.get().version().equals(listed.version()) || now.get().sizeBytes() != listed.sizeBytes()) {
            throw failure(FailureCode.SOURCE_CHANGED, source, listed, "changed since it was listed");
        }
        return now.get();
    }

    private static StoreException failure(FailureCode code, ObjectStore source, ObjectStat listed, String message) {
        return new StoreException(Failure.of(code, Operation.STAT, source.name() + '/' + listed.key(), message));
    }
}
