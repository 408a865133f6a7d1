package dev.crossdock.testkit.gcs;

import java.time.Instant;
import java.util.Map;

/// What keeps an object from being replaced or deleted: holds, and retention of the bucket or its own.
final class Protection {
    private Protection() {}

    /// @throws GcsError `objectUnderActiveHold` or `retentionPolicyNotMet`
    static void check(Shelf shelf, StoredObject object, Instant now) {
        checkHold(object, "temporaryHold", "Temporary");
        checkHold(object, "eventBasedHold", "Event-Based");
        Instant until = object.created().plus(shelf.settings().retention());
        Map<String, Object> own = Json.asObject(object.fields().getOrDefault("retention", Map.of()));
        Instant ownUntil = Instant.parse(own.getOrDefault("retainUntilTime", "1970-01-01T00:00:00Z").toString());
        Instant last = until.isAfter(ownUntil) ? until : ownUntil;
        if (now.isBefore(last)) {
            throw new GcsError(403, "retentionPolicyNotMet", "Object '" + object.bucket() + "/" + object.name()
                    + "' is subject to bucket's retention policy or object retention and cannot be deleted or"
                    + " overwritten until " + StoredObject.time(last));
        }
    }

    private static void checkHold(StoredObject object, String field, String word) {
        if (object.isHeld(field)) {
            throw new GcsError(403, "objectUnderActiveHold", "Object '" + object.bucket() + "/" + object.name()
                    + "' is under active " + word
                    + " hold and cannot be deleted, overwritten or archived until hold is removed.");
        }
    }
}
