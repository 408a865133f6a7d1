package dev.crossdock.testkit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Java program in a process of its own, with a folder for its files. It cannot outlive this one: it hangs on a pipe,
/// and when the pipe closes, whatever the reason, a shell kills it.
final class ChildServer implements AutoCloseable {
    // The program's own input is empty; the pipe is the shell's alone.
    private static final String LEASH = """
            exec 3<&0
            "$@" 3<&- </dev/null &
            child=$!
            { cat <&3 >/dev/null; kill -9 $child 2>/dev/null; } &
            wait $child
            code=$?
            echo "ended with status $code"
            exit $code""";
    private static final int TAIL_LINES = 30;
    private static final int POLL_MILLIS = 25;

    private final String name;
    private final Path home;
    private final Process process;
    private final Thread hook = new Thread(this::end, "end of child server");

    private ChildServer(String name, Path home, Process process) {
        this.name = name;
        this.home = home;
        this.process = process;
    }

    /// A new folder for a server's files, readable by nobody else.
    static Path newHome(String name) {
        try {
            return Files.createTempDirectory("crossdock-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts the program and waits until it answers.
    ///
    /// @param home from {@link #newHome}, removed on close
    /// @throws IllegalStateException if it ends or does not answer in time, with the end of what it printed
    static ChildServer start(Launch launch, Path home) {
        ChildServer server = new ChildServer(launch.name(), home, spawn(launch, home));
        Runtime.getRuntime().addShutdownHook(server.hook);
        try {
            server.awaitAnswer(launch);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    long pid() {
        return process.pid();
    }

    /// The last lines of what the program printed.
    String logTail() {
        try {
            List<String> lines = Files.readString(home.resolve("log"), StandardCharsets.ISO_8859_1).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The virtual machine is going down: the hook does what is left.
            return;
        }
        end();
    }

    private static Process spawn(Launch launch, Path home) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", LEASH, "leash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Djava.io.tmpdir=" + home));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", launch.library() + File.separator + "*", launch.mainClass()));
        command.addAll(launch.arguments());
        try {
            return new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(Launch launch) {
        long start = System.nanoTime();
        while (!answers(launch)) {
            if (System.nanoTime() - start > launch.startMax().toNanos()) {
                throw new IllegalStateException(
                        name + " did not answer within " + launch.startMax() + "; its output ends with:\n" + logTail());
            }
            if (endedWithin(POLL_MILLIS)) {
                throw new IllegalStateException(
                        name + " ended before it answered; its output ends with:\n" + logTail());
            }
        }
    }

    private static boolean answers(Launch launch) {
        try {
            HttpURLConnection connection = (HttpURLConnection) launch.probe().toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(10_000);
            boolean answered = connection.getResponseCode() > 0;
            connection.disconnect();
            return answered;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean endedWithin(int millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was starting", e);
        }
    }

    private void end() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
