package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands with a configuration file, between directories.
final class CommandLineDoorTest {

    private static final String FILE = """
            stores:
              disk: {type: local, root: ../..}
              minio: {type: s3, endpoint: 'http://127.0.0.1:1', access-key-id: env:MINIO_KEY,
                secret-access-key: env:MINIO_SECRET}
            defaults: {exclude: ["*.tmp"], quiet: true, error-log: errors, delete-limit: 7}
            jobs:
              photos: {verb: copy, source: from, target: disk:to, workers: 3, overwrite: never}
              mirror: {verb: sync, source: disk:from/, target: ./to, delete: true}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws Exception {
        door();
        Files.writeString(directory.resolve("from/b.tmp"), "scrap");
    }

    @Test
    void defaultsStandBehindTheCommand() throws Exception {
        DoorFixture door = door().configured(FILE);

        assertThat(door.execute("copy from to")).as(door.err()).isZero();

        assertThat(directory.resolve("to/a")).hasContent("bytes");
        assertThat(directory.resolve("to/b.tmp")).doesNotExist();
        assertThat(door.err()).as("--quiet").isEmpty();
        assertThat(door.execute("copy from to --exclude=x --quiet=false")).isZero();
        assertThat(directory.resolve("to/b.tmp")).as("what is given comes first").exists();
        Files.createDirectories(directory.resolve("elsewhere"));
        assertThat(door.execute("plan from elsewhere")).as(door.err()).isZero();
        assertThat(door.out()).contains(" a ").doesNotContain("b.tmp");
        assertThat(door.execute("sync from to")).as(door.err()).isZero();
    }

    @Test
    void aFileThatIsNamedComesFirst() throws Exception {
        DoorFixture door = door().configured("defaults: {nonsense: 1}").configured(".config/crossdock/own.yaml", FILE);

        assertThat(door.execute("copy from to")).isEqualTo(ExitCode.USAGE);
        assertThat(door.execute("--config .config/crossdock/own.yaml copy from to")).as(door.err()).isZero();
        assertThat(door.execute("--config=.config/crossdock/own.yaml run mirror")).as(door.err()).isZero();
        assertThat(door.with("CROSSDOCK_CONFIG", directory.resolve(".config/crossdock/own.yaml").toString())
                .execute("run photos"))
                .as(door.err()).isZero();
    }

    @Test
    void whoDoesNotNeedTheFileDoesNotReadIt() throws Exception {
        DoorFixture door = door().configured("defaults: {nonsense: 1}");

        for (String line : new String[]{"runs", "--help", "--version", "copy --help", "run --help", "ls -h"}) {
            assertThat(door.execute(line)).as(line + door.err()).isZero();
        }
        assertThat(door.execute("report")).isEqualTo(ExitCode.USAGE);
        assertThat(door.err()).contains("CFG_RUN").doesNotContain("nonsense");
        assertThat(door.execute("--help")).isZero();
        assertThat(door.out()).contains("--config=FILE", "  run ");
        for (String line : new String[]{"ls from", "verify from from", "plan from to", "doctor from", "resume", "retry",
                "run photos", "sync from to"}) {
            assertThat(door.execute(line)).as(line).isEqualTo(ExitCode.USAGE);
            assertThat(door.err()).as(line).contains("nonsense");
        }
    }

    @Test
    void theOptionIsComplete() throws Exception {
        door().refuses("--config", "CFG_USAGE: --config FILE is missing", "see crossdock --help");
        door().refuses("--config= copy from to", "CFG_USAGE: --config FILE is missing", "see crossdock --help");
        door().refuses("--config a --config=b copy from to", "CFG_USAGE: --config is there twice", "name one file");
        assertThat(door().execute("--config none copy from to")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aJobIsTheCommandThatItStandsFor() throws Exception {
        DoorFixture door = door().configured(FILE);

        assertThat(door.execute("run photos")).as(door.err()).isZero();
        assertThat(door.execute("copy from to --overwrite=never")).as(door.err()).isZero();
        assertThat(door.execute("run photos --workers 8")).as(door.err()).isZero();

        assertThat(directory.resolve("to/b.tmp")).doesNotExist();
        assertThat(door.orders()).hasSize(3).containsOnly(door.orders().get(0)).first().asString()
                .contains("--overwrite=never", "--exclude=*.tmp").doesNotContain("workers", "quiet");
        assertThat(door.execute("run photos --overwrite=always --exclude=a")).as(door.err()).isZero();
        assertThat(door.orders()).hasSize(4)
                .anyMatch(order -> order.endsWith("\n--overwrite=always\n--exclude=a"));
    }

    @Test
    void whatIsResumedKeepsItsOrderWhateverTheFileSaysByNow() throws Exception {
        DoorFixture door = door();
        assertThat(door.execute("sync from to --delete")).as(door.err()).isZero();
        List<String> words = List.of("copy", "--exclude=a", "--", "from", "--quiet");
        door.configured("defaults: {exclude: [b], include: [c], workers: 3, quiet: true}");
        Configuration file = Configuration.load(door.wiring().env().disk(),
                Map.of("HOME", directory.toString()), Optional.empty());

        assertThat(new Defaults(file).inResumed(words)).containsExactly("copy", "--workers=3", "--quiet=true",
                "--exclude=a", "--", "from", "--quiet");
        assertThat(new Defaults(file).in(words)).containsExactly("copy", "--include=c", "--workers=3", "--quiet=true",
                "--exclude=a", "--", "from", "--quiet");
        assertThat(new Defaults(file).inResumed(List.of("retry", "x"))).containsExactly("retry", "x");
        assertThat(door.execute("resume")).isEqualTo(ExitCode.USAGE);
        assertThat(door.err()).contains("CFG_RUN").contains("is finished");
        String run = door.wiring().ledger().runs().getFirst().run();
        assertThat(door.execute("resume " + run + " --workers 8")).as("more is taken").isEqualTo(ExitCode.USAGE);
        assertThat(door.err()).contains("CFG_RUN");
        assertThat(door.execute("retry")).as(door.err()).isZero();
    }

    @Test
    void aJobOfSyncDeletes() throws Exception {
        DoorFixture door = door().configured(FILE);
        Files.createDirectories(directory.resolve("to"));
        Files.writeString(directory.resolve("to/extra"), "old");

        assertThat(door.execute("run mirror")).as(door.err()).isZero();

        assertThat(directory.resolve("to/a")).hasContent("bytes");
        assertThat(directory.resolve("to/extra")).doesNotExist();
    }

    @Test
    void unknownJobsAreNamedWithTheirNeighbor() throws Exception {
        door().refuses("run photos", "CFG_USAGE: there are no jobs", "they stand in the file that --config or"
                + " CROSSDOCK_CONFIG names, else in $XDG_CONFIG_HOME/crossdock/config.yaml or"
                + " ~/.config/crossdock/config.yaml (docs/configuration.md)");
        door().configured(FILE).refuses("run phots", "CFG_UNKNOWN: no job is named \"phots\"",
                "did you mean photos ?");
        door().refuses("run nightly", "CFG_UNKNOWN: no job is named \"nightly\"", "there are photos, mirror");
        door().refuses("run", "CFG_USAGE: JOB is missing", "see crossdock run --help");
        door().refuses("run photos --wokers 3", "CFG_UNKNOWN: unknown option --wokers", "did you mean --workers ?");
    }

    @Test
    void aNamedDirectoryIsOneBelowItsRoot() throws Exception {
        DoorFixture door = door().configured(FILE);

        assertThat(door.execute("ls disk:from")).as(door.err()).isZero();
        assertThat(door.out()).contains("  a\n");
        assertThat(door.execute("ls disk:from/a")).as(door.err()).isZero();
        assertThat(door.execute("ls disk:/from/../from/")).as(door.err()).isZero();
        assertThat(door.execute("verify disk:from from")).as(door.err()).isZero();
        assertThat(door.execute("doctor disk:from")).as(door.err()).isZero();
        door.refuses("ls disk:../etc", "CFG_URI: disk:../etc leaves " + directory, "name what is below it, without ..");
        door.refuses("ls disk:/../etc", "CFG_URI: disk:/../etc leaves " + directory,
                "name what is below it, without ..");
        door.refuses("copy from disk:to/../../x", "CFG_URI: disk:to/../../x leaves " + directory,
                "name what is below it, without ..");
    }

    @Test
    void unknownStoresAreNamedWithTheirNeighbor() throws Exception {
        DoorFixture door = door().configured(FILE);

        door.refuses("copy mino:bucket/a to", "CFG_UNKNOWN: no store is named \"mino\"",
                "did you mean minio:bucket/a ?");
        door.refuses("verify from archive:bucket/", "CFG_UNKNOWN: no store is named \"archive\"",
                "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or a path, a path with a colon as ./archive:bucket/; the configuration file"
                        + " names stores (docs/configuration.md)");
        door.refuses("copy s3://bucket/ to --source-store minoi", "CFG_UNKNOWN: no store is named \"minoi\"",
                "did you mean minio ?");
        door.refuses("copy from to --source-store minio", "CFG_USAGE: " + directory.resolve("from")
                + " cannot be in the store minio", "leave out the store, or write the location as minio:BUCKET/PREFIX");
        door.refuses("copy disk:from to --source-store minio", "CFG_USAGE: disk:from is not in the store minio",
                "name one store");
        door.refuses("copy minio: to", "CFG_URI: \"\" in minio: is no bucket name",
                "bucket names have 3 to 63 lower-case letters, digits, dots and hyphens: s3://BUCKET/PREFIX");
    }

    @Test
    void secretsAreLookedUpWhenTheStoreIsOpened() throws Exception {
        DoorFixture door = door().configured(FILE).with("MINIO_KEY", "AKIAHIDDEN");

        assertThat(door.execute("copy from to")).as("nobody needs them").isZero();
        Files.delete(directory.resolve("to/a"));
        Files.delete(directory.resolve("to"));
        assertThat(door.execute("copy minio:bucket/ to")).isEqualTo(ExitCode.USAGE);
        assertThat(door.err()).isEqualTo(String.format("crossdock: CFG_SECRET: variable MINIO_SECRET holds no secret%n"
                + "           put the secret there, or name another place in the configuration file%n"));
        door.with("MINIO_SECRET", "wJalrHIDDEN");
        assertThat(door.execute("doctor minio:bucket/ --read-only")).isEqualTo(ExitCode.STOPPED);
        assertThat(door.out()).startsWith("s3://bucket/ at http://127.0.0.1:1").doesNotContain("HIDDEN");
        assertThat(door.err()).doesNotContain("HIDDEN");
    }

    private DoorFixture door() throws Exception {
        return new DoorFixture(directory);
    }
}
