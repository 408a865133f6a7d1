/// What every ledger fulfils.
@NullMarked
package dev.crossdock.testkit.ledger;

import org.jspecify.annotations.NullMarked;
