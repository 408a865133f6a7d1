package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsFake;
import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands load what they need and no more, as the JVM's own log of loaded classes tells.
class LoadedClassesTest {

    private static final List<String> NEEDLESS = List.of("software.amazon.", "org.slf4j.", "ch.qos.logback.",
            "org.yaml.",
            "org.snakeyaml.", "com.fasterxml.", "tools.jackson.", "org.sqlite.", "javax.net.ssl.", "java.net.http.",
            "javax.crypto.Mac", "dev.crossdock.gcs.");

    @TempDir
    private static Path folder;

    private static S3MockServer server;

    @BeforeAll
    static void start() {
        server = S3MockServer.start();
        try (SdkOracle oracle = SdkOracle.of(server)) {
            oracle.createBucket("source");
            oracle.createBucket("target");
            oracle.put("source", "a", "bytes".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void copyOfBuckets() throws Exception {
        List<String> loaded = loaded(new Program(folder.resolve("state")).at(server), 0, "copy", "s3://source/",
                "s3://target/");

        assertThat(loaded).contains("dev.crossdock.copy.Courier", "dev.crossdock.s3.S3Store")
                .noneMatch(LoadedClassesTest::needless);
    }

    @Test
    void copyOfDirectories() throws Exception {
        Files.createDirectories(folder.resolve("from"));
        Files.writeString(folder.resolve("from/file"), "bytes");

        List<String> loaded = loaded(new Program(folder.resolve("state")), 0, "copy", folder.resolve("from").toString(),
                folder.resolve("to").toString());

        assertThat(loaded).contains("dev.crossdock.copy.Courier", "dev.crossdock.store.local.LocalStore")
                .noneMatch(LoadedClassesTest::needless).noneMatch(name -> name.startsWith("dev.crossdock.s3.SigV4"));
    }

    @Test
    void listingOfABucket() throws Exception {
        List<String> loaded = loaded(new Program(folder.resolve("state")).at(server), 0, "ls", "s3://source/");

        assertThat(loaded).contains("dev.crossdock.s3.S3Listing").noneMatch(LoadedClassesTest::needless)
                .noneMatch(name -> name.startsWith("dev.crossdock.copy.") || name.startsWith("dev.crossdock.ledger."));
    }

    @Test
    void listingOfABucketAtGoogle() throws Exception {
        try (GcsFake fake = GcsFake.start()) {
            fake.createBucket("harbor");
            fake.put("harbor", "a", new byte[1]);
            List<String> loaded = loaded(new Program(folder.resolve("state"))
                    .with("STORAGE_EMULATOR_HOST", fake.endpoint().toString())
                    .with("CLOUDSDK_AUTH_ACCESS_TOKEN", fake.token()), 0, "ls", "gs://harbor/");

            assertThat(loaded).contains("dev.crossdock.gcs.GcsListing")
                    .noneMatch(name -> needless(name) && !name.startsWith("dev.crossdock.gcs."))
                    .noneMatch(name -> name.startsWith("dev.crossdock.gcs.auth.")
                            || name.startsWith("dev.crossdock.copy.") || name.startsWith("dev.crossdock.ledger."));
        }
    }

    /// The log would show it: without keys in the environment the SDK is asked for some.
    @Test
    void theSdkIsLoadedWhenItIsNeeded() throws Exception {
        Program program = new Program(folder.resolve("state")).at(server).without("AWS_ACCESS_KEY_ID")
                .without("AWS_SECRET_ACCESS_KEY").with("AWS_EC2_METADATA_DISABLED", "true");

        List<String> loaded = loaded(program, 3, "ls", "s3://source/");

        assertThat(loaded).anyMatch(name -> name.startsWith("software.amazon.awssdk.auth."));
    }

    private static List<String> loaded(Program program, int code, String... arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "classes", ".log");
        // From its cache the JVM loads whatever any command was seen to need.
        Program.Ended ended = program.with("CROSSDOCK_AOT", "off")
                .with("CROSSDOCK_JAVA_OPTS", "-Xlog:class+load:file=" + log + "::filecount=0")
                .run(arguments);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            int name = line.lastIndexOf("] ") + 2;
            int end = line.indexOf(' ', name);
            names.add(line.substring(name, end < 0 ? line.length() : end));
        }
        return names;
    }

    private static boolean needless(String name) {
        return NEEDLESS.stream().anyMatch(name::startsWith);
    }
}
