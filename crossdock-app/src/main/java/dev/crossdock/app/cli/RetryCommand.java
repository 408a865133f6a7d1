package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.FailureFilter;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.plan.KeyPlan;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `crossdock retry`.
@Command(name = "retry", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Tries again what failed in a run, and only that: each object is looked at on both sides and copied"
                        + " if it still needs to be.",
                "The run's own options hold (endpoints, what may be overwritten, ...); nothing is deleted. It is a run of"
                        + " its own, with its own journal and report."},
        footer = {"", "Examples:", "  crossdock retry", "  crossdock retry 20261120T19 --class ACCESS_DENIED",
                "  crossdock retry 20261120T19 --code THROTTLED --prefix logs/2026/", "",
                "Exit codes: 0 all good, 1 some objects failed again, 2 wrong usage, 3 stopped early."})
final class RetryCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN", arity = "0..1",
            description = "Name of the run, or the start of it (default: the latest).")
    private String run = "";

    @Option(names = "--class", paramLabel = "CLASS", description = "Only failures of this class. Repeatable.")
    private List<FailureClass> classes = List.of();

    @Option(names = "--code", paramLabel = "CODE", description = "Only failures with this code. Repeatable.")
    private List<FailureCode> codes = List.of();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only source keys that begin so.")
    private String prefix = "";

    @Option(names = "--workers", paramLabel = "N", defaultValue = "32",
            description = "Objects carried at once, 1 to 256 (default: 32).")
    private int workers;

    @Mixin
    private CapOptions caps = new CapOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    /// The options of the order that is repeated, in the words that it was given in.
    @Command(name = "order")
    private static final class Original {

        @Mixin
        private TransferOptions transfer = new TransferOptions();

        @Mixin
        private SideOptions sides = new SideOptions();

        /// What a retry that is retried was told itself, and whether its origin deleted: taken and left alone.
        @Unmatched
        @SuppressWarnings("UnusedVariable")
        private List<String> others = new ArrayList<>();
    }

    RetryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forRuns(console.environment());
        caps.apply(wiring.limits());
        FileLedger ledger = wiring.ledger();
        RunSummary found = RunFinder.find(ledger, run);
        OrderWords words = OrderWords.of(found);
        Original original = new Original();
        new CommandLine(original).setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.options().toArray(new String[0]));
        TransferOptions.Decided decided = original.transfer.decide(wiring, console, Rules.Extras.LEAVE);
        Rules rules = decided.rules();
        Ends.Request request = new Ends.Request("retry", words.source(), words.target(), original.sides,
                canonical(found.run(), decided.canonical()));
        return new Transfer(console, wiring, output).execute(request,
                ends -> (before, earlier) -> new KeyPlan(ends.order(), rules, ends.source(), ends.target(),
                        keys(ledger, found.run()), before),
                original.transfer.terms(workers, OptionalLong.empty()));
    }

    private List<String> canonical(String of, List<String> original) {
        List<String> options = new ArrayList<>(original);
        options.add("--of=" + of);
        classes.forEach(each -> options.add("--class=" + each.name().toLowerCase(Locale.ROOT)));
        codes.forEach(each -> options.add("--code=" + each.name().toLowerCase(Locale.ROOT)));
        if (!prefix.isEmpty()) {
            options.add("--prefix=" + prefix);
        }
        return options;
    }

    private KeyPlan.KeySource keys(FileLedger ledger, String of) {
        return new FailedKeys(ledger, of, new FailureFilter(Set.copyOf(classes), Set.copyOf(codes), prefix));
    }
}
