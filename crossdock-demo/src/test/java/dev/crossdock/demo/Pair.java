package dev.crossdock.demo;

import java.io.IOException;
import java.util.Map;

/// A source that stays as it is, and a target that can be looked at and emptied.
interface Pair {

    /// Locations as given on the command line.
    String[] command();

    /// What the target holds under its keys, whole, as others see it.
    Map<String, String> target() throws IOException;

    /// What is at the target besides objects: uploads under way, temporary files.
    int leftOvers() throws IOException;

    /// How many of these may stay after that many kills.
    int leftOversMost(int kills);

    /// Removes everything from the target.
    void emptyTarget() throws IOException;
}
