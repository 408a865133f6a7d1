package dev.crossdock.store.memory;

import dev.crossdock.env.Clock;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The objects, and the two ways to change what is at a key: each is one atomic step that another writer either sees
/// done or not done. Versions count up over the whole store.
final class MemoryShelf {

    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(Keys::compare);
    private final AtomicLong versions = new AtomicLong();
    private final Clock clock;

    MemoryShelf(Clock clock) {
        this.clock = clock;
    }

    ConcurrentSkipListMap<String, StoredObject> objects() {
        return objects;
    }

    Optional<StoredObject> at(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    StoredObject put(String key, Precondition precondition, byte[] bytes, List<Checksum> checksums,
            WriteOptions options, Operation operation, String where) throws StoreException {
        String version = Long.toString(versions.incrementAndGet());
        StoredObject fresh = new StoredObject(version, bytes, clock.now(), checksums, options);
        while (true) {
            StoredObject present = objects.get(key);
            check(Optional.ofNullable(present), precondition, operation, where);
            boolean done = present == null
                    ? objects.putIfAbsent(key, fresh) == null
                    : objects.replace(key, present, fresh);
            if (done) {
                return fresh;
            }
        }
    }

    void remove(String key, Precondition precondition, String where) throws StoreException {
        while (true) {
            StoredObject present = objects.get(key);
            if (present == null) {
                return;
            }
            check(Optional.of(present), precondition, Operation.DELETE, where);
            if (objects.remove(key, present)) {
                return;
            }
        }
    }

    private static void check(Optional<StoredObject> present, Precondition precondition, Operation operation,
            String where)
            throws StoreException {
        boolean holds = switch (precondition) {
            case Precondition.Absent _ -> present.isEmpty();
            case Precondition.Version expected ->
                present.isPresent() && present.get().version().equals(expected.version());
            case Precondition.None _ -> true;
        };
        if (!holds) {
            String found = present.map(each -> "version " + each.version()).orElse("nothing");
            throw new StoreException(Failure.of(FailureCode.CONFLICT, operation, where,
                    "there is " + found + ", expected " + precondition));
        }
    }
}
