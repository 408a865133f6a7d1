package dev.crossdock.store.memory;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Refuses what the store's capabilities exclude.
final class MemoryRules {

    private final String name;
    private final Capabilities capabilities;

    MemoryRules(String name, Capabilities capabilities) {
        this.name = name;
        this.capabilities = capabilities;
    }

    String where(String key) {
        return name + '/' + key;
    }

    void checkKey(String key, Operation operation) throws StoreException {
        if (key.isEmpty()) {
            throw failure(FailureCode.BAD_REQUEST, operation, key, "the key is empty");
        }
        if (!Keys.wellFormed(key)) {
            throw failure(FailureCode.PATH_ILLEGAL_CHAR, operation, key, "the key has no UTF-8 form");
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > capabilities.keyBytesMax()) {
            throw failure(FailureCode.NAME_TOO_LONG, operation, key,
                    bytes + " > " + capabilities.keyBytesMax() + " bytes");
        }
    }

    void checkWrite(String key, WriteOptions options) throws StoreException {
        checkKey(key, Operation.WRITE);
        if (options.algorithm().isPresent() && !capabilities.checksums().contains(options.algorithm().get())) {
            throw unsupported(key, options.algorithm().get().toString());
        }
        if (!options.attributes().empty() && !capabilities.attributes()) {
            throw unsupported(key, "headers and metadata");
        }
        if (!options.attributes().tags().isEmpty() && !capabilities.tags()) {
            throw unsupported(key, "tags");
        }
        checkCondition(key, options.precondition(), capabilities.conditionalWrite());
    }

    void checkDelete(String key, Precondition precondition) throws StoreException {
        checkKey(key, Operation.DELETE);
        checkCondition(key, precondition, capabilities.conditionalDelete());
    }

    void checkCondition(String key, Precondition precondition, boolean supported) throws StoreException {
        if (!supported && !(precondition instanceof Precondition.None)) {
            throw unsupported(key, "preconditions");
        }
    }

    void checkSize(String key, long sizeBytes, long sizeBytesMax) throws StoreException {
        if (sizeBytes > sizeBytesMax || sizeBytes > Integer.MAX_VALUE - 8) {
            throw failure(FailureCode.OBJECT_TOO_LARGE, Operation.WRITE, key,
                    sizeBytes + " > " + sizeBytesMax + " bytes");
        }
    }

    /// Takes all bytes of a body.
    static byte[] drain(Body body, BodyProof proof) throws StoreException {
        byte[] bytes = new byte[(int) body.sizeBytes()];
        int at = 0;
        for (ByteBuffer next = proof.next(); next.hasRemaining(); next = proof.next()) {
            int count = next.remaining();
            next.get(bytes, at, count);
            at += count;
        }
        return bytes;
    }

    StoreException unsupported(String key, String what) {
        return failure(FailureCode.UNSUPPORTED, Operation.WRITE, key, "this store has no " + what);
    }

    StoreException failure(FailureCode code, Operation operation, String key, String message) {
        return new StoreException(Failure.of(code, operation, where(key), message));
    }
}
