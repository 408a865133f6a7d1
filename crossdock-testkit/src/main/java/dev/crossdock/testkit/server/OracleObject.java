package dev.crossdock.testkit.server;

/// One object of a listing.
///
/// @param etag with its quotation marks
public record OracleObject(String key, long sizeBytes, String etag) {}
