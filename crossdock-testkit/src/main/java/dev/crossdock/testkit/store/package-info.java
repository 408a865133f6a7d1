/// What every store must do, as tests; stores that fail on purpose; names that break things.
@NullMarked
package dev.crossdock.testkit.store;

import org.jspecify.annotations.NullMarked;
