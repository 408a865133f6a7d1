package dev.crossdock.run;

import dev.crossdock.store.FailureClass;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// What this session has seen and done so far, for progress and for the balance at the end. Safe to read at any time;
/// no number ever goes backwards, but for what is due.
public final class Tally {

    private final AtomicLong seenObjects = new AtomicLong();
    private final AtomicLong copiedObjects = new AtomicLong();
    private final AtomicLong copiedBytes = new AtomicLong();
    private final AtomicLong keptObjects = new AtomicLong();
    private final AtomicLong keptBytes = new AtomicLong();
    private final AtomicLong provenBefore = new AtomicLong();
    private final AtomicLong failedObjects = new AtomicLong();
    private final AtomicLong failedBytes = new AtomicLong();
    private final AtomicLong replacedObjects = new AtomicLong();
    private final AtomicLong replacedBytes = new AtomicLong();
    private final AtomicLong removedObjects = new AtomicLong();
    private final AtomicLong removedBytes = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong plannedObjects = new AtomicLong();
    private final AtomicLong plannedBytes = new AtomicLong();
    private final AtomicLong carriedObjects = new AtomicLong();
    private final AtomicLong carriedBytes = new AtomicLong();
    private final AtomicLongArray failuresByClass = new AtomicLongArray(FailureClass.values().length);
    private final AtomicBoolean listed = new AtomicBoolean();

    /// Source objects listed so far.
    public long seenObjects() {
        return seenObjects.get();
    }

    /// Objects copied, proven and recorded by this session.
    public long copiedObjects() {
        return copiedObjects.get();
    }

    /// Their size.
    public long copiedBytes() {
        return copiedBytes.get();
    }

    /// Objects left as they were, those proven by an earlier session of this run not included.
    public long keptObjects() {
        return keptObjects.get();
    }

    /// Their size.
    public long keptBytes() {
        return keptBytes.get();
    }

    /// Objects that an earlier session of this run had copied.
    public long provenBefore() {
        return provenBefore.get();
    }

    /// Objects given up.
    public long failedObjects() {
        return failedObjects.get();
    }

    /// Their size.
    public long failedBytes() {
        return failedBytes.get();
    }

    /// Objects deleted at the target.
    public long removedObjects() {
        return removedObjects.get();
    }

    /// Their size.
    public long removedBytes() {
        return removedBytes.get();
    }

    /// Whether all of the source has been listed: only then is [#seenObjects] the whole number.
    public boolean listed() {
        return listed.get();
    }

    /// Objects that are due to be copied and have not come to an end: what is left to do, once all is listed.
    public long dueObjects() {
        // In this order, so that what ends between the two looks makes it too large and not negative.
        long ended = carriedObjects.get();
        return plannedObjects.get() - ended;
    }

    /// Their size.
    public long dueBytes() {
        long ended = carriedBytes.get();
        return plannedBytes.get() - ended;
    }

    /// Objects that were due and have come to an end, whichever.
    public long carriedObjects() {
        return carriedObjects.get();
    }

    /// Their size.
    public long carriedBytes() {
        return carriedBytes.get();
    }

    /// The class that most of the objects given up have failed with; empty while there is none.
    public Optional<FailureClass> mostFrequentFailure() {
        Optional<FailureClass> most = Optional.empty();
        long count = 0;
        for (FailureClass each : FailureClass.values()) {
            long here = failuresByClass.get(each.ordinal());
            if (here > count) {
                most = Optional.of(each);
                count = here;
            }
        }
        return most;
    }

    /// Calls and items that were tried again.
    public long repeats() {
        return repeats.get();
    }

    /// Notes that something is tried again.
    public void repeated() {
        repeats.incrementAndGet();
    }

    long replacedObjects() {
        return replacedObjects.get();
    }

    long replacedBytes() {
        return replacedBytes.get();
    }

    /// Whether every object seen has come to exactly one end.
    boolean balanced() {
        return seenObjects() == copiedObjects() + keptObjects() + provenBefore() + failedObjects();
    }

    void seen() {
        seenObjects.incrementAndGet();
    }

    /// Notes that the plan is at its end.
    void listingEnded() {
        listed.set(true);
    }

    /// Notes that an object is to be copied.
    void planned(long sizeBytes) {
        plannedObjects.incrementAndGet();
        plannedBytes.addAndGet(sizeBytes);
    }

    /// Notes that such an object came to an end, whichever.
    void carried(long sizeBytes) {
        carriedObjects.incrementAndGet();
        carriedBytes.addAndGet(sizeBytes);
    }

    void kept(long sizeBytes, KeepReason why) {
        if (why == KeepReason.PROVEN_BEFORE) {
            provenBefore.incrementAndGet();
            return;
        }
        keptObjects.incrementAndGet();
        keptBytes.addAndGet(sizeBytes);
    }

    void settled(Outcome outcome, Optional<Receipt> replaced) {
        switch (outcome) {
            case Outcome.Delivered delivered -> {
                copiedObjects.incrementAndGet();
                copiedBytes.addAndGet(delivered.receipt().sizeBytes());
            }
            case Outcome.Kept kept -> kept(kept.sizeBytes(), kept.why());
            case Outcome.Removed removed -> {
                removedObjects.incrementAndGet();
                removedBytes.addAndGet(removed.sizeBytes());
            }
            case Outcome.Failed failed -> {
                failedObjects.incrementAndGet();
                failedBytes.addAndGet(failed.sizeBytes());
                failuresByClass.incrementAndGet(failed.failure().failureClass().ordinal());
            }
        }
        if (replaced.isPresent()) {
            replacedObjects.incrementAndGet();
            replacedBytes.addAndGet(replaced.get().sizeBytes());
        }
    }
}
