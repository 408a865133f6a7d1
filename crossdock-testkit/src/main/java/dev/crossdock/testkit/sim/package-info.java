/// A machine that follows from a seed: virtual time, tasks that take turns, a network and a disk that fail on demand.
@NullMarked
package dev.crossdock.testkit.sim;

import org.jspecify.annotations.NullMarked;
