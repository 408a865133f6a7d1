/// Tests of what carries objects.
@NullMarked
package dev.crossdock.copy;

import org.jspecify.annotations.NullMarked;
