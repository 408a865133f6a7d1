package dev.crossdock.transfer;

import dev.crossdock.object.ObjectStat;
import java.util.Optional;

/// One thing to do, or deliberately not to do.
public sealed interface WorkItem {

    /// The source key that it is about.
    String key();

    /// What decided it, in words; may be empty.
    String because();

    /// Copy an object.
    ///
    /// @param source as listed
    /// @param targetKey where it goes
    /// @param target what is there now, if anything: the only thing that may be overwritten
    /// @param delivered evidence of an earlier copy in this same run, of which one side has changed since
    /// @param doubt whether both sides may turn out to be the same
    /// @param because what decided it, for people
    record Copy(ObjectStat source, String targetKey, Optional<ObjectStat> target, Optional<Receipt> delivered,
            Doubt doubt, String because) implements WorkItem {

        /// Whether it is worth a closer look before bytes are moved.
        public enum Doubt {
            /// The listings leave open whether both sides are the same: look at both.
            LOOK,
            /// It is known that they differ, or it does not matter.
            NONE
        }

        /// A copy of which nothing is decided but what both sides are.
        public Copy(ObjectStat source, String targetKey, Optional<ObjectStat> target, Optional<Receipt> delivered) {
            this(source, targetKey, target, delivered,
                    target.isPresent() && delivered.isEmpty() && target.get().sizeBytes() == source.sizeBytes()
                            ? Doubt.LOOK
                            : Doubt.NONE,
                    "");
        }

        @Override
        public String key() {
            return source.key();
        }
    }

    /// Leave an object as it is.
    ///
    /// @param source as listed
    /// @param why the evidence
    /// @param receipt of the copy that both sides still are, if an earlier one was proven
    /// @param because what decided it, for people
    record Keep(ObjectStat source, KeepReason why, Optional<Receipt> receipt, String because) implements WorkItem {

        /// Kept for a reason that needs no further words.
        public Keep(ObjectStat source, KeepReason why) {
            this(source, why, Optional.empty(), "");
        }

        @Override
        public String key() {
            return source.key();
        }
    }

    /// An object at the target that the source lacks, to be deleted if the run finds that safe.
    ///
    /// @param key what it would be called at the source
    /// @param target as listed
    record Extra(String key, ObjectStat target) implements WorkItem {

        @Override
        public String because() {
            return "the source has no such object";
        }
    }
}
