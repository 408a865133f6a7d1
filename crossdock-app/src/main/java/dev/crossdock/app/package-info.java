/// Where the doors to the engine are put together.
@NullMarked
package dev.crossdock.app;

import org.jspecify.annotations.NullMarked;
