package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.config.Amounts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wrong usage, from the door to the last letter of the message: one line says what is wrong, one what to do, the exit
/// code is 2, and nothing was done.
final class RefusalsTest {

    private static final String FORM = "write it as https://HOST or https://HOST:PORT";

    @TempDir
    private Path directory;

    @Test
    void plainHttpLeavesThisMachineForNobodyUnasked() throws Exception {
        String remedy = "use https, or name the host with --allow-plain-http storage.example";
        door().refuses("copy s3://bucket/ to --source-endpoint http://storage.example",
                "CFG_ENDPOINT: the endpoint would send data and signatures to storage.example in plain text", remedy);
        door().refuses("sync from s3://bucket/ --target-endpoint=http://Storage.Example:8000 --delete",
                "CFG_ENDPOINT: the endpoint would send data and signatures to storage.example in plain text", remedy);
        door().with("AWS_ENDPOINT_URL_S3", "http://storage.example").refuses("ls s3://bucket/",
                "CFG_ENDPOINT: AWS_ENDPOINT_URL_S3 would send data and signatures to storage.example in plain text",
                remedy);
        door().configured("stores: {lab: {type: s3, endpoint: 'http://storage.example'}}").refuses(
                "copy lab:bucket/ to",
                "CFG_ENDPOINT: the endpoint would send data and signatures to storage.example in plain text", remedy);
    }

    @Test
    void endpointsHaveNoCredentialsInThem() throws Exception {
        String remedy = "everybody on this machine can read it there: change it, and use AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY, a profile, or references in the configuration file";
        door().refuses("copy s3://bucket/ to --source-endpoint https://user:hidden@storage.example",
                "CFG_SECRET_ARGV: a secret on the command line, at --source-endpoint", remedy);
        door().refuses("copy from to --secret-access-key hidden",
                "CFG_SECRET_ARGV: a secret on the command line, at --secret-access-key", remedy);
        door().refuses("--config file cpoy https://user:hidden@storage.example/bucket",
                "CFG_SECRET_ARGV: a secret on the command line, at argument 4", remedy);
        door().with("AWS_ENDPOINT_URL", "https://user:hidden@storage.example").refuses("copy s3://bucket/ to",
                "CFG_ENDPOINT: AWS_ENDPOINT_URL has a user or password in it",
                "remove it, and put credentials into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "https://169.254.169.254/latest", "http://[fd00:ec2::254]:80",
            "https://metadata.google.internal"})
    void metadataServicesAreNoStores(String endpoint) throws Exception {
        door().refuses("copy s3://bucket/ to --source-endpoint " + endpoint,
                "CFG_ENDPOINT: the endpoint is the metadata service of a machine", FORM);
    }

    /// The first letter is a Cyrillic one.
    @Test
    void aHostThatOnlyLooksLikeOneIsNone() throws Exception {
        door().refuses("copy s3://bucket/ to --source-endpoint https://\u04553.amazonaws.com",
                "CFG_ENDPOINT: the endpoint is no URL of a host over https or http", FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "s3:/bucket/a|s3:/bucket/a is no location|did you mean s3://bucket/a ? A path is written ./s3:/bucket/a",
            "S3://bucket|S3://bucket is no location|did you mean s3://bucket ? A path is written ./S3://bucket",
            "ftp://bucket/|there is no kind of store ftp: in this version"
                    + "|write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or a path; a path with a colon as ./ftp://bucket/",
            "s3://My_Bucket/a|\"My_Bucket\" in s3://My_Bucket/a is no bucket name"
                    + "|bucket names have 3 to 63 lower-case letters, digits, dots and hyphens: s3://BUCKET/PREFIX"})
    void aLocationIsOneOrTheOther(String sample) throws Exception {
        String[] parts = sample.split("\\|", -1);

        for (String line : new String[]{"copy " + parts[0] + " to", "copy from " + parts[0], "sync from " + parts[0],
                "plan " + parts[0] + " to", "verify " + parts[0] + " from", "ls " + parts[0],
                "doctor " + parts[0]}) {
            door().refuses(line, "CFG_URI: " + parts[1], parts[2]);
        }
    }

    @Test
    void aRegionHasAName() throws Exception {
        door().refuses("copy s3://bucket/ to --source-region eu/west",
                "CFG_REGION: the region is no name of letters, digits, '-' and '_'",
                "set AWS_REGION to a name such as us-east-1");
    }

    @Test
    void whatDoesNotExistIsNamedWithItsNeighbor() throws Exception {
        door().refuses("sync from to --delte", "CFG_UNKNOWN: unknown option --delte", "did you mean --delete ?");
        door().refuses("cpoy from to", "CFG_UNKNOWN: unknown command cpoy", "did you mean copy ?");
        door().refuses("--config x cpoy from to", "CFG_UNKNOWN: unknown command cpoy", "did you mean copy ?");
        door().refuses("destroy", "CFG_UNKNOWN: unknown command destroy", "see crossdock --help");
        door().refuses("copy from", "CFG_USAGE: TARGET is missing", "see crossdock copy --help");
        door().refuses("copy from to --config x", "CFG_USAGE: --config stands before the command",
                "write crossdock --config FILE copy ...");
    }

    @Test
    void withoutACommandTheFirstOnesAreShown() throws Exception {
        DoorFixture door = door();

        assertThat(door.execute("")).isEqualTo(ExitCode.USAGE);
        assertThat(door.err()).isEqualTo(Overview.TEXT);
        assertThat(door.out()).isEmpty();
    }

    @Test
    void theFileIsHeldToTheSameStandard() throws Exception {
        String file = directory.resolve(".config/crossdock/config.yaml").toString();
        String remedy = "correct the file (docs/configuration.md); nothing was done";
        String next = "\n           config.yaml:";
        door().configured("defaults: {delte: true}").refuses("sync from to", "CFG_UNKNOWN: 1 problem in " + file
                + next + "1:12 CFG_UNKNOWN: unknown key \"delte\": did you mean \"delete\" ?", remedy);
        door().configured("defaults: {workers: many}").refuses("copy from to", "CFG_VALUE: 1 problem in " + file
                + next + "1:21 CFG_VALUE: workers cannot be \"many\": write a number from 1 to 256", remedy);
        door().configured("defaults: {min-age: 30}").refuses("plan from to", "CFG_VALUE: 1 problem in " + file
                + next + "1:21 CFG_VALUE: min-age cannot be \"30\": write " + Amounts.TIME_FORM, remedy);
        door().configured("defaults: {workers: 0}").refuses("copy from to", "CFG_RANGE: 1 problem in " + file
                + next + "1:21 CFG_RANGE: workers 0 is out of range: write a number from 1 to 256", remedy);
    }

    @Test
    void aTimeHasAUnitAndAWordIsNoNumber() throws Exception {
        door().refuses("copy from to --min-age 30", "CFG_VALUE: --min-age 30 is no age",
                "give whole numbers with the units s, m, h, d or w, as 30s, 24h, 7d or 1h30m");
        door().refuses("copy from to --workers many", "CFG_VALUE: --workers cannot be \"many\"",
                "N: Objects carried at once, 1 to 256 (default: 32).");
        door().refuses("copy from to --overwrite sometimes", "CFG_VALUE: --overwrite cannot be \"sometimes\"",
                "WHEN: Replace what is at the target: different (default), never, newer or always.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "257", "1000000000"})
    void workersHaveARange(String workers) throws Exception {
        for (String verb : new String[]{"copy", "sync", "verify"}) {
            door().refuses(verb + " from from --workers " + workers,
                    "CFG_RANGE: --workers " + workers + " is out of range", "give a number from 1 to 256");
        }
        door().refuses("copy from to --workers 1e9", "CFG_VALUE: --workers cannot be \"1e9\"",
                "N: Objects carried at once, 1 to 256 (default: 32).");
        door().refuses("sync from to --delete --delete-limit -2", "CFG_RANGE: --delete-limit -2 is out of range",
                "give how many objects may be deleted");
    }

    private DoorFixture door() throws IOException {
        return new DoorFixture(directory);
    }
}
