/// The contract that every object store fulfils, what it may fail with, and what wraps it.
@NullMarked
package dev.crossdock.store;

import org.jspecify.annotations.NullMarked;
