package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One command, run as a process once or several times, and what it leaves behind.
final class FaultTrial {

    /// What a wrong secret key is, where one is wanted; like the right one it may show up nowhere.
    static final String WRONG_SECRET = "wrong-but-no-less-a-secret";

    private final FaultStage stage;
    private final FaultPath path;
    private final String bucket;
    private final Path targetRoot;
    private final Program program;
    private final List<String> command = new ArrayList<>();

    FaultTrial(FaultStage stage, FaultPath path, String name, Path folder) {
        this.stage = stage;
        this.path = path;
        this.bucket = name;
        this.targetRoot = folder.resolve("target");
        this.program = new Program(folder.resolve("state")).at(stage.server());
        from(path.fromBucket() ? "s3://" + FaultStage.BUCKET + '/' : stage.sourceRoot().toString());
        command.add(path.toBucket() ? "s3://" + name + '/' : targetRoot.toString());
        if (path.fromBucket()) {
            command.add("--source-endpoint=" + stage.source().endpoint());
        }
        if (path.toBucket()) {
            command.add("--target-endpoint=" + stage.target().endpoint());
        }
    }

    private void from(String source) {
        command.add("copy");
        command.add(source);
    }

    /// Takes another source or target than the stage's.
    FaultTrial between(String source, String target) {
        command.set(1, source);
        command.set(2, target);
        return this;
    }

    /// Gives an option with its value, in place of the same one if there is one.
    FaultTrial option(String option) {
        String name = option.substring(0, option.indexOf('=') + 1);
        command.removeIf(each -> !name.isEmpty() && each.startsWith(name));
        command.add(option);
        return this;
    }

    Program program() {
        return program;
    }

    String bucket() {
        return bucket;
    }

    /// The command, with its report in JSON.
    String[] command() {
        List<String> words = new ArrayList<>(command);
        words.add("--json");
        return words.toArray(String[]::new);
    }

    /// Runs the command to its end.
    FaultReport run() throws Exception {
        return new FaultReport(ended(command()));
    }

    /// Runs any command in the same state directory, and looks for secrets in what comes out.
    Program.Ended ended(String... arguments) throws Exception {
        Program.Ended ended = program.run(arguments);
        requireNoSecret("standard output", ended.out());
        requireNoSecret("standard error", ended.err());
        requireNoSecretInState();
        return ended;
    }

    /// What the target holds, whole, as others see it.
    Map<String, String> target() throws IOException {
        return path.toBucket() ? new BucketPair("", stage.oracle(), bucket).target() : Tree.of(targetRoot);
    }

    /// Objects but for those of these keys.
    Map<String, String> sourceWithout(String... keys) {
        Map<String, String> rest = new TreeMap<>(stage.objects());
        rest.keySet().removeAll(List.of(keys));
        return rest;
    }

    /// The run is complete: every object was copied, once, and is there.
    void requireComplete(FaultReport report) throws Exception {
        assertThat(report.code()).as(report.toString()).isZero();
        requireAccounted(report);
        assertThat(report.failed()).as(report.toString()).isZero();
        assertThat(target()).isEqualTo(stage.objects());
        Journals journals = Journals.in(program.home());
        assertThat(journals.runs()).as("runs").isOne();
        assertThat(journals.finished()).as("finished runs").isOne();
        assertThat(journals.delivered()).as("copied once").doesNotHaveDuplicates().hasSize((int) report.copied());
    }

    /// The run is complete, but these objects failed for this reason. They are not at the target.
    void requireFailed(FaultReport report, String code, String failureClass, String... keys) throws Exception {
        requireFailure(report, code, failureClass, keys);
        assertThat(target()).isEqualTo(sourceWithout(keys));
    }

    /// The run is complete, but these objects failed for this reason. What is at the target is not looked at.
    void requireFailure(FaultReport report, String code, String failureClass, String... keys) throws Exception {
        assertThat(report.code()).as(report.toString()).isOne();
        requireAccounted(report);
        assertThat(report.failed()).as(report.toString()).isEqualTo(keys.length);
        assertThat(report.failedKeys()).containsExactlyInAnyOrder(keys);
        assertThat(report.json()).contains("\"code\":\"" + code + "\",\"class\":\"" + failureClass + '"');
        Program.Ended text = ended("report");
        assertThat(text.code()).isOne();
        assertThat(text.out()).contains(code + " (class " + failureClass + "): " + keys.length);
        assertThat(text.out()).contains(keys);
    }

    /// The run stopped early for this reason; what it says it copied is there, and nothing else.
    void requireStopped(FaultReport report, String code, String failureClass) throws Exception {
        assertThat(report.code()).as(report.toString()).isEqualTo(3);
        assertThat(report.ended().err()).contains(code).contains(failureClass);
        assertThat(report.json()).doesNotContain("\"state\":\"complete\"");
        if (report.json().isEmpty()) {
            return;
        }
        assertThat(report.copied() + report.skipped() + report.failed()).isLessThanOrEqualTo(stage.objects().size());
        assertThat(stage.objects()).as("only whole objects").containsAllEntriesOf(target());
        assertThat(target().keySet()).containsAll(Journals.in(program.home()).delivered());
    }

    /// Frees the memory of the server.
    void clear() {
        if (path.toBucket()) {
            new BucketPair("", stage.oracle(), bucket).emptyTarget();
        }
    }

    /// Uploads that were begun at the target and neither completed nor aborted.
    int leftOvers() throws IOException {
        return path.toBucket()
                ? stage.oracle().pendingUploads(bucket).size()
                : new DirectoryPair("", targetRoot).leftOvers();
    }

    private void requireAccounted(FaultReport report) {
        assertThat(report.copied() + report.skipped() + report.failed()).as(report.toString())
                .isEqualTo(stage.objects().size());
        assertThat(report.json()).contains("\"state\":\"complete\"");
    }

    private void requireNoSecretInState() throws IOException {
        if (!Files.exists(program.home())) {
            return;
        }
        try (Stream<Path> walk = Files.walk(program.home())) {
            for (Path each : walk.filter(Files::isRegularFile).toList()) {
                requireNoSecret(each.toString(), new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void requireNoSecret(String where, String text) {
        assertThat(text).as(where).doesNotContain(stage.server().secretKey()).doesNotContain(WRONG_SECRET);
    }
}
