package dev.crossdock.run;

import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.util.Optional;

/// An outcome on its way into the journal.
///
/// @param outcome what became of an object
/// @param replaced evidence of an earlier copy in this run that it takes the place of
record Settled(Outcome outcome, Optional<Receipt> replaced) {}
