package dev.crossdock.testkit.server;

import java.util.Map;

/// What a server says about an object.
///
/// @param etag with its quotation marks
/// @param contentType empty if the server names none
/// @param checksums value in Base64 by the algorithm's name in S3
/// @param checksumType `FULL_OBJECT`, `COMPOSITE` or empty
public record OracleHead(long sizeBytes, String etag, String contentType, Map<String, String> metadata,
        Map<String, String> checksums, String checksumType) {
    public OracleHead {
        metadata = Map.copyOf(metadata);
        checksums = Map.copyOf(checksums);
    }
}
