/// The contract of stores, held against stores that keep it and against some that do not.
@NullMarked
package dev.crossdock.testkit.store;

import org.jspecify.annotations.NullMarked;
