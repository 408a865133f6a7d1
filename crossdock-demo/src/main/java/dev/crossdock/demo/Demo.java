package dev.crossdock.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// `crossdock demo`: the real program moving real objects between two S3 servers that are not ours, through a network
/// that breaks, one object that may not be read, and a kill -9 in the middle. Ends with 0 only if everything that it
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
                    + " MiB: small ones, empty ones, "
                    + cargo.awkward() + " with awkward names, one of 300 MiB.");
            Faults faults = Faults.arm(stage.proxyToSource());
            say("Between the two, a proxy will reset one connection in mid-body and refuse " + Cargo.DENIED + '.');
            Shipping shipping = new Shipping(stage, launcher, out);
            killedAndResumed(shipping);
            return verdict(stage, cargo, faults, shipping);
        }
    }

    private void killedAndResumed(Shipping shipping) throws Exception {
        say("");
        say("$ " + shipping.command());
        int sent = shipping.copyAndKillAfter(Cargo.KILL_AFTER);
        say("... kill -9 after " + sent + " writes had reached the target. The same command again:");
        say("");
        say("$ " + shipping.command());
        int code = shipping.copy();
        say("");
        say("exit code " + code
                + (code == 1 ? ": complete, but for one object, which is named above." : ": not what was expected."));
    }

    private int verdict(Stage stage, Cargo cargo, Faults faults, Shipping shipping) {
        say("");
        say("Now an independent judge, the AWS SDK, lists both sides:");
        Verdict verdict = Verdict.of(stage, cargo, faults, shipping);
        verdict.lines().forEach(line -> say("  " + line));
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        say("");
        say((verdict.good() ? "All of it is as it should be" : "NOT as it should be") + ", after " + time.toSeconds()
                + " s.");
        return verdict.good() ? 0 : 1;
    }

    private void say(String line) {
        out.println(line);
    }
}
