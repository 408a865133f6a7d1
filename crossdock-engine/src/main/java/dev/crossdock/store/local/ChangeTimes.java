package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps versions apart that only their time of change can tell apart. The clock of many filesystems ticks a hundred
/// times a second, and the identity of a file that was replaced or removed is free for the next one: a file must not go
/// within the tick in which it came.
final class ChangeTimes {

    private static final Duration PAUSE = Duration.ofMillis(1);

    /// Longer than any tick. A filesystem that keeps no time of change at all is not waited for any longer.
    private static final int PAUSES_MAX = 100;

    private final Disk disk;
    private final Tasks tasks;

    ChangeTimes(Tasks tasks, Disk disk) {
        this.tasks = tasks;
        this.disk = disk;
    }

    /// Changes `file`, of our own, until its time of change is no longer `former`.
    ///
    /// @param modified the time of last modification that it is to keep
    void pass(Instant former, Path file, Instant modified) throws IOException {
        for (int i = 0; i < PAUSES_MAX; i++) {
            disk.setModified(file, modified);
            Optional<FileFacts> facts = disk.stat(file);
            if (facts.isEmpty() || !facts.get().changed().equals(former)) {
                return;
            }
            tasks.sleep(PAUSE);
        }
    }
}
