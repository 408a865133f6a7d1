package dev.crossdock.env;

/// What carries a task.
enum ThreadKind {
    VIRTUAL,
    DAEMON;

    Thread start(String name, Runnable work) {
        return switch (this) {
            case VIRTUAL -> Thread.ofVirtual().name(name).start(work);
            case DAEMON -> Thread.ofPlatform().daemon().name(name).start(work);
        };
    }
}
