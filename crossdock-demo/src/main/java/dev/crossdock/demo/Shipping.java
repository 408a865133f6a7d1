package dev.crossdock.demo;

import dev.crossdock.testkit.server.S3Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The built program, run as a user runs it.
final class Shipping {

    private final Stage stage;
    private final Path launcher;
    private final PrintStream out;
    private final Path home;
    private String report = "";

    Shipping(Stage stage, Path launcher, PrintStream out) throws IOException {
        this.stage = stage;
        this.launcher = launcher;
        this.out = out;
        this.home = Files.createTempDirectory("crossdock-demo");
    }

    /// The command line of a copy as a person would type it.
    static String command(String verb, String... more) {
        return "crossdock " + verb + " s3://" + Stage.SOURCE_BUCKET + "/ s3://" + Stage.TARGET_BUCKET + '/'
                + (more.length == 0 ? "" : ' ' + String.join(" ", more));
    }

    private List<String> words(String verb, String... more) {
        List<String> words = new ArrayList<>(List.of(launcher.toString(), verb, "s3://" + Stage.SOURCE_BUCKET + '/',
                "s3://" + Stage.TARGET_BUCKET + '/'));
        words.addAll(List.of(more));
        return words;
    }

    /// Runs it and kills it as soon as that many writes have reached the target.
    ///
    /// @return how many had reached it
    int copyAndKillAfter(int writes) throws IOException, InterruptedException {
        Process process = start(words("copy"));
        while (process.isAlive() && stage.proxyToTarget().requests("PUT") < writes) {
            process.waitFor(java.time.Duration.ofMillis(1));
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the copy ended by itself before it could be killed: exit " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
        return Math.toIntExact(stage.proxyToTarget().requests("PUT"));
    }

    /// Runs a verb between both buckets to its end.
    ///
    /// @return exit code
    int run(String verb, String... more) throws IOException, InterruptedException {
        return run(words(verb, more));
    }

    /// Tries again what failed in the last run.
    ///
    /// @return exit code
    int retry() throws IOException, InterruptedException {
        return run(List.of(launcher.toString(), "retry"));
    }

    private int run(List<String> words) throws IOException, InterruptedException {
        Process process = start(words);
        report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        out.print(report);
        return code;
    }

    /// Whether the last command printed all of these.
    boolean says(String... texts) {
        for (String each : texts) {
            if (!report.contains(each)) {
                return false;
            }
        }
        return true;
    }

    private Process start(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("CROSSDOCK_HOME", home.toString());
        environment.put("CROSSDOCK_SOURCE_AWS_ENDPOINT_URL_S3", stage.proxyToSource().endpoint().toString());
        environment.put("CROSSDOCK_TARGET_AWS_ENDPOINT_URL_S3", stage.proxyToTarget().endpoint().toString());
        credentials(environment, "CROSSDOCK_SOURCE_", stage.source().server());
        credentials(environment, "CROSSDOCK_TARGET_", stage.target().server());
        return builder.start();
    }

    private static void credentials(Map<String, String> environment, String side, S3Server server) {
        environment.put(side + "AWS_ACCESS_KEY_ID", server.accessKey());
        environment.put(side + "AWS_SECRET_ACCESS_KEY", server.secretKey());
        environment.put(side + "AWS_REGION", S3Server.REGION);
    }
}
