package dev.crossdock.store;

import java.time.Duration;
import java.util.Optional;

/// One failure, classed where it happened. Never holds a secret.
///
/// @param code what exactly failed
/// @param operation what was being done
/// @param where the object or place, as people know it (`s3://bucket/key`)
/// @param message one sentence: what happened, with the values that matter
/// @param answer what the service said, when one answered
/// @param retryAfter the pause that the service asked for
public record Failure(FailureCode code, Operation operation, String where, String message,
        Optional<ServiceAnswer> answer,
        Optional<Duration> retryAfter) {

    /// A failure that no service answered.
    public static Failure of(FailureCode code, Operation operation, String where, String message) {
        return new Failure(code, operation, where, message, Optional.empty(), Optional.empty());
    }

    /// The class of its code.
    public FailureClass failureClass() {
        return code.failureClass();
    }

    /// The same failure with another code.
    public Failure withCode(FailureCode other) {
        return new Failure(other, operation, where, message, answer, retryAfter);
    }

    /// One line for people.
    public String summary() {
        return code + " " + operation + ' ' + where + ": " + message;
    }
}
