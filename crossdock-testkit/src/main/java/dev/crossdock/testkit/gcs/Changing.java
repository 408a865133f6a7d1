package dev.crossdock.testkit.gcs;

import java.util.Map;
import java.util.Optional;

/// What is done to an object that is there: other metadata, or its end.
final class Changing {
    private final Cloud cloud;
    private final Access access;

    Changing(Cloud cloud, Access access) {
        this.cloud = cloud;
        this.access = access;
    }

    /// `objects.patch`: fields that are not named stay, null takes one away.
    Reply patch(Call call) {
        StoredObject object = find(call, Access.UPDATE);
        return changed(call, object, ObjectFields.patched(object.fields(), call.jsonBody()));
    }

    /// `objects.update`: what is not named goes away, but for what only the service sets.
    Reply update(Call call) {
        StoredObject object = find(call, Access.UPDATE);
        Map<String, Object> kept = Map.of("storageClass", object.fields().getOrDefault("storageClass", "STANDARD"));
        return changed(call, object, ObjectFields.patched(kept, call.jsonBody()));
    }

    /// `objects.delete`: a generation that is named goes for good, the live one as the bucket has it.
    Reply delete(Call call) {
        StoredObject object = find(call, Access.DELETE);
        Shelf shelf = cloud.shelf(object.bucket());
        Protection.check(shelf, object, cloud.now());
        if (call.number("generation").isPresent()) {
            shelf.remove(object);
        } else {
            shelf.retire(object, cloud.now());
        }
        return Reply.empty(204);
    }

    private Reply changed(Call call, StoredObject object, Map<String, Object> fields) {
        StoredObject changed = object.changed(fields, cloud.now());
        cloud.shelf(object.bucket()).change(changed);
        return Reply.json(FieldMask.apply(call, changed.resource(call.root())));
    }

    private StoredObject find(Call call, String permission) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, permission);
        StoredObject found = shelf.find(call.route().object(), call.number("generation"))
                .orElseThrow(() -> access.missing(shelf, call.route().object()));
        Conditions.of(call).check(Optional.of(found));
        return found;
    }
}
