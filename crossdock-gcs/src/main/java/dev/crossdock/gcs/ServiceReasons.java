package dev.crossdock.gcs;

import dev.crossdock.store.FailureCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the reasons of the service mean. Source: Cloud Storage documentation, "HTTP status and error codes for JSON".
final class ServiceReasons {

    private static final Map<String, FailureCode> MEANINGS = meanings();

    private ServiceReasons() {}

    /// The meaning of a reason, or null if it is not known, or says nothing that its status does not.
    static @Nullable FailureCode meaning(String reason) {
        return MEANINGS.get(reason);
    }

    private static Map<String, FailureCode> meanings() {
        Map<String, FailureCode> meanings = new HashMap<>();
        add(meanings, FailureCode.THROTTLED, "rateLimitExceeded", "userRateLimitExceeded",
                "usageLimits.rateLimitExceeded", "usageLimits.userRateLimitExceeded");
        add(meanings, FailureCode.SERVER_ERROR, "backendError", "internalError", "gatewayTimeout");
        add(meanings, FailureCode.REQUEST_TIMEOUT, "requestTimeout", "uploadBrokenConnection");
        add(meanings, FailureCode.CONFLICT, "conditionNotMet");
        add(meanings, FailureCode.TARGET_RACE, "conflict");
        add(meanings, FailureCode.AUTH_MISSING, "required", "authenticationRequiredRequesterPays");
        add(meanings, FailureCode.AUTH_INVALID, "authError", "accountDisabled", "lockedDomainExpired");
        add(meanings, FailureCode.ACCESS_DENIED, "forbidden", "insufficientPermissions", "countryBlocked",
                "sslRequired", "orgPolicyConstraintFailed", "userProjectAccessDenied",
                "usageLimits.accessNotConfigured", "accessNotConfigured");
        add(meanings, FailureCode.PAYER_UNKNOWN, "userProjectMissing", "userProjectInvalid",
                "userProjectInconsistent", "userProjectAccountProblem", "billingDisabled");
        add(meanings, FailureCode.KMS_STATE, "cloudKmsBadKey", "cloudKmsCannotChangeKeyName",
                "cloudKmsDecryptionKeyNotFound", "cloudKmsDisabledKey", "cloudKmsEncryptionKeyNotFound",
                "cloudKmsKeyLocationNotAllowed");
        add(meanings, FailureCode.LOCKED, "retentionPolicyNotMet", "objectUnderActiveHold");
        add(meanings, FailureCode.OBJECT_TOO_LARGE, "uploadTooLarge");
        add(meanings, FailureCode.NO_SPACE, "quotaExceeded", "dailyLimitExceeded");
        add(meanings, FailureCode.UNSUPPORTED, "customerEncryptionKeyIsIncorrect",
                "resourceIsEncryptedWithCustomerEncryptionKey", "resourceNotEncryptedWithCustomerEncryptionKey",
                "methodNotAllowed", "notImplemented", "turnedDown");
        add(meanings, FailureCode.BAD_REQUEST, "invalid", "badRequest", "invalidArgument", "invalidParameter",
                "parseError", "wrongUrlForUpload", "notDownload", "notUpload", "invalidAltValue",
                "requestedRangeNotSatisfiable");
        return meanings;
    }

    private static void add(Map<String, FailureCode> meanings, FailureCode code, String... reasons) {
        for (String each : reasons) {
            meanings.put(each, code);
        }
    }
}
