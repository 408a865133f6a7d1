package dev.crossdock.store.local;

import dev.crossdock.object.Checksum;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which parts of one upload are on disk, as far as this process wrote them. Shared by everyone who has the upload
/// open. A part is known only if nobody else was writing the same one meanwhile: of two writers to the same bytes of a
/// file nobody can say which one's are there.
final class UploadedParts {

    private static final int CLOSED = -1;

    private final ConcurrentHashMap<Integer, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicInteger writers = new AtomicInteger();
    private final AtomicLong etags = new AtomicLong();

    /// A part on disk.
    ///
    /// @param offset of its first byte in the object
    record Part(long offset, long sizeBytes, String etag, Checksum checksum) {}

    /// @param writers how many write this part now
    /// @param mixed whether two wrote it at once
    private record Slot(int writers, boolean mixed, @Nullable Part part) {

        Slot begun() {
            return new Slot(writers + 1, writers > 0, null);
        }

        Slot ended(@Nullable Part written) {
            boolean known = writers == 1 && !mixed;
            return new Slot(writers - 1, mixed, known ? written : null);
        }
    }

    String newEtag(int number) {
        return number + "-" + etags.incrementAndGet();
    }

    /// Announces a write of part `number`, which forgets what was there.
    ///
    /// @return false if the upload is complete, or being completed or aborted
    boolean begin(int number) {
        int present = writers.get();
        while (present != CLOSED) {
            if (writers.compareAndSet(present, present + 1)) {
                slots.compute(number, (_, slot) -> slot == null ? new Slot(1, false, null) : slot.begun());
                return true;
            }
            present = writers.get();
        }
        return false;
    }

    /// Ends a write.
    ///
    /// @param part what was written, or null if the write failed
    /// @return whether the part is known now
    boolean end(int number, @Nullable Part part) {
        Slot slot = slots.compute(number, (_, each) -> each == null ? new Slot(0, false, part) : each.ended(part));
        writers.decrementAndGet();
        return slot != null && slot.part() != null;
    }

    Optional<Part> part(int number) {
        Slot slot = slots.get(number);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.part());
    }

    /// Refuses further writes, unless one is under way.
    ///
    /// @return false if one is, or the upload is closed already
    boolean close() {
        return writers.compareAndSet(0, CLOSED);
    }

    boolean closed() {
        return writers.get() == CLOSED;
    }

    /// Takes back [#close].
    void open() {
        writers.compareAndSet(CLOSED, 0);
    }
}
