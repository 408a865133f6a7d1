package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.config.Configuration;
import dev.crossdock.env.Env;
import dev.crossdock.s3.S3Access;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.s3.S3Writing;
import dev.crossdock.transfer.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What a store of the configuration says, what the command line says over it, and what an order remembers.
final class SideOptionsTest {

    private static final String FILE = """
            stores:
              archive:
                type: s3
                endpoint: http://archive.example:9000
                allow-plain-http: true
                region: eu-central-1
                addressing: path
                storage-class: STANDARD_IA
                acl: bucket-owner-full-control
                encryption: sse-kms
                kms-key: alias/archive
                expected-bucket-owner: "123456789012"
                requester-pays: true
                access-key-id: env:ARCHIVE_ID
                secret-access-key: env:ARCHIVE_SECRET
                session-token: env:ARCHIVE_TOKEN
              open: {type: s3, anonymous: true, region: us-west-2}
              own: {type: s3, profile: work, addressing: virtual, encryption: sse-s3}
              disk: {type: local, root: .}
            """;

    @TempDir
    private Path directory;

    @Test
    void everySettingOfAStoreCounts() throws Exception {
        StoreOptions options = target("archive:bucket/");

        assertThat(options.profile()).isEmpty();
        assertThat(options.s3()).isEqualTo(new S3Overrides(Optional.of("http://archive.example:9000"),
                Optional.of("eu-central-1"), S3Overrides.Signing.SIGNED, java.util.Set.of("archive.example"),
                new S3Access("123456789012", S3Access.Payer.REQUESTER, S3Access.Addressing.PATH),
                new S3Writing("STANDARD_IA", "bucket-owner-full-control", "aws:kms", "alias/archive"),
                Optional.empty()));
        assertThat(options.toString()).doesNotContain("ARCHIVE_SECRET");
        assertThat(target("open:bucket/").s3()).isEqualTo(
                S3Overrides.NONE.withRegion("us-west-2").withSigning(S3Overrides.Signing.ANONYMOUS));
        assertThat(target("own:bucket/").profile()).contains("work");
        assertThat(target("own:bucket/").s3().writing().encryption()).isEqualTo("AES256");
        assertThat(target("own:bucket/").s3().access().addressing()).isEqualTo(S3Access.Addressing.VIRTUAL);
        assertThat(target("disk:bucket/")).isEqualTo(StoreOptions.NONE);
        assertThat(target("s3://bucket/")).isEqualTo(StoreOptions.NONE);
    }

    @Test
    void theCommandLineWins() throws Exception {
        StoreOptions options = target("archive:bucket/", "--target-endpoint=https://b.example",
                "--target-region=us-east-1", "--target-owner=210987654321", "--target-storage-class=GLACIER",
                "--acl=private", "--encryption=aws:kms:dsse", "--allow-plain-http=c.example");

        assertThat(options.s3().endpoint()).contains("https://b.example");
        assertThat(options.s3().region()).contains("us-east-1");
        assertThat(options.s3().plainHosts()).containsExactlyInAnyOrder("archive.example", "c.example");
        assertThat(options.s3().access())
                .isEqualTo(new S3Access("210987654321", S3Access.Payer.REQUESTER, S3Access.Addressing.PATH));
        assertThat(options.s3().writing())
                .isEqualTo(new S3Writing("GLACIER", "private", "aws:kms:dsse", "alias/archive"));
        assertThat(options.keys()).isPresent();
        assertThat(target("archive:bucket/", "--encryption=AES256").s3().writing())
                .isEqualTo(new S3Writing("STANDARD_IA", "bucket-owner-full-control", "AES256", ""));
        assertThat(target("archive:bucket/", "--kms-key=other").s3().writing().kmsKey()).isEqualTo("other");
    }

    @Test
    void credentialsComeFromOnePlace() throws Exception {
        assertThat(target("archive:bucket/", "--target-profile=mine").keys()).isEmpty();
        assertThat(target("archive:bucket/", "--target-profile=mine").profile()).contains("mine");
        assertThat(target("archive:bucket/", "--target-role=arn:aws:iam::1:role/a").keys())
                .as("a role is taken on with the keys of the store").isPresent();
        assertThat(target("open:bucket/", "--target-profile=mine").s3().signing())
                .isEqualTo(S3Overrides.Signing.SIGNED);
        StoreOptions anonymous = words("--source-anonymous").sides.of(Side.SOURCE, places().read("archive:bucket/"));
        assertThat(anonymous.keys()).isEmpty();
        assertThat(anonymous.s3().signing()).isEqualTo(S3Overrides.Signing.ANONYMOUS);
    }

    @Test
    void secretsGoWhereTheUsualVariablesAreLookedFor() throws Exception {
        Map<String, String> seen = new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SESSION_TOKEN", "b"));

        target("archive:bucket/").keys().orElseThrow().putInto(seen, Env.production().disk(),
                Map.of("ARCHIVE_ID", "1", "ARCHIVE_SECRET", "2", "ARCHIVE_TOKEN", "3"));

        assertThat(seen).isEqualTo(Map.of("AWS_ACCESS_KEY_ID", "1", "AWS_SECRET_ACCESS_KEY", "2", "AWS_SESSION_TOKEN",
                "3"));
    }

    /// What `crossdock resume` does: the order's own words lead to the same order.
    @Test
    void anOrderLeadsToItself() throws Exception {
        DoorFixture door = door();
        Order first = order(door, "archive:bucket/a/", "open:other/b", List.of("--target-region=us-east-1"));

        assertThat(first.normalForm().lines()).containsExactly("copy", "http://archive.example:9000", "s3://bucket/a/",
                "https://s3.amazonaws.com", "s3://other/b/", "--source-store=archive", "--target-store=open",
                "--target-region=us-east-1");
        List<String> lines = first.normalForm().lines().toList();
        List<String> again = new ArrayList<>(lines.subList(5, lines.size()));
        again.add("--source-endpoint=" + lines.get(1));
        assertThat(order(door, lines.get(2), lines.get(4), again)).isEqualTo(first);
        assertThat(first.toString()).doesNotContain("SECRET", "HIDDEN");
    }

    @Test
    void aNamedDirectoryIsJustAPathInAnOrder() throws Exception {
        Order order = order(door(), "disk:from", "archive:bucket/", List.of());

        assertThat(order.source().toString()).isEqualTo(directory.resolve(".config/crossdock/from") + "");
        assertThat(order.options()).containsExactly("--target-store=archive");
    }

    private DoorFixture door() throws Exception {
        java.nio.file.Files.createDirectories(directory.resolve(".config/crossdock/from"));
        return new DoorFixture(directory).configured(FILE).with("ARCHIVE_ID", "HIDDEN1")
                .with("ARCHIVE_SECRET", "HIDDEN2").with("ARCHIVE_TOKEN", "HIDDEN3");
    }

    private Configuration configuration() throws Exception {
        door();
        return Configuration.load(Env.production().disk(), Map.of(),
                Optional.of(directory.resolve(".config/crossdock/config.yaml")));
    }

    private Places places() throws Exception {
        return new Places(Env.production().disk(), door().console().with(configuration()));
    }

    private StoreOptions target(String location, String... options) throws Exception {
        return words(options).sides.of(Side.TARGET, places().read(location));
    }

    private Order order(DoorFixture door, String from, String to, List<String> options) throws Exception {
        Words words = words(options.toArray(new String[0]));
        Ends.Request request = new Ends.Request("copy", from, to, words.sides, List.of());
        try (Ends ends = Ends.open(door.wiring(), door.console().with(configuration()), request, _ -> {
        }, _ -> {
        })) {
            return ends.order();
        }
    }

    private static Words words(String... options) {
        Words words = new Words();
        new CommandLine(words).parseArgs(options);
        return words;
    }

    @Command
    static final class Words {

        @Mixin
        private SideOptions sides = new SideOptions();
    }
}
