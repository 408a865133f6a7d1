package dev.crossdock.testkit.gcs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A bucket with what is in it, in the order of the bytes of its names.
final class Shelf {
    private final NavigableMap<String, List<StoredObject>> objects = new TreeMap<>(Shelf::compareNames);
    private final Instant created;
    private GcsBucket settings;
    private long metageneration = 1;

    Shelf(GcsBucket settings, Instant created) {
        this.settings = settings;
        this.created = created;
    }

    /// The order of the names' UTF-8 bytes, which is that of their code points.
    static int compareNames(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            int difference = weight(one.charAt(i)) - weight(other.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - other.length();
    }

    GcsBucket settings() {
        return settings;
    }

    void set(GcsBucket other) {
        settings = other;
        metageneration++;
    }

    String name() {
        return settings.name();
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    Optional<StoredObject> live(String name) {
        return generations(name).filter(all -> all.getLast().deleted().isEmpty()).map(List::getLast);
    }

    /// @param generation the live one if there is none named
    Optional<StoredObject> find(String name, Optional<Long> generation) {
        if (generation.isEmpty()) {
            return live(name);
        }
        return generations(name).flatMap(
                all -> all.stream().filter(each -> each.generation() == generation.get()).findFirst());
    }

    /// Puts this generation in place of the live one.
    void put(StoredObject object, Instant now) {
        live(object.name()).ifPresent(old -> retire(old, now));
        objects.computeIfAbsent(object.name(), name -> new ArrayList<>()).add(object);
    }

    /// Takes the live generation away: for good, or into the past if the bucket keeps that.
    void retire(StoredObject live, Instant now) {
        if (settings.is(GcsBucket.Trait.VERSIONED)) {
            change(live.archived(now));
        } else {
            remove(live);
        }
    }

    /// Takes one generation away for good.
    void remove(StoredObject object) {
        List<StoredObject> all = generations(object.name()).orElseGet(List::of);
        all.removeIf(each -> each.generation() == object.generation());
        if (all.isEmpty()) {
            objects.remove(object.name());
        }
    }

    /// Puts other metadata in place of those of the same generation.
    void change(StoredObject object) {
        generations(object.name()).ifPresent(
                all -> all.replaceAll(each -> each.generation() == object.generation() ? object : each));
    }

    /// All generations of all names that are not below this one, in order.
    NavigableMap<String, List<StoredObject>> from(String name) {
        return objects.tailMap(name, true);
    }

    Map<String, Object> resource(String root) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", "storage#bucket");
        resource.put("id", name());
        resource.put("selfLink", root + "/storage/v1/b/" + name());
        resource.put("name", name());
        resource.put("projectNumber", "123456789012");
        resource.put("metageneration", "" + metageneration);
        resource.put("location", settings.location());
        resource.put("locationType", settings.location().contains("-") ? "region" : "multi-region");
        resource.put("storageClass", settings.storageClass());
        resource.put("etag", "CA" + metageneration + "=");
        resource.put("timeCreated", StoredObject.time(created));
        resource.put("updated", StoredObject.time(created));
        resource.put("iamConfiguration", Map.of("uniformBucketLevelAccess", Map.of("enabled", true)));
        resource.put("versioning", Map.of("enabled", settings.is(GcsBucket.Trait.VERSIONED)));
        resource.put("billing", Map.of("requesterPays", settings.is(GcsBucket.Trait.REQUESTER_PAYS)));
        resource.put("defaultEventBasedHold", settings.is(GcsBucket.Trait.HOLDS_BY_DEFAULT));
        if (!settings.defaultKmsKeyName().isEmpty()) {
            resource.put("encryption", Map.of("defaultKmsKeyName", settings.defaultKmsKeyName()));
        }
        if (settings.retention().isPositive()) {
            resource.put("retentionPolicy", Map.of("retentionPeriod", "" + settings.retention().toSeconds(),
                    "effectiveTime", StoredObject.time(created)));
        }
        return resource;
    }

    private Optional<List<StoredObject>> generations(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    /// Halves of pairs stand for code points above all others.
    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
