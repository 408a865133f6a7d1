package dev.crossdock.s3;

import dev.crossdock.store.FailureCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Error codes of S3 and its relatives, and what each means here. Source: Amazon S3 API reference, "Error responses",
/// and the models of the AWS SDKs.
final class ServiceCodes {

    private static final Map<String, FailureCode> CODES = codes();

    private ServiceCodes() {}

    /// The meaning of a service's code, or null if it is not known.
    static @Nullable FailureCode meaning(String serviceCode) {
        FailureCode code = CODES.get(serviceCode);
        if (code == null && serviceCode.startsWith("ServiceQuotaExceeded")) {
            return FailureCode.NO_SPACE;
        }
        return code;
    }

    private static Map<String, FailureCode> codes() {
        Map<String, FailureCode> codes = new HashMap<>(160);
        passing(codes);
        identity(codes);
        content(codes);
        places(codes);
        return codes;
    }

    private static void passing(Map<String, FailureCode> codes) {
        put(codes, FailureCode.THROTTLED, "SlowDown", "SlowDownRead", "SlowDownWrite", "ServiceUnavailable",
                "Throttling",
                "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
                "TooManyRequests", "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded",
                "LimitExceededException", "ProvisionedThroughputExceededException", "EC2ThrottledException",
                "KMS.ThrottlingException");
        put(codes, FailureCode.SERVER_ERROR, "InternalError", "InternalServerError", "PriorRequestNotComplete",
                "IDPCommunicationError");
        put(codes, FailureCode.REQUEST_TIMEOUT, "RequestTimeout", "RequestTimeoutException");
        put(codes, FailureCode.CONNECTION_LOST, "IncompleteBody");
        put(codes, FailureCode.TARGET_RACE, "ConditionalRequestConflict", "OperationAborted");
        put(codes, FailureCode.NO_SPACE, "QuotaExceeded", "XMinioStorageFull");
    }

    private static void identity(Map<String, FailureCode> codes) {
        put(codes, FailureCode.AUTH_EXPIRED, "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired",
                "RequestExpired");
        put(codes, FailureCode.CLOCK_SKEW, "RequestTimeTooSkewed", "RequestInTheFuture");
        put(codes, FailureCode.AUTH_INVALID, "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException",
                "AuthFailure", "InvalidToken", "InvalidClientTokenId", "AccountProblem", "InvalidIdentityToken",
                "IDPRejectedClaim",
                "NotSignedUp",
                "UnrecognizedClientException", "InvalidSecurity");
        put(codes, FailureCode.ACCESS_DENIED, "AccessDenied", "AllAccessDisabled", "AccessDeniedException");
        put(codes, FailureCode.KMS_DENIED, "KMS.AccessDeniedException");
        put(codes, FailureCode.KMS_STATE, "KMS.DisabledException", "KMS.NotFoundException",
                "KMS.KMSInvalidStateException",
                "KMS.KMSInvalidState", "KMS.InvalidStateException", "KMS.InvalidKeyUsageException");
    }

    private static void content(Map<String, FailureCode> codes) {
        put(codes, FailureCode.ARCHIVED, "InvalidObjectState", "ObjectNotInActiveTierError");
        put(codes, FailureCode.LOCKED, "InvalidRetentionPeriod", "ObjectLocked");
        put(codes, FailureCode.OBJECT_TOO_LARGE, "EntityTooLarge", "EntityTooSmall", "TooManyParts");
        put(codes, FailureCode.META_TOO_LARGE, "MetadataTooLarge", "RequestHeaderSectionTooLarge");
        put(codes, FailureCode.NAME_TOO_LONG, "KeyTooLongError", "KeyTooLong");
        put(codes, FailureCode.UPLOAD_LOST, "NoSuchUpload", "InvalidPart", "InvalidPartOrder", "InvalidWriteOffset");
        put(codes, FailureCode.CHECKSUM_MISMATCH, "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch",
                "XAmzContentChecksumMismatch");
        put(codes, FailureCode.UNSUPPORTED, "NotImplemented", "MethodNotAllowed");
        put(codes, FailureCode.BAD_REQUEST, "InvalidArgument", "InvalidRequest", "MalformedXML", "MissingContentLength",
                "InvalidRange", "InvalidURI", "BadRequest");
    }

    private static void places(Map<String, FailureCode> codes) {
        put(codes, FailureCode.GONE, "NoSuchKey", "NoSuchVersion");
        put(codes, FailureCode.CONFLICT, "PreconditionFailed");
        put(codes, FailureCode.NO_SUCH_BUCKET, "NoSuchBucket", "InvalidBucketName");
        put(codes, FailureCode.WRONG_REGION, "PermanentRedirect", "TemporaryRedirect", "Redirect",
                "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    }

    private static void put(Map<String, FailureCode> codes, FailureCode code, String... names) {
        for (String name : names) {
            codes.put(name, code);
        }
    }
}
