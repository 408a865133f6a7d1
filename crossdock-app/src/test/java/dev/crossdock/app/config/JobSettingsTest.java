package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobSettingsTest {

    private static final String EVERY_OPTION = """
            source-endpoint: https://a.example
                source-region: a
                source-profile: c
                source-role: arn:aws:iam::1:role/a
                source-external-id: d
                source-owner: 012345678901
                source-anonymous: false
                source-requester-pays: true
                source-at: 2026-11-20T18:00:00Z
                target-endpoint: https://b.example:1
                target-region: b
                target-profile: e
                target-role: arn:aws:iam::1:role/b
                target-external-id: f
                target-owner: g
                target-storage-class: STANDARD_IA
                acl: private
                encryption: aws:kms
                kms-key: h
                keep-storage-class: false
                overwrite: newer
                compare: size-and-time
                error-log: errors.jsonl
                allow-plain-http: [c, d]
                workers: 256
                bandwidth: 10M/s
                requests-per-second: 1
                exclude: ["a b", "*=1"]
                include: ["1"]
                include-from: [in.txt]
                exclude-from: [out.txt]
                modified-since: 2026-11-21
                modified-before: 2026-11-21T19:30:00Z
                storage-class: [STANDARD, OTHER]
                exclude-storage-class: [GLACIER]
                min-size: 1B
                max-size: 5G
                min-age: 0s
                max-age: 1d12h
                delete: false
                delete-limit: 0
                json: true
                quiet: true
            """;

    @TempDir
    private Path directory;

    @Test
    void verbAndLocationsAreEnough() throws Exception {
        assertThat(job("verb: copy")).isEqualTo(new JobSettings(Verb.COPY, "s3://one/a/", "./two", List.of()));
        assertThatThrownBy(() -> new JobSettings(Verb.COPY, "a", " ", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyOptionIsReadInTheOrderOfTheFile() throws Exception {
        JobSettings job = job("verb: sync\n    " + EVERY_OPTION);

        assertThat(job.verb()).isEqualTo(Verb.SYNC);
        assertThat(job.options()).containsExactly("--source-endpoint=https://a.example", "--source-region=a",
                "--source-profile=c", "--source-role=arn:aws:iam::1:role/a", "--source-external-id=d",
                "--source-owner=012345678901", "--source-anonymous=false", "--source-requester-pays=true",
                "--source-at=2026-11-20T18:00:00Z", "--target-endpoint=https://b.example:1", "--target-region=b",
                "--target-profile=e",
                "--target-role=arn:aws:iam::1:role/b", "--target-external-id=f", "--target-owner=g",
                "--target-storage-class=STANDARD_IA", "--acl=private", "--encryption=aws:kms", "--kms-key=h",
                "--keep-storage-class=false", "--overwrite=newer", "--compare=size-and-time",
                "--error-log=errors.jsonl", "--allow-plain-http=c",
                "--allow-plain-http=d", "--workers=256", "--bandwidth=10M", "--requests-per-second=1",
                "--exclude=a b", "--exclude=*=1", "--include=1", "--include-from=in.txt",
                "--exclude-from=out.txt", "--modified-since=2026-11-21", "--modified-before=2026-11-21T19:30:00Z",
                "--storage-class=STANDARD", "--storage-class=OTHER", "--exclude-storage-class=GLACIER",
                "--min-size=1B", "--max-size=5G", "--min-age=0s",
                "--max-age=1d12h", "--delete=false", "--delete-limit=0", "--json=true", "--quiet=true");
        assertThat(job.options().stream().map(OptionTable::name).distinct())
                .as("an option that this test does not know").containsExactlyInAnyOrderElementsOf(OptionTable.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "wokers: 4|CFG_UNKNOWN: unknown key \"wokers\": did you mean \"workers\" ?",
            "sauce: a|CFG_UNKNOWN: unknown key \"sauce\": did you mean \"source\" ?",
            "colour: red|CFG_UNKNOWN: unknown key \"colour\": there are ",
            "workers: 0|CFG_RANGE: workers 0 is out of range: write a number from 1 to 256",
            "workers: -1|CFG_RANGE: workers -1 is out of range: write a number from 1 to 256",
            "workers: 100000000000000000000|CFG_RANGE: workers 100000000000000000000 is out of range",
            "workers: many|CFG_VALUE: workers cannot be \"many\": write a number from 1 to 256",
            "workers: '4'|CFG_VALUE: workers cannot be \"4\": write a number from 1 to 256",
            "workers: 4.5|CFG_VALUE: workers cannot be \"4.5\": write a number from 1 to 256",
            "workers: [4]|CFG_VALUE: workers cannot be a list: write a number from 1 to 256",
            "bandwidth: 100|CFG_VALUE: bandwidth cannot be \"100\": write a whole number with a unit",
            "bandwidth: 0K|CFG_RANGE: bandwidth must be above 0",
            "max-size: 5GiB/s|CFG_VALUE: max-size cannot be \"5GiB/s\": write a whole number with a unit",
            "max-age: 30|CFG_VALUE: max-age cannot be \"30\": write whole numbers with units",
            "include: '*.jpg'|CFG_VALUE: include cannot be \"*.jpg\": write a list",
            "include: [a, {b: c}]|CFG_VALUE: include cannot be names with values: write a text",
            "delete: true|CFG_USAGE: delete is no option of copy",
            "json: 1|CFG_VALUE: json cannot be \"1\": write true or false",
            "source-endpoint: https://me:pw@a.example|CFG_SECRET: source-endpoint has a user or password in it"})
    void whatIsWrongIsNamed(String sample) throws Exception {
        int bar = sample.indexOf('|');

        assertThat(file("verb: copy\n    " + sample.substring(0, bar)).refusal())
                .hasMessageContaining("1 problem in ")
                .hasMessageContaining("config.yaml:6:")
                .hasMessageContaining(sample.substring(bar + 1))
                .hasMessageNotContaining("pw@");
    }

    @Test
    void storesOfLocationsExist() throws Exception {
        String text = "stores: {minio: {type: s3}}\njobs: {a: {verb: copy, source: 'mini:b/', target: 'minio:c/'}}";

        assertThat(new SampleFile(directory).write(text).refusal()).hasMessageContaining("1 problem")
                .hasMessageContaining("2:32 CFG_UNKNOWN: no store is named \"mini\": did you mean \"minio\" ?");
        assertThat(new SampleFile(directory).write(text.replace("mini:", "minio:")).load().jobs()).hasSize(1);
    }

    @Test
    void verbAndLocationsCannotBeLeftOut() throws Exception {
        assertThat(new SampleFile(directory).write("jobs:\n  a:\n    verb: mirror\n").refusal())
                .hasMessageContaining("3 problems").hasMessageContaining("verb cannot be \"mirror\"")
                .hasMessageContaining("source is missing").hasMessageContaining("target is missing");
        assertThat(new SampleFile(directory)
                .write("jobs: {a: {verb: copy, source: 'https://u:secret@h/', target: b}}").refusal())
                .hasMessageContaining("CFG_SECRET").hasMessageNotContaining("secret@");
    }

    private JobSettings job(String settings) throws IOException {
        return file(settings).load().job("one").orElseThrow();
    }

    private SampleFile file(String settings) throws IOException {
        return new SampleFile(directory)
                .write("jobs:\n  one:\n    source: s3://one/a/\n    target: ./two\n    " + settings);
    }
}
