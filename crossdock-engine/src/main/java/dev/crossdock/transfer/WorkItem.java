package dev.crossdock.transfer;

import dev.crossdock.object.ObjectStat;
import java.util.Optional;

/// One thing to do, or deliberately not to do.
public sealed interface WorkItem {

    /// The source key that it is about.
    String key();

    /// Copy an object.
    ///
    /// @param source as listed
    /// @param targetKey where it goes
    /// @param target what is there now, if anything: the only thing that may be overwritten
    /// @param delivered evidence of an earlier copy in this same run, of which one side has changed since
    record Copy(ObjectStat source, String targetKey, Optional<ObjectStat> target, Optional<Receipt> delivered)
            implements
                WorkItem {

        @Override
        public String key() {
            return source.key();
        }
    }

    /// Leave an object as it is.
    ///
    /// @param source as listed
    /// @param why the evidence
    record Keep(ObjectStat source, KeepReason why) implements WorkItem {

        @Override
        public String key() {
            return source.key();
        }
    }
}
