package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// One object on its way: from where, to where, on what condition.
///
/// @param source as it was last looked at; its version is what every read is pinned to
/// @param targetKey where it goes
/// @param precondition what must be there when it becomes visible
record Delivery(ObjectStat source, String targetKey, Precondition precondition) {

    static Delivery of(WorkItem.Copy item) {
        Precondition precondition = item.target().<Precondition>map(there -> new Precondition.Version(there.version()))
                .orElseGet(Precondition.Absent::new);
        return new Delivery(item.source(), item.targetKey(), precondition);
    }

    Delivery from(ObjectStat opened) {
        return new Delivery(opened, targetKey, precondition);
    }

    WriteOptions options(Precondition onlyIf, Algorithm algorithm, Baggage baggage) {
        return new WriteOptions(onlyIf, Optional.of(algorithm), baggage.attributes(), baggage.modified(),
                baggage.storageClass());
    }
}
