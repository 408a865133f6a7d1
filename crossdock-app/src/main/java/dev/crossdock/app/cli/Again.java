package dev.crossdock.app.cli;

import java.util.List;

/// Executes the command line that another one stands for.
interface Again {

    /// Executes it.
    ///
    /// @param words command and its arguments
    /// @return exit code
    int execute(List<String> words);
}
