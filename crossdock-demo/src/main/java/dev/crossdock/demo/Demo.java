package dev.crossdock.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// `crossdock demo`: the real program moving real objects between two S3 servers that are not ours: through a network
/// that breaks, a service that throttles, one object that may not be read, a kill -9 in the middle; then what failed is
/// tried again, a changed source is mirrored, and a mass delete is refused. Ends with 0 only if everything that it
/// shows is so.
public final class Demo {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    private Demo(PrintStream out) {
        this.out = out;
    }

    /// Runs the demo.
    ///
    /// @param arguments none are taken; the first one is the command's own name
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length > 1) {
            out.println("usage: crossdock demo");
            System.exit(2);
        }
        System.exit(new Demo(out).run(Path.of(System.getProperty("crossdock.launcher", "./crossdock"))));
    }

    private int run(Path launcher) throws Exception {
        say("Starting two S3 servers that we did not write, each a process of its own ...");
        try (Stage stage = Stage.set()) {
            say("  source  S3Mock at " + stage.source().server().endpoint());
            say("  target  S3Mock at " + stage.target().server().endpoint());
            Cargo cargo = Cargo.load(stage.source().oracle());
            say("The source holds " + cargo.objects() + " objects, " + (cargo.bytes() >> 20)
                    + " MiB: small ones, empty ones, " + cargo.awkward() + " with awkward names, one of 300 MiB.");
            Shipping shipping = new Shipping(stage, launcher, out);
            Verdict verdict = new Verdict(stage, out);
            copyThroughTrouble(stage, shipping, verdict);
            retryWhatFailed(stage, shipping, verdict);
            mirrorAChange(stage, shipping, verdict);
            refuseAMassDelete(stage, shipping, verdict);
            verifyIndependently(shipping, verdict);
            return end(verdict);
        }
    }

    private void copyThroughTrouble(Stage stage, Shipping shipping, Verdict verdict) throws Exception {
        Faults faults = Faults.arm(stage.proxyToSource(), stage.proxyToTarget());
        title("1. A copy through trouble");
        say("Between the two, a proxy resets a connection in mid-body, answers " + Faults.THROTTLED
                + " writes with \"slow down\", and refuses " + Cargo.DENIED + '.');
        say("$ " + Shipping.command("copy"));
        int sent = shipping.copyAndKillAfter(Cargo.KILL_AFTER);
        say("... kill -9 after " + sent + " writes had reached the target. The same command again:");
        say("$ " + Shipping.command("copy"));
        int code = shipping.run("copy");
        Map<String, Long> expected = verdict.source();
        expected.remove(Cargo.DENIED);
        judge();
        verdict.check(code == 1, "exit code " + code + ": complete, but for one object");
        verdict.check(expected.equals(verdict.target()), expected.size()
                + " objects at the target, the same keys and sizes as at the source but for the refused one");
        verdict.check(verdict.sameBytes(Cargo.LARGE), "the SHA-256 of the 300 MiB object is the same on both sides");
        verdict.check(verdict.underWay() == 0, "no upload is left half made at the target");
        verdict.check(faults.reset().fired() == 1,
                "the connection was reset in mid-body once, and the read went on where it broke off");
        verdict.check(faults.throttling().fired() == Faults.THROTTLED,
                faults.throttling().fired() + " writes were throttled, and no object failed for it");
        verdict.check(faults.refusal().fired() > 0 && shipping.says("ACCESS_DENIED", Cargo.DENIED),
                "the refused object is named in the report, with class and code");
    }

    private void retryWhatFailed(Stage stage, Shipping shipping, Verdict verdict) throws Exception {
        title("2. Access is restored; what failed is tried again, and only that");
        stage.proxyToSource().clearRules();
        long reads = stage.proxyToSource().requests("GET");
        say("$ crossdock retry");
        int code = shipping.retry();
        judge();
        verdict.check(code == 0 && verdict.source().equals(verdict.target()),
                "both sides hold the same keys and sizes");
        verdict.check(stage.proxyToSource().requests("GET") == reads + 1, "one object was read, once");
    }

    private void mirrorAChange(Stage stage, Shipping shipping, Verdict verdict) throws Exception {
        title("3. The source changes: 3 objects are new, 2 are other, 4 are gone");
        Cargo.change(stage.source().oracle());
        say("$ " + Shipping.command("plan", "--delete"));
        shipping.run("plan", "--delete");
        verdict.check(!verdict.source().equals(verdict.target()), "planning has changed nothing");
        long reads = stage.proxyToSource().requests("GET");
        say("");
        say("$ " + Shipping.command("sync", "--delete"));
        int code = shipping.run("sync", "--delete");
        judge();
        verdict.check(code == 0 && verdict.source().equals(verdict.target()), "the target is what the source is");
        long asked = stage.proxyToSource().requests("GET") - reads;
        verdict.check(asked <= 5 + Cargo.LISTINGS_MOST, "the source was asked " + asked
                + " times for listings and the 5 new or other objects, and not for the unchanged ones");
    }

    private void refuseAMassDelete(Stage stage, Shipping shipping, Verdict verdict) throws Exception {
        title("4. Somebody empties most of the source; a mirror would empty the target");
        int gone = Cargo.empty(stage.source().oracle());
        Map<String, Long> before = verdict.target();
        say("$ " + Shipping.command("sync", "--delete"));
        int code = shipping.run("sync", "--delete");
        judge();
        verdict.check(code == 3,
                "exit code 3: stopped, before anything was deleted, until --delete-limit says that it is"
                        + " meant");
        verdict.check(verdict.target().equals(before),
                "the target still has all of its " + before.size() + " objects, the " + gone + " lost ones among them");
    }

    private void verifyIndependently(Shipping shipping, Verdict verdict) throws Exception {
        title("5. What is left at the source is proven once more, by comparing both sides");
        say("$ " + Shipping.command("verify", "--one-way"));
        int code = shipping.run("verify", "--one-way");
        verdict.check(code == 0, "exit code " + code + ": every object of the source is the same at the target");
    }

    private int end(Verdict verdict) {
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        say("");
        say((verdict.good() ? "All of it is as it should be" : "NOT as it should be") + ", after " + time.toSeconds()
                + " s.");
        return verdict.good() ? 0 : 1;
    }

    private void judge() {
        say("");
        say("An independent judge, the AWS SDK, finds:");
    }

    private void title(String text) {
        say("");
        say(text);
        say("-".repeat(text.length()));
    }

    private void say(String line) {
        out.println(line);
    }
}
