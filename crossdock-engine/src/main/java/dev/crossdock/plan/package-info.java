/// Ordered listings merged in constant memory into work items.
@NullMarked
package dev.crossdock.plan;

import org.jspecify.annotations.NullMarked;
