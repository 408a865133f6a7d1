package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What all ways of writing an object have in common.
final class Writing {
    private static final int NAME_BYTES_MAX = 1024;

    private final Cloud cloud;
    private final Access access;

    Writing(Cloud cloud, Access access) {
        this.cloud = cloud;
        this.access = access;
    }

    /// Refuses a write that must not be: by permission, precondition, name, hold or retention.
    void admit(Call call, Shelf shelf, String name, Conditions conditions) {
        access.require(call, shelf, Access.CREATE);
        checkName(name);
        Optional<StoredObject> live = shelf.live(name);
        conditions.check(live);
        if (live.isPresent()) {
            access.require(call, shelf, Access.DELETE);
            Protection.check(shelf, live.get(), cloud.now());
        }
    }

    /// Puts bytes under a name, as a new generation.
    ///
    /// @param fields those that the caller set
    StoredObject store(Call call, Shelf shelf, String name, Media media, Map<String, Object> fields) {
        Media kept = flipped(call, media);
        return put(shelf, name, kept, kept.md5(), complete(call, shelf, fields), 0);
    }

    /// The same for what was made of other objects.
    ///
    /// @param md5 empty if it has none
    /// @param components of how many it was composed; 0 if it was not
    StoredObject storeMade(Call call, Shelf shelf, String name, Media media, String md5, Map<String, Object> fields,
            int components) {
        return put(shelf, name, flipped(call, media), md5, complete(call, shelf, fields), components);
    }

    private StoredObject put(Shelf shelf, String name, Media media, String md5, Map<String, Object> fields,
            int components) {
        Instant now = cloud.now();
        StoredObject object = new StoredObject(shelf.name(), name, cloud.nextGeneration(), 1, media, media.crc32c(),
                md5, fields, components, now, now, Optional.empty());
        shelf.put(object, now);
        return object;
    }

    /// With what the bucket and the parameters of the request decide.
    private static Map<String, Object> complete(Call call, Shelf shelf, Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("storageClass", shelf.settings().storageClass());
        if (shelf.settings().is(GcsBucket.Trait.HOLDS_BY_DEFAULT)) {
            all.putIfAbsent("eventBasedHold", true);
        }
        call.parameter("contentEncoding").ifPresent(encoding -> all.put("contentEncoding", encoding));
        String key = call.parameter("destinationKmsKeyName").or(() -> call.parameter("kmsKeyName"))
                .orElse(shelf.settings().defaultKmsKeyName());
        if (!key.isEmpty()) {
            all.put("kmsKeyName", key + "/cryptoKeyVersions/1");
        }
        return all;
    }

    private static Media flipped(Call call, Media media) {
        Optional<Long> offset = call.fault(GcsFault.StoreFlipped.class).map(GcsFault.StoreFlipped::offset);
        if (offset.isEmpty() || offset.get() >= media.sizeBytes()) {
            return media;
        }
        call.rule().ifPresent(GcsRule::countFired);
        return media.flipped(offset.get());
    }

    private static void checkName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        boolean isRefused = name.equals(".") || name.equals("..") || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0
                || name.startsWith(".well-known/acme-challenge/");
        if (bytes == 0) {
            throw GcsError.required("Required parameter: name");
        }
        if (bytes > NAME_BYTES_MAX || isRefused) {
            throw GcsError.invalid("Invalid argument: the object name is not valid.");
        }
    }
}
