package dev.crossdock.demo;

import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes the cache of loaded classes that commands start from: one process plays every verb on directories and on an S3
/// server, and the JVM keeps what that took. The launcher calls it after a build; `CROSSDOCK_AOT=train` asks for it.
public final class Training {

    private static final int MINUTES_MAX = 3;

    private final Path cache;
    private final Path folder;

    private Training(Path cache, Path folder) {
        this.cache = cache;
        this.folder = folder;
    }

    /// Trains, and puts the cache into its place in one step, so that no command ever sees half of one.
    ///
    /// @param arguments the file to make, the class path of the commands, and the JVM's flags as commands are given them:
    ///            the JVM takes the cache for no others
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path cache = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory("crossdock-training");
        try {
            new Training(cache, folder).train(arguments[1], List.of(arguments).subList(2, arguments.length));
        } finally {
            remove(folder);
        }
    }

    private void train(String classPath, List<String> flags) throws IOException, InterruptedException {
        Script script = Script.write(folder);
        try (S3MockServer server = S3MockServer.start(); SdkOracle oracle = SdkOracle.of(server)) {
            oracle.createBucket(Script.SOURCE);
            oracle.createBucket(Script.TARGET);
            Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
            try {
                rehearse(command(fresh, classPath, flags), script, server);
                publish(fresh);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
    }

    private static List<String> command(Path fresh, String classPath, List<String> flags) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(List.of("-XX:AOTCacheOutput=" + fresh, "-cp", classPath, "dev.crossdock.app.Rehearsal"));
        return words;
    }

    /// The environment is none but this: what a user has set must not decide what is trained.
    private void rehearse(List<String> words, Script script, S3Server server) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(script.file().toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString(), "CROSSDOCK_HOME",
                folder.resolve("state").toString(), "CROSSDOCK_TERMINAL", "1"));
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", server.accessKey(), "AWS_SECRET_ACCESS_KEY", server.secretKey(),
                "AWS_REGION", S3Server.REGION, "AWS_ENDPOINT_URL_S3", server.endpoint().toString()));
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("the rehearsal still ran after " + MINUTES_MAX + " minutes\n" + text(log));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the rehearsal ended with " + process.exitValue() + '\n' + text(log));
        }
    }

    /// Forced before it is named: the JVM notices a cache that is not its own, but not one with holes in it.
    private void publish(Path fresh) throws IOException {
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
