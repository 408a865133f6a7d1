/// Contracts that every store and ledger must keep, and the faults they must survive.
@NullMarked
package dev.crossdock.testkit;

import org.jspecify.annotations.NullMarked;
