package dev.crossdock.demo;

import dev.crossdock.testkit.server.S3Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// The command line as a person would type it.
    String command() {
        return String.join(" ", words("crossdock"));
    }

    private List<String> words(String program) {
        return List.of(program, "copy", "s3://" + Stage.SOURCE_BUCKET + '/', "s3://" + Stage.TARGET_BUCKET + '/',
                "--source-endpoint", stage.proxyToSource().endpoint().toString(), "--target-endpoint",
                stage.proxyToTarget().endpoint().toString());
    }

    /// Runs it and kills it as soon as that many writes have reached the target.
    ///
    /// @return how many had reached it
    int copyAndKillAfter(int writes) throws IOException, InterruptedException {
        Process process = start(words(launcher.toString()));
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

    /// Runs it to its end.
    ///
    /// @return exit code
    int copy() throws IOException, InterruptedException {
        Process process = start(words(launcher.toString()));
        report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        out.print(report);
        return code;
    }

    /// What the last run printed.
    String report() {
        return report;
    }

    private Process start(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("CROSSDOCK_HOME", home.toString());
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
