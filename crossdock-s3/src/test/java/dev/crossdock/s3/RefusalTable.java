package dev.crossdock.s3;

/// How services refuse, and the code that each refusal has here.
final class RefusalTable {

    /// Operation, status line, code in the body, message in the body, our code.
    static final String REFUSALS = """
            READ | 503 x | SlowDown | '' | THROTTLED
            READ | 400 x | RequestLimitExceeded | '' | THROTTLED
            READ | 429 x | '' | '' | THROTTLED
            READ | 500 x | InternalError | '' | SERVER_ERROR
            READ | 502 x | '' | '' | SERVER_ERROR
            READ | 503 x | '' | '' | SERVER_ERROR
            READ | 400 x | RequestTimeout | '' | REQUEST_TIMEOUT
            WRITE | 400 x | IncompleteBody | '' | CONNECTION_LOST
            READ | 412 x | PreconditionFailed | '' | SOURCE_CHANGED
            READ | 412 x | '' | '' | SOURCE_CHANGED
            WRITE | 412 x | PreconditionFailed | '' | CONFLICT
            COMPLETE | 412 x | PreconditionFailed | '' | CONFLICT
            COPY | 412 x | PreconditionFailed | '' | SOURCE_CHANGED
            WRITE | 409 x | ConditionalRequestConflict | '' | TARGET_RACE
            COMPLETE | 409 x | OperationAborted | '' | TARGET_RACE
            READ | 404 x | NoSuchKey | '' | GONE
            READ | 404 x | NoSuchVersion | '' | GONE
            READ | 404 x | NoSuchBucket | '' | NO_SUCH_BUCKET
            LIST | 404 x | '' | '' | NO_SUCH_BUCKET
            WRITE | 404 x | NoSuchKey | '' | CONFLICT
            READ | 400 x | ExpiredToken | '' | AUTH_EXPIRED
            READ | 403 x | RequestTimeTooSkewed | '' | CLOCK_SKEW
            READ | 403 x | InvalidAccessKeyId | '' | AUTH_INVALID
            READ | 403 x | SignatureDoesNotMatch | '' | AUTH_INVALID
            READ | 401 x | '' | '' | AUTH_INVALID
            READ | 403 x | AccessDenied | no | ACCESS_DENIED
            READ | 403 x | '' | '' | ACCESS_DENIED
            READ | 403 x | AccessDenied | not authorized to perform: kms:Decrypt on | KMS_DENIED
            WRITE | 403 x | AccessDenied | because object protected by object lock | LOCKED
            READ | 400 x | KMS.DisabledException | '' | KMS_STATE
            READ | 403 x | InvalidObjectState | '' | ARCHIVED
            WRITE | 400 x | InvalidRetentionPeriod | '' | LOCKED
            LIST | 301 x | PermanentRedirect | '' | REDIRECT_REFUSED
            LIST | 307 x | '' | '' | REDIRECT_REFUSED
            LIST | 400 x | AuthorizationHeaderMalformed | '' | WRONG_REGION
            WRITE | 400 x | EntityTooLarge | '' | OBJECT_TOO_LARGE
            WRITE | 413 x | '' | '' | OBJECT_TOO_LARGE
            WRITE | 400 x | KeyTooLongError | '' | NAME_TOO_LONG
            WRITE | 400 x | MetadataTooLarge | '' | META_TOO_LARGE
            WRITE | 400 x | ServiceQuotaExceededException | '' | NO_SPACE
            WRITE | 507 x | '' | '' | NO_SPACE
            PART | 404 x | NoSuchUpload | '' | UPLOAD_LOST
            COMPLETE | 400 x | InvalidPart | '' | UPLOAD_LOST
            COMPLETE | 400 x | InvalidRequest | The provided 'x-amz-mp-object-size' does not match | CHECKSUM_MISMATCH
            WRITE | 400 x | BadDigest | '' | CHECKSUM_MISMATCH
            WRITE | 400 x | XAmzContentSHA256Mismatch | '' | CHECKSUM_MISMATCH
            WRITE | 501 x | NotImplemented | '' | UNSUPPORTED
            READ | 405 x | '' | '' | UNSUPPORTED
            WRITE | 400 x | InvalidArgument | '' | BAD_REQUEST
            WRITE | 400 x | SomethingNew | '' | BAD_REQUEST
            READ | 418 x | '' | '' | UNCLASSIFIED
            DELETE | 403 x | AccessDenied | no | ACCESS_DENIED
            READ | 509 x | '' | '' | THROTTLED
            READ | 509 x | BandwidthLimitExceeded | '' | THROTTLED
            READ | 400 x | ThrottlingException | '' | THROTTLED
            READ | 400 x | KMS.ThrottlingException | '' | THROTTLED
            READ | 504 x | '' | '' | SERVER_ERROR
            READ | 400 x | PriorRequestNotComplete | '' | SERVER_ERROR
            WRITE | 408 x | '' | '' | REQUEST_TIMEOUT
            READ | 400 x | TokenRefreshRequired | '' | AUTH_EXPIRED
            READ | 403 x | RequestExpired | '' | AUTH_EXPIRED
            READ | 403 x | RequestInTheFuture | '' | CLOCK_SKEW
            READ | 403 x | InvalidToken | '' | AUTH_INVALID
            READ | 403 x | AccountProblem | '' | AUTH_INVALID
            READ | 403 x | AllAccessDisabled | '' | ACCESS_DENIED
            READ | 403 x | KMS.AccessDeniedException | '' | KMS_DENIED
            READ | 400 x | KMS.NotFoundException | '' | KMS_STATE
            WRITE | 400 x | KMS.KMSInvalidStateException | '' | KMS_STATE
            READ | 403 x | ObjectNotInActiveTierError | '' | ARCHIVED
            COPY | 403 x | InvalidObjectState | '' | ARCHIVED
            WRITE | 403 x | AccessDenied | the object is WORM protected and cannot be overwritten | LOCKED
            DELETE | 403 x | AccessDenied | Access Denied because object protected by object lock. | LOCKED
            DELETE | 403 x | AccessDenied | a legal hold is on the object | LOCKED
            LIST | 400 x | IllegalLocationConstraintException | '' | WRONG_REGION
            LIST | 400 x | InvalidBucketName | '' | NO_SUCH_BUCKET
            COMPLETE | 400 x | EntityTooSmall | '' | OBJECT_TOO_LARGE
            PART | 400 x | TooManyParts | '' | OBJECT_TOO_LARGE
            COMPLETE | 400 x | InvalidPartOrder | '' | UPLOAD_LOST
            COMPLETE | 404 x | '' | '' | UPLOAD_LOST
            WRITE | 400 x | InvalidDigest | '' | CHECKSUM_MISMATCH
            WRITE | 400 x | XAmzContentChecksumMismatch | '' | CHECKSUM_MISMATCH
            WRITE | 411 x | MissingContentLength | '' | BAD_REQUEST
            READ | 416 x | InvalidRange | '' | BAD_REQUEST
            WRITE | 405 x | MethodNotAllowed | '' | UNSUPPORTED
            READ | 400 x | InvalidRequest | The object was stored using a form of Server Side Encryption. | UNSUPPORTED
            COMPLETE | 200 OK | InternalError | '' | SERVER_ERROR
            COMPLETE | 200 OK | SlowDown | '' | THROTTLED
            COPY | 200 OK | InternalError | '' | SERVER_ERROR
            LIST | 200 OK | InternalError | '' | SERVER_ERROR
            """;

    private RefusalTable() {}
}
