package dev.crossdock.run;

import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What this session has seen and done so far, for progress and for the balance at the end. Safe to read at any time;
/// no number ever goes backwards.
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
    private final AtomicLong repeats = new AtomicLong();

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
            case Outcome.Failed failed -> {
                failedObjects.incrementAndGet();
                failedBytes.addAndGet(failed.sizeBytes());
            }
        }
        if (replaced.isPresent()) {
            replacedObjects.incrementAndGet();
            replacedBytes.addAndGet(replaced.get().sizeBytes());
        }
    }
}
