/// Which objects an order is about.
@NullMarked
package dev.crossdock.plan;

import org.jspecify.annotations.NullMarked;
