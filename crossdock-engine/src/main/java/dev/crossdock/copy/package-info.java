/// Carries out one work item and proves it.
@NullMarked
package dev.crossdock.copy;

import org.jspecify.annotations.NullMarked;
