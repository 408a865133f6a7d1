package dev.crossdock.testkit.sim;

/// How often the network did harm on purpose.
final class LinkFaults {

    int refusals;
    int resets;
    int silences;
}
