package dev.crossdock.demo;

import dev.crossdock.testkit.server.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The built launcher, with an environment of its own: nothing of the test's environment reaches it but the PATH.
final class Program {

    private final Path home;
    private final Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    Program(Path home) {
        this(home, launcher());
    }

    /// That of another distribution.
    Program(Path home, Path launcher) {
        this.home = home;
        this.launcher = launcher;
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("CROSSDOCK_HOME", home.toString());
    }

    Program with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Program without(String name) {
        environment.remove(name);
        return this;
    }

    /// Gives it the credentials of a server, for both sides.
    Program at(S3Server server) {
        return with("AWS_ACCESS_KEY_ID", server.accessKey()).with("AWS_SECRET_ACCESS_KEY", server.secretKey())
                .with("AWS_REGION", S3Server.REGION).with("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
    }

    Path home() {
        return home;
    }

    /// What a run of the program did.
    record Ended(int code, String out, String err) {}

    /// Runs it to its end, which must come within two minutes.
    Ended run(String... arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile("crossdock", ".err");
        Process process = start(err, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after two minutes: " + List.of(arguments));
        }
        Ended ended = new Ended(process.exitValue(), out, Files.readString(err));
        Files.delete(err);
        return ended;
    }

    /// Starts it; what it prints to standard error goes to a file.
    Process start(Path err, String... arguments) throws IOException {
        return startThrough(List.of(), err, arguments);
    }

    /// Starts it through another program, which becomes it.
    Process startThrough(List<String> through, Path err, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(through);
        words.addAll(List.of("/bin/sh", launcher.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// The launcher as it stands in the distribution, which never builds.
    static Path launcher() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path launcher = folder.resolve("crossdock-app/target/dist/crossdock");
            if (Files.isRegularFile(launcher)) {
                return launcher;
            }
        }
        throw new IllegalStateException("there is no crossdock-app/target/dist/crossdock: run mvn package first");
    }
}
