package dev.crossdock.s3;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.wire.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What headers say of objects, both ways. An object's version is its ETag, because listings show no other; a
/// version id is not used. Only ETags that the service wrote in quotes lose them.
final class S3Headers {

    private static final String METADATA = "x-amz-meta-";
    private static final String CHECKSUM = "x-amz-checksum-";
    private static final Set<String> KEPT = Set.of("cache-control", "content-disposition", "content-encoding",
            "content-language", "content-type", "expires", "x-amz-website-redirect-location");

    private S3Headers() {}

    /// An ETag without its quotes; a weak one keeps all, so that it never looks like a digest.
    static String etag(String header) {
        int length = header.length();
        return length >= 2 && header.charAt(0) == '"' && header.charAt(length - 1) == '"'
                ? header.substring(1, length - 1)
                : header;
    }

    /// A version as a condition names it.
    static String quoted(String version) {
        return version.startsWith("W/") ? version : '"' + version + '"';
    }

    static void condition(S3Request request, Precondition precondition) {
        switch (precondition) {
            case Precondition.Absent() -> request.header("if-none-match", "*");
            case Precondition.Version(String version) -> request.header("if-match", quoted(version));
            case Precondition.None() -> {
                // nothing to ask for
            }
        }
    }

    /// Sets all that a new object is made with: its attributes, and how this store makes objects.
    ///
    /// @throws StoreException UNSUPPORTED for a name that no header can have
    static void object(S3Client client, S3Request request, WriteOptions options) throws StoreException {
        attributes(client.failures(), request, options);
        if (!options.attributes().tags().isEmpty()) {
            request.header("x-amz-tagging", tagging(options.attributes().tags()));
        }
        S3Writing writing = client.writing();
        String storageClass = options.storageClass().isEmpty() ? writing.storageClass() : options.storageClass();
        if (!storageClass.isEmpty() && !S3Writing.isClass(storageClass)) {
            throw client.failures().ours(request, FailureCode.UNSUPPORTED, "a storage class cannot have that name");
        }
        set(request, "x-amz-storage-class", storageClass);
        set(request, "x-amz-acl", writing.acl());
        set(request, "x-amz-server-side-encryption", writing.encryption());
        set(request, "x-amz-server-side-encryption-aws-kms-key-id", writing.kmsKey());
    }

    private static void set(S3Request request, String name, String value) {
        if (!value.isEmpty()) {
            request.header(name, value);
        }
    }

    private static String tagging(Map<String, String> tags) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> each : tags.entrySet()) {
            if (!out.isEmpty()) {
                out.append('&');
            }
            UriEncoding.query(out, each.getKey());
            UriEncoding.query(out.append('='), each.getValue());
        }
        return out.toString();
    }

    /// Sets headers and metadata of a new object.
    private static void attributes(S3Failures failures, S3Request request, WriteOptions options) throws StoreException {
        Attributes attributes = options.attributes();
        for (Map.Entry<String, String> each : attributes.headers().entrySet()) {
            if (!KEPT.contains(each.getKey())) {
                throw failures.ours(request, FailureCode.UNSUPPORTED, "S3 keeps no header " + each.getKey());
            }
            request.header(each.getKey(), HeaderText.encode(each.getValue()));
        }
        for (Map.Entry<String, String> each : attributes.metadata().entrySet()) {
            if (!token(each.getKey())) {
                throw failures.ours(request, FailureCode.UNSUPPORTED, "a name of metadata cannot be that of a header");
            }
            request.header(METADATA + each.getKey().toLowerCase(Locale.ROOT), HeaderText.encode(each.getValue()));
        }
    }

    /// The checksum that the service shall check a body with: the one that is known, else one over bytes at hand.
    static Optional<Checksum> checksum(Optional<Algorithm> asked, Body body) {
        Optional<Checksum> known = body.checksum();
        if (known.isPresent() && sendable(known.get().algorithm())
                && asked.orElse(known.get().algorithm()) == known.get().algorithm()) {
            return known;
        }
        Optional<ByteBuffer> whole = body.whole();
        if (asked.isEmpty() || whole.isEmpty() || !sendable(asked.get())) {
            return Optional.empty();
        }
        var digest = asked.get().digest();
        digest.update(whole.get());
        return Optional.of(digest.finish());
    }

    static void checksum(S3Request request, Checksum checksum) {
        request.header(header(checksum.algorithm()), checksum.base64());
    }

    static String header(Algorithm algorithm) {
        return CHECKSUM + algorithm.headerName();
    }

    /// Whether writes can name the algorithm.
    static boolean sendable(Algorithm algorithm) {
        return algorithm != Algorithm.MD5;
    }

    /// The checksums in a reply. Values that are none of their algorithm are left out: they prove nothing, so that the
    /// bytes are read back.
    static List<Checksum> checksums(HttpResponse response) {
        List<String> found = response.headers(CHECKSUM);
        if (found.isEmpty()) {
            return List.of();
        }
        boolean composite = response.header("x-amz-checksum-type").orElse("").equalsIgnoreCase("COMPOSITE");
        List<Checksum> checksums = new ArrayList<>(2);
        for (int i = 0; i < found.size(); i += 2) {
            add(checksums, found.get(i).substring(CHECKSUM.length()), found.get(i + 1), composite);
        }
        return checksums;
    }

    /// Adds a value that a service shows, if it is one.
    ///
    /// @param composite whether the service calls it composite; it then counts only with its number of parts
    static void add(List<Checksum> checksums, String name, String value, boolean composite) {
        Optional<Algorithm> algorithm = Algorithm.named(name);
        if (algorithm.isEmpty()) {
            return;
        }
        try {
            Checksum checksum = Checksum.parse(algorithm.get(), value);
            if (!composite || !checksum.fullObject()) {
                checksums.add(checksum);
            }
        } catch (IllegalArgumentException e) {
            // no value of that algorithm: as good as none
        }
    }

    /// Headers and metadata of an object.
    static Attributes attributes(HttpResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT) {
            response.header(name).map(HeaderText::decode).map(value -> ofObject(name, value))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> headers.put(name, value));
        }
        List<String> found = response.headers(METADATA);
        Map<String, String> metadata = new TreeMap<>();
        for (int i = 0; i < found.size(); i += 2) {
            metadata.putIfAbsent(found.get(i).substring(METADATA.length()), HeaderText.decode(found.get(i + 1)));
        }
        return headers.isEmpty() && metadata.isEmpty() ? Attributes.NONE : new Attributes(headers, metadata);
    }

    /// `aws-chunked` tells how some client uploaded; services are supposed to drop it and some do not.
    private static String ofObject(String name, String value) {
        if (!name.equals("content-encoding") || !value.contains("aws-chunked")) {
            return value;
        }
        String rest = value.replace("aws-chunked", "").strip();
        return rest.startsWith(",")
                ? rest.substring(1).strip()
                : rest.endsWith(",") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private static boolean token(String name) {
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (!(each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || "!#$%&'*+-.^_`|~".indexOf(each) >= 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
