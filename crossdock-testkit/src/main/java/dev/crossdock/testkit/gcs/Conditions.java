package dev.crossdock.testkit.gcs;

import java.util.Optional;

/// The preconditions of a request on one object.
///
/// @param generation 0 asks for there being no live object
record Conditions(Optional<Long> generation, Optional<Long> notGeneration, Optional<Long> metageneration,
        Optional<Long> notMetageneration) {

    /// Those on the object that the request names, or on the one that it writes.
    static Conditions of(Call call) {
        return named(call, "if");
    }

    /// Those on what a copy reads.
    static Conditions ofSource(Call call) {
        return named(call, "ifSource");
    }

    /// @throws GcsError `conditionNotMet`
    void check(Optional<StoredObject> found) {
        if (fails(found) || negativeFails(found)) {
            throw GcsError.conditionNotMet();
        }
    }

    /// The same for a request that only reads: what is as it was known to be is not sent again.
    ///
    /// @throws GcsError `conditionNotMet` or `notModified`
    void checkRead(Optional<StoredObject> found) {
        if (fails(found)) {
            throw GcsError.conditionNotMet();
        }
        if (negativeFails(found)) {
            throw GcsError.notModified();
        }
    }

    private boolean fails(Optional<StoredObject> found) {
        long actual = found.map(StoredObject::generation).orElse(0L);
        long actualMeta = found.map(StoredObject::metageneration).orElse(0L);
        return generation.isPresent() && generation.get() != actual
                || metageneration.isPresent() && metageneration.get() != actualMeta;
    }

    private boolean negativeFails(Optional<StoredObject> found) {
        long actual = found.map(StoredObject::generation).orElse(0L);
        long actualMeta = found.map(StoredObject::metageneration).orElse(0L);
        return notGeneration.isPresent() && notGeneration.get() == actual
                || notMetageneration.isPresent() && notMetageneration.get() == actualMeta;
    }

    private static Conditions named(Call call, String prefix) {
        return new Conditions(call.number(prefix + "GenerationMatch"), call.number(prefix + "GenerationNotMatch"),
                call.number(prefix + "MetagenerationMatch"), call.number(prefix + "MetagenerationNotMatch"));
    }
}
