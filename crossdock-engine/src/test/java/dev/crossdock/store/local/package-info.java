/// What a directory tree can do to a store.
@NullMarked
package dev.crossdock.store.local;

import org.jspecify.annotations.NullMarked;
