package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.util.Optional;

/// A part that the store has.
///
/// @param number from 1
/// @param sizeBytes its size
/// @param etag as the store gave it
/// @param checksum that was sent with it or computed by the service
public record UploadedPart(int number, long sizeBytes, String etag, Optional<Checksum> checksum) {}
