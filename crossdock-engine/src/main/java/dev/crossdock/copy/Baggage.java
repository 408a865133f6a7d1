package dev.crossdock.copy;

import dev.crossdock.object.Attributes;
import dev.crossdock.transfer.LeftBehind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What goes along with an object besides its bytes, and what stays behind.
///
/// @param attributes for the target to keep
/// @param modified time of last modification of the original, for a file to keep
/// @param storageClass of the new object, or an empty string for what the target is set up with
/// @param leftBehind what the target cannot keep or may not be read
record Baggage(Attributes attributes, Optional<Instant> modified, String storageClass, Set<LeftBehind> leftBehind) {}
