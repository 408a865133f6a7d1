/// Names and facts of stored things: locations, keys, versions, checksums, ranges.
@NullMarked
package dev.crossdock.object;

import org.jspecify.annotations.NullMarked;
