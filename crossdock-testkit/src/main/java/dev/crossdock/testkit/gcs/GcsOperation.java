package dev.crossdock.testkit.gcs;

/// What a request asks for, by its method, path, parameters and headers.
public enum GcsOperation {
    BUCKETS_LIST,
    BUCKET_CREATE,
    BUCKET_GET,
    BUCKET_PATCH,
    BUCKET_DELETE,
    TEST_PERMISSIONS,
    LIST,
    STAT,
    /// `alt=media`.
    READ,
    INSERT_MEDIA,
    INSERT_MULTIPART,
    SESSION_START,
    SESSION_WRITE,
    /// A PUT of no bytes that asks how many have arrived, or says that they were all.
    SESSION_QUERY,
    SESSION_DELETE,
    COMPOSE,
    REWRITE,
    COPY,
    PATCH,
    UPDATE,
    DELETE,
    BATCH,
    XML_UPLOAD_START,
    XML_PART,
    XML_COMPLETE,
    XML_ABORT,
    XML_LIST_PARTS,
    XML_LIST_UPLOADS,
    UNKNOWN;

    boolean isXml() {
        return name().startsWith("XML_");
    }

    boolean isSession() {
        return this == SESSION_WRITE || this == SESSION_QUERY || this == SESSION_DELETE;
    }
}
