package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.StoreException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `crossdock copy`.
@Command(name = "copy", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Copies what is below SOURCE to below TARGET, and proves every object.",
                "What is at the target already and is shown to be the same is not copied; nothing is deleted.",
                "A repeated command goes on where an interrupted one was."},
        footer = {"", "Examples:", "  crossdock copy s3://photos/2026/ s3://backup/photos/2026/",
                "  crossdock copy s3://photos/ /mnt/photos",
                "  crossdock copy ./report.pdf s3://docs/reports/ --target-endpoint https://s3.example.com", "",
                "Exit codes: 0 all good, 1 some objects failed, 2 wrong usage, 3 stopped early (the same command goes on)."})
final class CopyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "s3:// or gs://BUCKET/PREFIX, a directory or a file.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "s3:// or gs://BUCKET/PREFIX, or a directory.")
    private String target = "";

    @Mixin
    private SideOptions sides = new SideOptions();

    @Mixin
    private TransferOptions transfer = new TransferOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    CopyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forRuns(console.environment());
        transfer.limit(wiring);
        Transfer run = new Transfer(console, wiring, output);
        TransferOptions.Decided decided = transfer.decide(wiring, console, Rules.Extras.LEAVE);
        return run.execute(new Ends.Request("copy", source, target, sides, decided.canonical()),
                run.everything(decided.rules()), transfer.terms(OptionalLong.empty()));
    }
}
