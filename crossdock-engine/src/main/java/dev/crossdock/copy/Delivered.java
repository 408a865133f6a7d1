package dev.crossdock.copy;

import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.Receipt;
import java.util.Set;

/// One object that was copied and proven.
///
/// @param receipt the evidence
/// @param leftBehind what of it, besides its bytes, was not carried along
public record Delivered(Receipt receipt, Set<LeftBehind> leftBehind) {

    /// Copies the set.
    public Delivered {
        leftBehind = Set.copyOf(leftBehind);
    }
}
