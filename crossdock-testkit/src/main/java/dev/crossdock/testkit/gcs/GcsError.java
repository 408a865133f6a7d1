package dev.crossdock.testkit.gcs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer other than success, in the words of the service: status, reason, message, and for some the place in the
/// request that is to blame.
final class GcsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;
    private final String location;

    GcsError(int status, String reason, String message) {
        this(status, reason, message, "");
    }

    private GcsError(int status, String reason, String message, String location) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.location = location;
    }

    static GcsError parseError(String detail) {
        return new GcsError(400, "parseError", "Parse Error: " + detail);
    }

    static GcsError invalid(String message) {
        return new GcsError(400, "invalid", message);
    }

    static GcsError invalidParameter(String name, String value) {
        return new GcsError(400, "invalidParameter", "Invalid value for parameter '" + name + "': '" + value + "'");
    }

    static GcsError required(String message) {
        return new GcsError(400, "required", message);
    }

    static GcsError noCredentials(String permission, String thing) {
        return new GcsError(401, "required", "Anonymous caller does not have " + permission
                + " access to the Google Cloud Storage " + thing + ". Permission '" + permission
                + "' denied on resource (or it may not exist).", "Authorization");
    }

    static GcsError wrongCredentials() {
        return new GcsError(401, "authError", "Invalid Credentials", "Authorization");
    }

    static GcsError forbidden(String caller, String permission, String thing) {
        return new GcsError(403, "forbidden", caller + " does not have " + permission
                + " access to the Google Cloud Storage " + thing + ". Permission '" + permission
                + "' denied on resource (or it may not exist).");
    }

    static GcsError noBucket() {
        return new GcsError(404, "notFound", "The specified bucket does not exist.");
    }

    static GcsError noObject(String bucket, String name) {
        return new GcsError(404, "notFound", "No such object: " + bucket + "/" + name);
    }

    static GcsError conditionNotMet() {
        return new GcsError(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.",
                "If-Match");
    }

    static GcsError notModified() {
        return new GcsError(304, "notModified", "");
    }

    static GcsError gone(String message) {
        return new GcsError(410, "gone", message);
    }

    static GcsError unimplemented(String what) {
        return new GcsError(501, "notImplemented", "The fake does not do this: " + what);
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /// The message; never null, unlike an exception's in general.
    String text() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> body() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("message", text());
        detail.put("domain", "global");
        detail.put("reason", reason);
        if (!location.isEmpty()) {
            detail.put("locationType", "header");
            detail.put("location", location);
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", (long) status);
        error.put("message", text());
        error.put("errors", List.of(detail));
        return Map.of("error", error);
    }
}
