package dev.crossdock.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/// Another process that tries to lock a file.
final class LockAttempt {

    private static final int FREE = 10;
    private static final int HELD = 11;

    private LockAttempt() {}

    /// Whether another process finds the file locked.
    static boolean findsLocked(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin/java",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), LockAttempt.class.getName(),
                file.toString()).inheritIO().start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the other process does not end");
            }
            return switch (process.exitValue()) {
                case FREE -> false;
                case HELD -> true;
                default -> throw new AssertionError("the other process failed: " + process.exitValue());
            };
        } finally {
            process.destroyForcibly();
        }
    }

    /// Tries it.
    ///
    /// @param args the file
    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            System.exit(lock == null ? HELD : FREE);
        }
    }
}
