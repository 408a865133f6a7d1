package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// An object as the service describes it ("object resource" of the JSON API). What it does not tell is empty.
///
/// @param name the key
/// @param sizeBytes its size
/// @param generation names this content of the key, and no other ever
/// @param crc32c in base64
/// @param md5 in base64; composed objects have none
/// @param updated when it, or its metadata, was written
/// @param storageClass as the service names it
/// @param attributes headers and metadata
/// @param replaced whether it is not what the key holds now
record GcsObject(String name, long sizeBytes, String generation, String crc32c, String md5, Optional<Instant> updated,
        String storageClass, Attributes attributes, boolean replaced) {

    /// What is asked for of an object of which all is wanted.
    static final String FIELDS = "name,size,generation,crc32c,md5Hash,timeCreated,storageClass,contentType,"
            + "contentEncoding,contentLanguage,contentDisposition,cacheControl,customTime,metadata";

    /// What is asked for of an object in a listing.
    static final String LISTED_FIELDS = "name,size,generation,crc32c,md5Hash,timeCreated,storageClass";

    /// What is asked for of an object that was just written.
    static final String WRITTEN_FIELDS = "name,size,generation,crc32c,md5Hash";

    /// Reads a document that is one object.
    static GcsObject parse(byte[] in, int length) throws JsonException {
        JsonScanner scanner = new JsonScanner(in, length);
        if (scanner.next() != JsonScanner.Event.OBJECT) {
            throw JsonException.foreign("the answer is no object resource");
        }
        GcsObject object = read(scanner);
        if (scanner.next() != JsonScanner.Event.END) {
            throw JsonException.foreign("something follows the object resource");
        }
        return object;
    }

    /// Reads an object that has just been opened, up to its end.
    static GcsObject read(JsonScanner scanner) throws JsonException {
        ObjectFields fields = new ObjectFields();
        fields.read(scanner);
        return fields.object();
    }

    /// Checks what every object has.
    GcsObject required() throws JsonException {
        if (name.isEmpty()) {
            throw new JsonException(FailureCode.LIST_FIELD, "an object has no name");
        }
        if (sizeBytes < 0 || generation.isEmpty()) {
            throw new JsonException(FailureCode.LIST_FIELD,
                    "an object has no sensible " + (sizeBytes < 0 ? "size" : "generation"));
        }
        return this;
    }

    /// As stores tell of objects. The service's own ETag says nothing of the bytes; where it keeps an MD5, that stands
    /// in the ETag's place, in hexadecimal as S3 has it, so that both can be compared.
    ObjectStat stat() {
        return new ObjectStat(name, sizeBytes, generation, etag(), updated, checksums(), attributes, storageClass, 0,
                replaced ? Standing.NONCURRENT : Standing.CURRENT);
    }

    /// As stores tell of writes.
    Written written() {
        return new Written(generation, etag(), checksums());
    }

    /// The checksum that the service keeps of every object.
    Optional<Checksum> crc() {
        return checksum(Algorithm.CRC32C, crc32c);
    }

    private String etag() {
        return checksum(Algorithm.MD5, md5).map(each -> HexFormat.of().formatHex(each.value())).orElse("");
    }

    private List<Checksum> checksums() {
        List<Checksum> checksums = new ArrayList<>(2);
        crc().ifPresent(checksums::add);
        checksum(Algorithm.MD5, md5).ifPresent(checksums::add);
        return checksums;
    }

    /// A value that is none of its algorithm proves nothing, and is as good as none.
    static Optional<Checksum> checksum(Algorithm algorithm, String base64) {
        if (base64.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checksum(algorithm, 0, base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
