package dev.crossdock.testkit.sim;

/// What happened, as a hash of everything and as text of the last steps.
final class Trace {

    private static final int LINES = 40;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final String[] operations = new String[LINES];
    private final String[] tasks = new String[LINES];
    private long steps;
    private long hash = 1;

    void add(int taskNumber, String taskName, String operation, long nanos) {
        int line = (int) (steps % LINES);
        operations[line] = operation;
        tasks[line] = taskName;
        steps++;
        mix(taskNumber);
        mix(operation.hashCode());
        mix(nanos);
    }

    private void mix(long value) {
        hash = Long.rotateLeft((hash ^ value) * PRIME, 29);
    }

    long hash() {
        return hash;
    }

    long steps() {
        return steps;
    }

    void appendTo(StringBuilder text) {
        text.append("\nlast steps:");
        for (long step = Math.max(0, steps - LINES); step < steps; step++) {
            int line = (int) (step % LINES);
            text.append("\n  ").append(step + 1).append(' ').append(tasks[line]).append(": ").append(operations[line]);
        }
    }
}
