package dev.crossdock.testkit.sim;

/// The simulated process is dead. Every call of its environment throws this, so that what still unwinds has no effect.
public final class SimulationKilled extends Error {

    private static final long serialVersionUID = 1L;

    SimulationKilled(String why) {
        super(why);
    }
}
