/// A directory tree as an object store.
@NullMarked
package dev.crossdock.store.local;

import org.jspecify.annotations.NullMarked;
