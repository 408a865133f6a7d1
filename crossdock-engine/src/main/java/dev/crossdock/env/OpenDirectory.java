package dev.crossdock.env;

import java.nio.file.Path;

/// A directory that stays the same one while it is open, whatever becomes of the path that led there. What is in it is
/// reached through the place where Linux shows what a process has open: no name on that way can be swapped.
final class OpenDirectory implements AutoCloseable {

    /// Where open files are shown, by number.
    static final String PLACE = "/proc/self/fd/";

    private final LinuxCalls calls;
    private final long number;
    private final Path place;

    /// @param number as [LinuxCalls#openDirectory] gave it
    OpenDirectory(LinuxCalls calls, long number) {
        this.calls = calls;
        this.number = number;
        this.place = Path.of(PLACE + number);
    }

    /// The directory itself, as long as it is open.
    Path itself() {
        return place;
    }

    /// What has the last name of `path` in this directory, as long as it is open.
    Path at(Path path) {
        Path name = path.getFileName();
        return name == null ? place : place.resolve(name);
    }

    @Override
    public void close() {
        calls.close(number);
    }
}
