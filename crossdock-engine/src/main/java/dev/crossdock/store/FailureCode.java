package dev.crossdock.store;

/// What exactly failed; part of the interface (journal, JSON, exit text), so a code never changes its meaning.
/// Each belongs to one class.
public enum FailureCode {
    /// 503 SlowDown, 429 and their relatives.
    THROTTLED(FailureClass.THROTTLED),
    /// 5xx, or an error inside a 200 response.
    SERVER_ERROR(FailureClass.TRANSIENT_SERVER),
    /// An answer that fits nothing known.
    UNCLASSIFIED(FailureClass.TRANSIENT_SERVER),
    /// The connection was refused, reset or closed.
    CONNECTION_LOST(FailureClass.NETWORK),
    /// The host name has no address.
    HOST_UNKNOWN(FailureClass.NETWORK),
    /// No byte, or too few, within the limit.
    STALLED(FailureClass.NETWORK),
    /// The service gave up waiting for our bytes.
    REQUEST_TIMEOUT(FailureClass.NETWORK),
    /// The certificate is not trusted, or not for that host.
    TLS_UNTRUSTED(FailureClass.BUCKET_CONFIG),
    /// The body ended before its announced length.
    SHORT_READ(FailureClass.TRUNCATED),
    /// The body went on after its pinned length.
    LONG_READ(FailureClass.SOURCE_CHANGED),
    /// The source was replaced while it was read.
    SOURCE_CHANGED(FailureClass.SOURCE_CHANGED),
    /// The object is gone.
    GONE(FailureClass.SOURCE_MISSING),
    /// A conditional write found what it was told not to find.
    CONFLICT(FailureClass.TARGET_CONFLICT),
    /// The service is completing another write to the key.
    TARGET_RACE(FailureClass.TARGET_RACE),
    /// The session token has expired.
    AUTH_EXPIRED(FailureClass.AUTH_EXPIRED),
    /// The service rejects the time of the signature.
    CLOCK_SKEW(FailureClass.CLOCK_SKEW),
    /// No credentials were found.
    AUTH_MISSING(FailureClass.AUTH_INVALID),
    /// The service does not accept the credentials.
    AUTH_INVALID(FailureClass.AUTH_INVALID),
    /// The credentials do not allow the operation.
    ACCESS_DENIED(FailureClass.ACCESS_DENIED),
    /// The credentials do not allow use of the encryption key.
    KMS_DENIED(FailureClass.KMS_DENIED),
    /// The encryption key is disabled, deleted or unknown.
    KMS_STATE(FailureClass.KMS_STATE),
    /// The object is in an archive tier.
    ARCHIVED(FailureClass.ARCHIVED),
    /// Object lock, retention, hold, or a read-only filesystem.
    LOCKED(FailureClass.LOCKED),
    /// The bucket does not exist.
    NO_SUCH_BUCKET(FailureClass.BUCKET_CONFIG),
    /// The bucket is in another region than the one that was asked.
    WRONG_REGION(FailureClass.BUCKET_CONFIG),
    /// The service sent us to another origin.
    REDIRECT_REFUSED(FailureClass.BUCKET_CONFIG),
    /// Nobody is named who pays for the request, or one who cannot.
    PAYER_UNKNOWN(FailureClass.BUCKET_CONFIG),
    /// The target cannot hold an object of that size.
    OBJECT_TOO_LARGE(FailureClass.OBJECT_TOO_LARGE),
    /// Metadata is larger than the target allows.
    META_TOO_LARGE(FailureClass.OBJECT_TOO_LARGE),
    /// A name or one segment of it is too long.
    NAME_TOO_LONG(FailureClass.OBJECT_NAME),
    /// The key would leave the target's root.
    PATH_ESCAPE(FailureClass.OBJECT_NAME),
    /// The key is an absolute path.
    PATH_ABSOLUTE(FailureClass.OBJECT_NAME),
    /// The key has an empty segment, which no filesystem can hold.
    PATH_EMPTY_SEGMENT(FailureClass.OBJECT_NAME),
    /// The key has a character that the target cannot hold.
    PATH_ILLEGAL_CHAR(FailureClass.OBJECT_NAME),
    /// The name of a local file is not valid UTF-8, so no object can have it.
    NAME_NOT_UTF8(FailureClass.OBJECT_NAME),
    /// The key is in use for our own temporary files.
    KEY_RESERVED(FailureClass.OBJECT_NAME),
    /// The filesystem takes this name and another one for the same.
    KEY_COLLISION(FailureClass.OBJECT_NAME),
    /// One key is a directory of another.
    KEY_CONFLICT(FailureClass.OBJECT_NAME),
    /// The file is a device, socket, pipe or link.
    SPECIAL_FILE(FailureClass.OBJECT_NAME),
    /// No space left, or a quota is used up.
    NO_SPACE(FailureClass.QUOTA_FULL),
    /// The disk failed.
    DISK_ERROR(FailureClass.TRANSIENT_SERVER),
    /// A multipart upload is gone or lost parts.
    UPLOAD_LOST(FailureClass.UPLOAD_LOST),
    /// Bytes and checksum differ.
    CHECKSUM_MISMATCH(FailureClass.INTEGRITY),
    /// The target does not hold the bytes that were written, or cannot show it.
    VERIFY_FAILED(FailureClass.INTEGRITY),
    /// The answer is not of the protocol.
    NOT_S3_RESPONSE(FailureClass.INVALID_RESPONSE),
    /// The range in the answer is not the one asked for.
    RANGE_MISMATCH(FailureClass.INVALID_RESPONSE),
    /// The body is not the bytes as stored.
    TRANSCODED(FailureClass.INVALID_RESPONSE),
    /// A head, header or number in the answer is beyond its limit.
    HTTP_LIMIT(FailureClass.INVALID_RESPONSE),
    /// A listing page is larger than its limit.
    PAGE_TOO_LARGE(FailureClass.INVALID_RESPONSE),
    /// XML with a document type, entities or processing instructions.
    XML_FORBIDDEN(FailureClass.INVALID_RESPONSE),
    /// XML that is not well-formed.
    XML_INVALID(FailureClass.INVALID_RESPONSE),
    /// A field of a listing is missing or has no sensible value.
    LIST_FIELD(FailureClass.INVALID_RESPONSE),
    /// A listing does not advance.
    LIST_LOOP(FailureClass.INVALID_RESPONSE),
    /// A listing is out of order.
    LIST_ORDER(FailureClass.INVALID_RESPONSE),
    /// A checksum in the answer is no value of its algorithm.
    CHECKSUM_HEADER(FailureClass.INVALID_RESPONSE),
    /// The store lacks the ability.
    UNSUPPORTED(FailureClass.UNSUPPORTED),
    /// The service found the request itself wrong.
    BAD_REQUEST(FailureClass.CLIENT_BUG),
    /// Something happened that the code rules out.
    INTERNAL(FailureClass.CLIENT_BUG),
    /// The journal has a record whose bytes changed.
    LEDGER_CORRUPT(FailureClass.LEDGER),
    /// Another process writes the journal.
    LEDGER_LOCKED(FailureClass.LEDGER),
    /// The journal was written by a newer version.
    LEDGER_VERSION(FailureClass.LEDGER),
    /// The journal could not be made durable.
    LEDGER_IO(FailureClass.LEDGER),
    /// More would be deleted than is safe without being told so.
    DELETE_LIMIT(FailureClass.REFUSED),
    /// The source is empty and the target is not: deleting everything is not believed.
    EMPTY_SOURCE(FailureClass.REFUSED),
    /// Something failed in this run, so nothing is deleted on what it saw.
    DELETE_UNSURE(FailureClass.REFUSED),
    /// The run was told to stop.
    CANCELLED(FailureClass.CANCELLED);

    private final FailureClass failureClass;

    FailureCode(FailureClass failureClass) {
        this.failureClass = failureClass;
    }

    /// The class of this code.
    public FailureClass failureClass() {
        return failureClass;
    }
}
