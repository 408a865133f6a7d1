package dev.crossdock.run;

import dev.crossdock.copy.Finding;

/// One key of a verification and what was found out about it.
///
/// @param key at the source; of what could not be listed, as close to a key as is known
/// @param targetKey at the target
/// @param sizeBytes as listed at the source, or else at the target; 0 of what could not be listed
/// @param finding with its verdict
public record Checked(String key, String targetKey, long sizeBytes, Finding finding) {}
