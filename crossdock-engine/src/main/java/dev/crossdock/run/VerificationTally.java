package dev.crossdock.run;

import dev.crossdock.copy.Evidence;
import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// What a verification has seen and found so far. Safe to read at any time; no number ever goes backwards.
public final class VerificationTally {

    /// Why a key that was listed gets no verdict.
    public enum LeftOut {
        /// The filter leaves it out.
        EXCLUDED,
        /// It is in another share.
        OTHER_SAMPLE,
        /// A zero-byte key with a slash at its end, whose counterpart would be in a filesystem, which has none.
        DIRECTORY_MARKER,
        /// Only the target has it, and nobody wants to know.
        EXTRA,
        /// Both sides lost it before it was looked at.
        GONE
    }

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong sameBytes = new AtomicLong();
    private final AtomicLongArray verdicts = new AtomicLongArray(Verdict.values().length);
    private final AtomicLongArray same = new AtomicLongArray(Evidence.values().length);
    private final AtomicLongArray leftOut = new AtomicLongArray(LeftOut.values().length);

    /// Keys with that verdict.
    public long count(Verdict verdict) {
        return verdicts.get(verdict.ordinal());
    }

    /// Keys with any verdict.
    public long checked() {
        long all = 0;
        for (Verdict each : Verdict.values()) {
            all += count(each);
        }
        return all;
    }

    /// Keys that are the same by that evidence.
    public long sameBy(Evidence evidence) {
        return same.get(evidence.ordinal());
    }

    /// Sizes of all that is the same.
    public long sameBytes() {
        return sameBytes.get();
    }

    /// Keys without a verdict for that reason.
    public long leftOut(LeftOut why) {
        return leftOut.get(why.ordinal());
    }

    void begin() {
        begun.incrementAndGet();
    }

    void leaveOut(LeftOut why) {
        leftOut.incrementAndGet(why.ordinal());
    }

    void told(Checked checked) {
        if (checked.finding() instanceof Finding.Same(Evidence evidence, String _)) {
            same.incrementAndGet(evidence.ordinal());
            sameBytes.addAndGet(checked.sizeBytes());
        }
        verdicts.incrementAndGet(checked.finding().verdict().ordinal());
    }

    /// Whether every key that was to get a verdict has got one, or is gone.
    boolean balanced() {
        return begun.get() == checked() + leftOut(LeftOut.GONE);
    }
}
