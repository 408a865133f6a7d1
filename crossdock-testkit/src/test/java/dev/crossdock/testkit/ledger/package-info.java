/// Ledgers held against their contract, and damaged.
@NullMarked
package dev.crossdock.testkit.ledger;

import org.jspecify.annotations.NullMarked;
