package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.util.List;
import java.util.Optional;

/// What one go at a segment gave.
///
/// @param segment that was read
/// @param stats in order; may be fewer than asked for, or none
/// @param ended whether the segment's listing has no more
/// @param failure what kept it from giving more
record Chunk(Segment segment, List<ObjectStat> stats, boolean ended, Optional<Throwable> failure) {}
