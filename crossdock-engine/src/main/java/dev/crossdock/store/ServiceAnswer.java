package dev.crossdock.store;

/// What a service said when it refused, kept for its support and ours.
///
/// @param status HTTP status
/// @param serviceCode the service's own error code, or an empty string
/// @param requestId the service's id of the request, or an empty string
/// @param excerpt start of a body that could not be understood, at most 1 KiB, or an empty string
public record ServiceAnswer(int status, String serviceCode, String requestId, String excerpt) {}
