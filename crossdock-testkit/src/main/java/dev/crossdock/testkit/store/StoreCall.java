package dev.crossdock.testkit.store;

import dev.crossdock.store.Operation;

/// The calls of a store that a [Fault] can be planted in.
public enum StoreCall {
    /// [dev.crossdock.store.ObjectStore#stat].
    STAT(Operation.STAT),
    /// [dev.crossdock.store.Listing#next], of all listings.
    LIST(Operation.LIST),
    /// [dev.crossdock.store.ObjectStore#read].
    READ(Operation.READ),
    /// [dev.crossdock.store.ObjectStore#write].
    WRITE(Operation.WRITE),
    /// [dev.crossdock.store.ObjectStore#upload].
    UPLOAD(Operation.WRITE),
    /// [dev.crossdock.store.Upload#part].
    PART(Operation.WRITE),
    /// [dev.crossdock.store.Upload#parts].
    PARTS(Operation.LIST),
    /// [dev.crossdock.store.Upload#complete].
    COMPLETE(Operation.COMMIT),
    /// [dev.crossdock.store.Upload#abort].
    ABORT(Operation.WRITE),
    /// [dev.crossdock.store.ObjectStore#uploads].
    UPLOADS(Operation.LIST),
    /// [dev.crossdock.store.ObjectStore#copy].
    COPY(Operation.COPY),
    /// [dev.crossdock.store.ObjectStore#tags].
    TAGS(Operation.STAT),
    /// [dev.crossdock.store.ObjectStore#delete].
    DELETE(Operation.DELETE),
    /// [dev.crossdock.store.ObjectStore#settle].
    SETTLE(Operation.COMMIT);

    private final Operation operation;

    StoreCall(Operation operation) {
        this.operation = operation;
    }

    /// What failures of this call name.
    public Operation operation() {
        return operation;
    }
}
