/// What a run amounted to, from its journal alone.
@NullMarked
package dev.crossdock.report;

import org.jspecify.annotations.NullMarked;
