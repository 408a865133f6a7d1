/// Draws work, bounds it, retries it and records its outcomes; the only package that joins plan, copy and ledger.
@NullMarked
package dev.crossdock.run;

import org.jspecify.annotations.NullMarked;
