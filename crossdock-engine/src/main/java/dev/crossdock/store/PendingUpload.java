package dev.crossdock.store;

import java.time.Instant;
import java.util.Optional;

/// An upload that was started and neither completed nor aborted.
///
/// @param key the object it is for
/// @param token reopens it
/// @param started when, if the store tells
public record PendingUpload(String key, String token, Optional<Instant> started) {}
