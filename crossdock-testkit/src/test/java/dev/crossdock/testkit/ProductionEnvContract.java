package dev.crossdock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real machine.
abstract class ProductionEnvContract extends EnvContract {

    private final Env env;
    private final LoopbackServers servers = new LoopbackServers();

    @TempDir
    private Path directory;

    ProductionEnvContract(Env env) {
        this.env = env;
    }

    @AfterEach
    void closeServers() throws Exception {
        servers.close();
    }

    @Override
    public Env env() {
        return env;
    }

    @Override
    public void run(Body body) throws Exception {
        body.run();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void symbolicLink(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    @Override
    public int port(Server behavior) throws IOException {
        return servers.port(behavior);
    }

    @Test
    void aLockOutlivesOtherOpeningsOfItsFile() throws Exception {
        Disk disk = env.disk();
        Path path = directory.resolve("lock");
        Path linked = directory.resolve("linked");
        DiskContract.write(disk, path, "");
        disk.link(path, linked);
        DiskFile early = disk.open(path, OpenMode.READ);
        try (DiskFile holder = disk.open(path, OpenMode.READ_WRITE)) {
            assertThat(LockAttempt.findsLocked(path)).isFalse();
            assertThat(holder.tryLock()).isTrue();
            early.close();
            DiskContract.read(Env.productionForShortCommands().disk(), linked);
            assertThat(LockAttempt.findsLocked(path)).isTrue();
        }
        assertThat(LockAttempt.findsLocked(path)).isFalse();
    }

    @Test
    void aPrivateDirectoryIsItsOwners() throws IOException {
        env.disk().createPrivateDirectory(directory.resolve("private"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("private"))))
                .isEqualTo("rwx------");
    }
}
