package dev.crossdock.plan;

import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.WorkItem;
import dev.crossdock.transfer.WorkItem.Copy.Doubt;
import java.time.Instant;
import java.util.Optional;

/// Decides what to do about one source object, from what is known without asking anybody. The first line that fits
/// counts:
///
/// | source | target | known | then |
/// |---|---|---|---|
/// | as proven | as proven | in this run | keep: PROVEN_BEFORE |
/// | | | in this run | copy again |
/// | left out by the filter | | | keep: EXCLUDED |
/// | empty, with `/` at its end | local | | keep: a filesystem has no such file |
/// | | absent | | copy |
/// | | there | overwrite never | keep: PRESENT |
/// | | there | overwrite always | copy |
/// | as proven | as proven | in the baseline | keep: UNCHANGED |
/// | | same size and ETag of the bytes | | keep: SAME_ETAG |
/// | | same size, and time if asked | that is enough | keep: SAME_SIZE, SAME_TIME |
/// | | not older | overwrite newer | keep: NEWER |
/// | | other size | | copy |
/// | | same size | | look closer, then copy |
final class Decisions {

    private final Order order;
    private final Rules rules;
    private final boolean toFiles;

    Decisions(Order order, Rules rules) {
        this.order = order;
        this.rules = rules;
        this.toFiles = order.target().scheme() == Location.Scheme.LOCAL;
    }

    /// @param before evidence of a copy in this run
    /// @param earlier evidence of a copy in earlier runs
    WorkItem decide(ObjectStat listed, String targetKey, Optional<ObjectStat> there, Optional<Receipt> before,
            Optional<Receipt> earlier) {
        if (before.isPresent()) {
            return shows(before, listed, there)
                    ? new WorkItem.Keep(listed, KeepReason.PROVEN_BEFORE, before, "copied by this run before")
                    : new WorkItem.Copy(listed, targetKey, there, before, Doubt.NONE,
                            "changed since this run copied it");
        }
        if (!rules.filter().equals(Filter.ALL)) {
            Optional<String> rule = rules.filter().excludes(order.name(listed.key()), listed);
            if (rule.isPresent()) {
                return new WorkItem.Keep(listed, KeepReason.EXCLUDED, earlier, rule.get());
            }
        }
        // The marker of the copied directory itself would have the empty name, which no store holds.
        if (listed.sizeBytes() == 0 && (targetKey.isEmpty() || toFiles && targetKey.endsWith("/"))) {
            return new WorkItem.Keep(listed, KeepReason.DIRECTORY_MARKER, Optional.empty(),
                    "a directory marker: directories come with their files");
        }
        return there.isEmpty()
                ? copy(listed, targetKey, there, Doubt.NONE, "the target has no such object")
                : present(listed, targetKey, there, there.get(), earlier);
    }

    private WorkItem present(ObjectStat listed, String targetKey, Optional<ObjectStat> known, ObjectStat there,
            Optional<Receipt> earlier) {
        if (rules.overwrite() == Overwrite.NEVER) {
            return new WorkItem.Keep(listed, KeepReason.PRESENT, earlier,
                    "the target has it, and --overwrite is never");
        }
        if (rules.overwrite() == Overwrite.ALWAYS) {
            return copy(listed, targetKey, known, Doubt.NONE, "--overwrite is always");
        }
        if (shows(earlier, listed, known)) {
            return new WorkItem.Keep(listed, KeepReason.UNCHANGED, earlier, "both sides are as they were proven");
        }
        if (Sameness.byListing(listed, there)) {
            return new WorkItem.Keep(listed, KeepReason.SAME_ETAG, Optional.empty(), "same size and ETag");
        }
        Optional<KeepReason> enough = enough(listed, there);
        if (enough.isPresent()) {
            return new WorkItem.Keep(listed, enough.get(), Optional.empty(),
                    "as --compare asks; bytes were not compared");
        }
        if (rules.overwrite() == Overwrite.NEWER && !older(there, listed)) {
            return new WorkItem.Keep(listed, KeepReason.NEWER, Optional.empty(),
                    "the target is not older, and --overwrite is newer");
        }
        return listed.sizeBytes() != there.sizeBytes()
                ? copy(listed, targetKey, known, Doubt.NONE, "the sizes differ")
                : copy(listed, targetKey, known, Doubt.LOOK, "nothing in the listings shows that they are the same");
    }

    private Optional<KeepReason> enough(ObjectStat listed, ObjectStat there) {
        if (rules.comparison() == Comparison.CHECKSUM || listed.sizeBytes() != there.sizeBytes()) {
            return Optional.empty();
        }
        if (rules.comparison() == Comparison.SIZE) {
            return Optional.of(KeepReason.SAME_SIZE);
        }
        return listed.modified().isPresent() && there.modified().isPresent()
                && seconds(listed.modified().get()) == seconds(there.modified().get())
                        ? Optional.of(KeepReason.SAME_TIME)
                        : Optional.empty();
    }

    /// Listings tell milliseconds where looks tell seconds.
    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    /// What has no known time is not taken for newer.
    private static boolean older(ObjectStat there, ObjectStat listed) {
        return listed.modified().isPresent() && there.modified().isPresent()
                && seconds(there.modified().get()) < seconds(listed.modified().get());
    }

    private static boolean shows(Optional<Receipt> receipt, ObjectStat listed, Optional<ObjectStat> there) {
        return receipt.isPresent() && there.isPresent() && receipt.get().sourceVersion().equals(listed.version())
                && receipt.get().targetVersion().equals(there.get().version());
    }

    private static WorkItem copy(ObjectStat listed, String targetKey, Optional<ObjectStat> there, Doubt doubt,
            String because) {
        return new WorkItem.Copy(listed, targetKey, there, Optional.empty(), doubt, because);
    }
}
