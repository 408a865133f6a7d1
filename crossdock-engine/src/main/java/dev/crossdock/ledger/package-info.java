/// The journal of each run: what happened, durably.
@NullMarked
package dev.crossdock.ledger;

import org.jspecify.annotations.NullMarked;
