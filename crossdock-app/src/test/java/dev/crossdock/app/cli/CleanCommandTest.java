package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.object.Location;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.local.LocalStore;
import dev.crossdock.transfer.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `crossdock clean`: what of ours it removes, and what it leaves alone.
final class CleanCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Path target = directory;
    private RunShelf shelf = new RunShelf(directory);

    @BeforeEach
    void prepare() throws Exception {
        shelf = new RunShelf(directory);
        target = Files.createDirectory(directory.resolve("to"));
    }

    @Test
    void onlyUploadsOfOurRunsAreAborted() throws Exception {
        String ours = upload("ours");
        String foreign = upload("foreign");
        String run = shelf.unfinished(shelf.copyTo(target), ours);

        assertThat(clean()).isEqualTo(ExitCode.GOOD);

        assertThat(pending()).containsExactly(foreign);
        assertThat(shelf.lines()).contains(run + "  aborted 1 upload at " + target, "1 upload aborted, 0 files removed,"
                + " 0 runs forgotten");
        assertThat(shelf.ledger().leftOpenUploads()).isEmpty();
        assertThat(shelf.ledger().runs()).singleElement().extracting(RunSummary::state)
                .isEqualTo(RunSummary.State.UNFINISHED);
        assertThat(clean()).isEqualTo(ExitCode.GOOD);
        assertThat(shelf.lines()).containsExactly("0 uploads aborted, 0 files removed, 0 runs forgotten");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        String ours = upload("ours");
        String run = shelf.unfinished(shelf.copyTo(target), ours);
        Files.createFile(target.resolve(".crossdock-tmp/" + "0".repeat(32) + "-1.write"));

        assertThat(clean("--dry-run", "--json")).isEqualTo(ExitCode.GOOD);

        assertThat(pending()).containsExactly(ours);
        assertThat(target.resolve(".crossdock-tmp/" + "0".repeat(32) + "-1.write")).exists();
        assertThat(shelf.lines()).containsExactly(
                "{\"would_clean\":\"uploads\",\"run\":\"" + run + "\",\"at\":\"" + target + "\",\"count\":1}",
                "{\"would_clean\":\"files\",\"at\":\"" + target + "\",\"count\":0}",
                "{\"summary\":\"dry_run\",\"uploads\":1,\"files\":0,\"runs\":0,\"problems\":0}");
        assertThat(shelf.ledger().leftOpenUploads()).hasSize(1);
    }

    @Test
    void aRunUnderWayIsLeftAlone() throws Exception {
        String ours = upload("ours");
        Order order = shelf.copyTo(target);
        shelf.unfinished(order, ours);
        OpenRun underWay = shelf.ledger().open(order);

        assertThat(clean()).isEqualTo(ExitCode.GOOD);

        assertThat(pending()).containsExactly(ours);
        underWay.history().orElseThrow().close();
        underWay.journal().close();
    }

    @Test
    void whatKilledProcessesLeftIsRemovedAlsoOfFinishedRuns() throws Exception {
        shelf.finished(shelf.copyTo(target), Counts.NONE);
        shelf.finished(shelf.copyTo(directory.resolve("gone")), Counts.NONE);
        Path dead = target.resolve(".crossdock-tmp/" + "0".repeat(32) + "-1.write");
        Files.createDirectory(dead.getParent());
        Files.createFile(dead);

        assertThat(clean()).isEqualTo(ExitCode.GOOD);

        assertThat(dead).doesNotExist();
        assertThat(directory.resolve("gone")).doesNotExist();
        assertThat(shelf.lines()).contains("removed 1 file that killed processes left in " + target);
    }

    @Test
    void whatCannotBeCleanedStopsNothingElse() throws Exception {
        String ours = upload("ours");
        shelf.unfinished(shelf.copyTo(target), ours);
        // The environment leads to another service, which would answer that it has no such upload.
        Location source = new Location(Location.Scheme.LOCAL, directory.resolve("from").toString(), "");
        String elsewhere = shelf
                .unfinished(new Order("copy", source, "", new Location(Location.Scheme.S3, "bucket", ""),
                        "https://s3.amazonaws.com"), "token");

        assertThat(clean()).isEqualTo(ExitCode.SOME_FAILED);

        assertThat(pending()).isEmpty();
        assertThat(shelf.lines()).anyMatch(line -> line.startsWith("NOT CLEAN  " + elsewhere + ": CFG_ENDPOINT"))
                .anyMatch(line -> line.endsWith(", 1 NOT CLEAN"));
        assertThat(shelf.ledger().leftOpenUploads()).singleElement().extracting(each -> each.run())
                .isEqualTo(elsewhere);
    }

    @Test
    void oldFinishedRunsAreForgottenIfAsked() throws Exception {
        String finished = shelf.finished(shelf.copyTo(target), Counts.NONE);
        String unfinished = shelf.unfinished(shelf.copyTo(target));

        clean("--runs-older-than", "30d");
        assertThat(shelf.ledger().runs()).hasSize(2);
        assertThat(clean("--runs-older-than", "0s")).isEqualTo(ExitCode.GOOD);

        assertThat(shelf.lines()).contains(finished + "  forgotten");
        assertThat(shelf.ledger().runs()).singleElement().extracting(RunSummary::run).isEqualTo(unfinished);
        assertThat(clean("--runs-older-than", "30")).isEqualTo(ExitCode.USAGE);
        assertThat(shelf.thrown()).hasMessageStartingWith("CFG_VALUE");
    }

    private int clean(String... arguments) {
        return shelf.execute(new CleanCommand(shelf.console()), arguments);
    }

    private String upload(String key) throws Exception {
        try (ObjectStore store = new LocalStore(shelf.env(), target)) {
            return store.upload(key, WriteOptions.of(new Precondition.None()), 100).token();
        }
    }

    private List<String> pending() throws Exception {
        try (ObjectStore store = new LocalStore(shelf.env(), target)) {
            return store.uploads("").stream().map(PendingUpload::token).toList();
        }
    }
}
