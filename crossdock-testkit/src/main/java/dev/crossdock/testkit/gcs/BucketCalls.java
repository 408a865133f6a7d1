package dev.crossdock.testkit.gcs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods on buckets.
final class BucketCalls {
    private final Cloud cloud;
    private final Access access;

    BucketCalls(Cloud cloud, Access access) {
        this.cloud = cloud;
        this.access = access;
    }

    Reply list(Call call) {
        access.identified(call, "storage.buckets.list");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", "storage#buckets");
        answer.put("items", cloud.shelves().stream().map(each -> each.resource(call.root())).toList());
        return Reply.json(FieldMask.apply(call, answer));
    }

    Reply create(Call call) {
        access.identified(call, "storage.buckets.create");
        Map<String, Object> resource = call.jsonBody();
        GcsBucket plain = GcsBucket.named(resource.getOrDefault("name", "").toString());
        cloud.add(set(plain, resource));
        return Reply.json(cloud.shelf(plain.name()).resource(call.root()));
    }

    Reply get(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, "storage.buckets.get");
        return Reply.json(FieldMask.apply(call, shelf.resource(call.root())));
    }

    Reply patch(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, "storage.buckets.update");
        shelf.set(set(shelf.settings(), call.jsonBody()));
        return Reply.json(FieldMask.apply(call, shelf.resource(call.root())));
    }

    Reply delete(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, "storage.buckets.delete");
        if (!shelf.isEmpty()) {
            throw new GcsError(409, "conflict", "The bucket you tried to delete is not empty.");
        }
        cloud.remove(shelf);
        return Reply.empty(204);
    }

    /// Which of these permissions the caller has; asking needs none.
    Reply testPermissions(Call call) {
        cloud.shelf(call.route().bucket());
        List<Object> granted = new ArrayList<>();
        for (String each : call.parameter("permissions").orElse("").split(",", -1)) {
            if (!access.isDenied(each)) {
                granted.add(each);
            }
        }
        return Reply.json(Map.of("kind", "storage#testIamPermissionsResponse", "permissions", granted));
    }

    private static GcsBucket set(GcsBucket bucket, Map<String, Object> resource) {
        Set<GcsBucket.Trait> traits = EnumSet.noneOf(GcsBucket.Trait.class);
        traits.addAll(bucket.traits());
        turn(traits, GcsBucket.Trait.VERSIONED, below(resource, "versioning").get("enabled"));
        turn(traits, GcsBucket.Trait.REQUESTER_PAYS, below(resource, "billing").get("requesterPays"));
        turn(traits, GcsBucket.Trait.HOLDS_BY_DEFAULT, resource.get("defaultEventBasedHold"));
        Object key = below(resource, "encryption").getOrDefault("defaultKmsKeyName", bucket.defaultKmsKeyName());
        Object seconds = below(resource, "retentionPolicy").getOrDefault("retentionPeriod",
                "" + bucket.retention().toSeconds());
        return new GcsBucket(bucket.name(), resource.getOrDefault("location", bucket.location()).toString(),
                resource.getOrDefault("storageClass", bucket.storageClass()).toString(), key.toString(),
                Duration.ofSeconds(Long.parseLong(seconds.toString())), traits);
    }

    private static void turn(Set<GcsBucket.Trait> traits, GcsBucket.Trait trait, @Nullable Object value) {
        if (Boolean.TRUE.equals(value)) {
            traits.add(trait);
        } else if (Boolean.FALSE.equals(value)) {
            traits.remove(trait);
        }
    }

    private static Map<String, Object> below(Map<String, Object> resource, String name) {
        Object value = resource.getOrDefault(name, Map.of());
        return value.equals(Json.NULL) ? Map.of() : Json.asObject(value);
    }
}
