package dev.crossdock.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// Where files go that need not outlive the process.
interface SpillPlace {

    /// The path of such a file, which does not exist yet.
    ///
    /// @param number never used before
    Path spill(int number) throws IOException;
}
