package dev.crossdock.testkit.ledger;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileHousekeepingTest extends HousekeepingContract {

    @TempDir
    Path directory;

    @Override
    protected FileLedger ledger() {
        return new FileLedger(Env.production(), directory.resolve("state/crossdock"), "crossdock test");
    }
}
