/// An object store in memory, for tests and simulations.
@NullMarked
package dev.crossdock.store.memory;

import org.jspecify.annotations.NullMarked;
