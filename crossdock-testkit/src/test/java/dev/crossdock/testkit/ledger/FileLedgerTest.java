package dev.crossdock.testkit.ledger;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileLedgerTest extends LedgerContract {

    @TempDir
    Path directory;

    private final Env env = Env.production();

    @Override
    protected Env env() {
        return env;
    }

    @Override
    protected FileLedger ledger() {
        return new FileLedger(env, directory.resolve("state/crossdock"), "crossdock test");
    }
}
