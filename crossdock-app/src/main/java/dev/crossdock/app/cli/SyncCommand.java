package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `crossdock sync`.
@Command(name = "sync", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Makes TARGET hold what SOURCE holds, and proves every object that it copies.",
                "What only the target has is deleted with --delete, and only then: when both listings are complete, the"
                        + " source confirms for each object that it has none, and what is deleted is what was listed.",
                "More than 10 objects and 10 %% of the target, an empty source, or anything that failed stops deletion"
                        + " before it begins, until --delete-limit says how many are meant."},
        footer = {"", "Examples:", "  crossdock plan s3://photos/ /mnt/photos --delete",
                "  crossdock sync s3://photos/ /mnt/photos --delete",
                "  crossdock sync s3://photos/ /mnt/photos --delete --delete-limit 500", "",
                "Exit codes: 0 all good, 1 some objects failed, 2 wrong usage, 3 stopped early (the same command goes on)."})
final class SyncCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "s3:// or gs://BUCKET/PREFIX, a directory or a file.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "s3:// or gs://BUCKET/PREFIX, or a directory.")
    private String target = "";

    @Mixin
    private DeleteOptions delete = new DeleteOptions();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Mixin
    private SideOptions sides = new SideOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    SyncCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forRuns(console.environment());
        transfer.limit(wiring);
        TransferOptions.Decided decided = transfer.decide(wiring, console, delete.extras());
        List<String> options = new ArrayList<>(decided.canonical());
        options.addAll(delete.canonical());
        Transfer run = new Transfer(console, wiring, output);
        return run.execute(new Ends.Request("sync", source, target, sides, options), run.everything(decided.rules()),
                transfer.terms(delete.limit()));
    }
}
