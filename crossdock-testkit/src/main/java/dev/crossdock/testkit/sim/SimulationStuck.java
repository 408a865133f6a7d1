package dev.crossdock.testkit.sim;

import java.util.List;

/// The simulated process can make no progress: all its tasks wait for each other, or it never comes to an end. The
/// message lists what each task waits for and the last steps.
public final class SimulationStuck extends AssertionError {

    private static final long serialVersionUID = 1L;

    private SimulationStuck(String what) {
        super(what);
    }

    static SimulationStuck of(String what, long nanos, List<SimTask<?>> unfinished, Trace trace) {
        StringBuilder text = new StringBuilder(what).append(" at ").append(nanos).append(" ns");
        for (SimTask<?> task : unfinished) {
            text.append("\n  task ").append(task.name).append(" waits for ").append(task.waitingFor());
        }
        trace.appendTo(text);
        return new SimulationStuck(text.toString());
    }
}
