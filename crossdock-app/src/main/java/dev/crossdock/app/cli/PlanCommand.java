package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.Baseline;
import dev.crossdock.object.Keys;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.Sameness;
import dev.crossdock.plan.WorkSource;
import dev.crossdock.report.JsonText;
import dev.crossdock.run.KnownPair;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock plan`.
@Command(name = "plan", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Shows what `sync` (and `copy`, which never deletes) would do, and why, and does none of it.",
                "The same listings, baseline, filters and rules decide. A line has what would be done, size in bytes,"
                        + " key, and in brackets what decided it."},
        footer = {"", "Examples:", "  crossdock plan s3://photos/ /mnt/photos --exclude '*.tmp'",
                "  crossdock plan s3://photos/ /mnt/photos --delete --all", "",
                "Exit codes: 0 planned, 2 wrong usage, 3 a listing broke off."})
final class PlanCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "s3:// or gs://BUCKET/PREFIX, a directory or a file.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "s3:// or gs://BUCKET/PREFIX, or a directory.")
    private String target = "";

    @Option(names = "--all", description = "Show what would be skipped, too.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin
    private DeleteOptions delete = new DeleteOptions();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Mixin
    private SideOptions sides = new SideOptions();

    private final Console console;
    private final long[] objects = new long[Action.values().length];
    private final long[] bytes = new long[Action.values().length];

    /// What would be done.
    private enum Action {
        COPY, SKIP, DELETE;

        private String word() {
            return switch (this) {
                case COPY -> "copy";
                case SKIP -> "skip";
                case DELETE -> "delete";
            };
        }
    }

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forRuns(console.environment());
        transfer.limit(wiring);
        TransferOptions.Decided decided = transfer.decide(wiring, console, delete.extras());
        try (Ends ends = Ends.open(wiring, console,
                new Ends.Request("plan", source, target, sides, decided.canonical()),
                odd -> console.err().println("crossdock: " + odd.summary()), failure -> {
                });
                Baseline baseline = wiring.ledger().baseline(ends.order());
                WorkSource plan = new Plan(ends.order(), decided.rules(),
                        wiring.source(ends.order(), ends.source()), wiring.target(ends.order(), ends.target()),
                        Proven.NOTHING, new KnownPair(Optional.of(baseline)))) {
            for (Optional<WorkItem> next = plan.next(); next.isPresent(); next = plan.next()) {
                show(next.get(), ends);
            }
        }
        sum();
        return ExitCode.GOOD;
    }

    private void show(WorkItem item, Ends ends) throws StoreException {
        switch (item) {
            case WorkItem.Keep keep -> line(Action.SKIP, keep.source().sizeBytes(), keep.key(), reason(keep));
            case WorkItem.Extra extra ->
                line(Action.DELETE, extra.target().sizeBytes(), extra.target().key(), extra.because());
            case WorkItem.Copy copy -> {
                // A run looks, too, before it moves bytes.
                boolean same = Sameness.decide(copy, ends.source(), ends.target()).isPresent();
                line(same ? Action.SKIP : Action.COPY, copy.source().sizeBytes(), copy.key(),
                        same ? KeepReason.SAME_CHECKSUM + ": both stores keep the same checksum" : copy.because());
            }
        }
    }

    private static String reason(WorkItem.Keep keep) {
        return keep.because().isEmpty() ? keep.why().name() : keep.why() + ": " + keep.because();
    }

    private void line(Action action, long sizeBytes, String key, String because) {
        objects[action.ordinal()]++;
        bytes[action.ordinal()] += sizeBytes;
        if (action == Action.SKIP && !all) {
            return;
        }
        if (json) {
            console.out().println(new JsonText().begin().name("action").value(action.word()).name("size")
                    .value(sizeBytes).name("key").value(key).name("because").value(because).end());
            return;
        }
        String size = Long.toString(sizeBytes);
        console.out().println(new StringBuilder(160).append(action.word()).repeat(' ', 7 - action.word().length())
                .repeat(' ', Math.max(0, 14 - size.length())).append(size).append("  ").append(Keys.printable(key))
                .append("  (").append(because).append(')'));
    }

    private void sum() {
        for (Action each : Action.values()) {
            console.err().println("would " + each.word() + ' ' + objects[each.ordinal()] + " objects, "
                    + Units.bytes(bytes[each.ordinal()]));
        }
    }
}
