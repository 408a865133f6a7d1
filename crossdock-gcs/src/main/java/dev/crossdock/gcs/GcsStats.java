package dev.crossdock.gcs;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.Optional;

/// Looks at single objects.
final class GcsStats {

    private final String store;
    private final GcsClient client;

    GcsStats(String store, GcsClient client) {
        this.store = store;
        this.client = client;
    }

    Optional<ObjectStat> stat(String key) throws StoreException {
        GcsKeys.check(store, key, Operation.STAT);
        return present(Operation.STAT, key, GcsObject.FIELDS).map(GcsObject::stat);
    }

    /// The object that the key holds now, whatever key it is.
    ///
    /// @param fields what is wanted of it
    Optional<GcsObject> present(Operation operation, String key, String fields) throws StoreException {
        GcsRequest request = new GcsRequest(operation, "GET", key, client.paths().object(key))
                .query("fields", fields);
        try {
            return Optional.of(JsonReply.of(client, request, GcsObject::parse));
        } catch (StoreException e) {
            if (e.failure().answer().isPresent() && e.failure().answer().get().status() == 404
                    && e.code() != FailureCode.NO_SUCH_BUCKET) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A generation that is not there may have been replaced, or there is no object any more: looking tells.
    StoreException explained(StoreException e, Operation operation, String key) throws StoreException {
        boolean absent = e.code() == FailureCode.SOURCE_CHANGED
                && e.failure().answer().map(answer -> answer.status() == 404).orElse(false);
        return absent && present(operation, key, GcsObject.WRITTEN_FIELDS).isEmpty()
                ? new StoreException(e.failure().withCode(FailureCode.GONE), e)
                : e;
    }

    /// One generation of an object.
    ///
    /// @throws StoreException SOURCE_CHANGED if it is not there
    GcsObject pinned(Operation operation, String key, String generation) throws StoreException {
        return JsonReply.of(client, new GcsRequest(operation, "GET", key, client.paths().object(key))
                .pin("generation", generation).query("fields", GcsObject.FIELDS), GcsObject::parse);
    }
}
