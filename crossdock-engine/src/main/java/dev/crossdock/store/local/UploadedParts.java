package dev.crossdock.store.local;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which parts of one upload are on disk, as far as this process wrote or checked them. Shared by everyone who has the upload
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

    /// Whether anyone here has written part `number`, or taken it over.
    boolean seen(int number) {
        return slots.containsKey(number);
    }

    /// Takes over a part that another process wrote, unless one here has begun to write it meanwhile.
    void adopt(int number, long offset, long sizeBytes, Checksum checksum) {
        slots.putIfAbsent(number, new Slot(0, false, new Part(offset, sizeBytes, newEtag(number), checksum)));
    }

    /// All parts that are known, in order of their numbers.
    List<UploadedPart> all() {
        List<UploadedPart> known = new ArrayList<>();
        for (Map.Entry<Integer, Slot> each : new TreeMap<>(slots).entrySet()) {
            Part part = each.getValue().part();
            if (part != null) {
                known.add(new UploadedPart(each.getKey(), part.sizeBytes(), part.etag(), Optional.of(part.checksum())));
            }
        }
        return known;
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
