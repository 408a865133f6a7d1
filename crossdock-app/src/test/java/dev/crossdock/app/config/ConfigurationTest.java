package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "stores:\ndefaults:\njobs:\n", "{}", "null", "\uFEFFjobs: {}"})
    void anEmptyFileSaysNothing(String text) throws Exception {
        assertThat(new SampleFile(directory).write(text).load()).isEqualTo(Configuration.NONE);
    }

    @Test
    void everySectionIsRead() throws Exception {
        Configuration configuration = new SampleFile(directory).write("""
                jobs: {night: {verb: copy, source: a, target: b, workers: 3}}
                defaults: {workers: 2, quiet: true}
                stores: {one: {type: s3}, two: {type: local, root: /c}}
                """).load();

        assertThat(configuration.stores()).containsOnlyKeys("one", "two");
        assertThat(configuration.defaults()).containsExactly("--workers=2", "--quiet=true");
        assertThat(configuration.job("night")).contains(new JobSettings(Verb.COPY, "a", "b", List.of("--workers=3")));
        assertThat(configuration.store("three")).isEmpty();
        assertThat(configuration.job("day")).isEmpty();
        assertThat(configuration.storeNear("twoo")).contains("two");
        assertThat(configuration.jobNear("nihgt")).contains("night");
    }

    @Test
    void anUnknownSectionIsNamedWithItsNeighbor() throws Exception {
        assertThat(new SampleFile(directory).write("\n store: {}").refusal())
                .hasMessageContaining("config.yaml:2:2 CFG_UNKNOWN: unknown key \"store\": did you mean \"stores\" ?");
    }

    @Test
    void allProblemsAreToldAtOnceInTheOrderOfTheFile() throws Exception {
        var refusal = new SampleFile(directory).write("""
                stores:
                  minio:
                    type: s3
                    regoin: a
                    secret-access-key: wJalrXUtnFEMI
                    access-key-id: AKIAIOSFODNN7EXAMPLE
                  bad name: {type: s4}
                defaults:
                  wrokers: 1
                  workers: 999
                  workers: 4
                jobs:
                  a: [b]
                  c: {verb: copy, source: minioo:d, target: e, max-age: 30, delete: true}
                """).refusal();

        assertThat(refusal.code()).isEqualTo("CFG_UNKNOWN");
        assertThat(String.valueOf(refusal.getMessage()).lines().map(String::strip)).containsExactly(
                "CFG_UNKNOWN: 12 problems in " + directory.resolve("config.yaml"),
                "config.yaml:4:5 CFG_UNKNOWN: unknown key \"regoin\": did you mean \"region\" ?",
                "config.yaml:5:24 CFG_SECRET: secret-access-key must say where the secret is, not what it is: "
                        + "write env:NAME or file:PATH",
                "config.yaml:6:20 CFG_SECRET: access-key-id must say where the secret is, not what it is: "
                        + "write env:NAME or file:PATH",
                "config.yaml:7:3 CFG_VALUE: \"bad name\" cannot be a name: write 1 to 64 letters, digits, - and _, "
                        + "and none of s3, gs, file, http, https",
                "config.yaml:7:20 CFG_VALUE: type cannot be \"s4\": did you mean \"s3\" ?",
                "config.yaml:9:3 CFG_UNKNOWN: unknown key \"wrokers\": did you mean \"workers\" ?",
                "config.yaml:10:12 CFG_RANGE: workers 999 is out of range: write a number from 1 to 256",
                "config.yaml:11:3 CFG_PARSE: \"workers\" is there already, at 10:3",
                "config.yaml:13:6 CFG_VALUE: a cannot be a list: write names with values below it",
                "config.yaml:14:27 CFG_UNKNOWN: no store is named \"minioo\": did you mean \"minio\" ?",
                "config.yaml:14:57 CFG_VALUE: max-age cannot be \"30\": write " + Amounts.TIME_FORM,
                "config.yaml:14:61 CFG_USAGE: delete is no option of copy");
        assertThat(refusal).hasMessageNotContaining("wJalr").hasMessageNotContaining("AKIA");
    }

    @Test
    void defaultsGiveWayToWhatWasSaid() throws Exception {
        Configuration configuration = new SampleFile(directory).write("""
                defaults: {workers: 2, exclude: [a, b], quiet: true, delete-limit: 5}
                jobs:
                  copy: {verb: copy, source: c, target: d, exclude: [e]}
                  sync: {verb: sync, source: c, target: d, delete: true, quiet: false}
                """).load();

        assertThat(configuration.arguments(configuration.job("copy").orElseThrow(), List.of())).containsExactly("copy",
                "c", "d",
                "--workers=2", "--quiet=true", "--exclude=e");
        assertThat(configuration.arguments(configuration.job("copy").orElseThrow(),
                List.of("--exclude=f", "--quiet=false", "--workers", "9")))
                .containsExactly("copy", "c", "d", "--exclude=f", "--quiet=false", "--workers", "9");
        assertThat(configuration.arguments(configuration.job("sync").orElseThrow(), List.of())).containsExactly("sync",
                "c", "d",
                "--workers=2", "--exclude=a", "--exclude=b", "--delete-limit=5", "--delete=true", "--quiet=false");
        assertThat(configuration.defaults(Verb.COPY, List.of("copy", "c", "d", "--workers", "8", "--exclude=x")))
                .containsExactly("--quiet=true");
        assertThat(configuration.defaults(Verb.SYNC, List.of("workers", "--no-quiet")))
                .containsExactly("--workers=2", "--exclude=a", "--exclude=b");
    }

    @Test
    void aLimitOfDeletionsIsNoneWithoutDeletions() throws Exception {
        Configuration limit = new SampleFile(directory).write("defaults: {delete-limit: 5}").load();
        Configuration both = new SampleFile(directory).write("defaults: {delete-limit: 5, delete: true}").load();

        assertThat(limit.defaults(Verb.SYNC, List.of())).isEmpty();
        assertThat(limit.defaults(Verb.SYNC, List.of("--delete=false"))).isEmpty();
        assertThat(limit.defaults(Verb.SYNC, List.of("--delete"))).containsExactly("--delete-limit=5");
        assertThat(both.defaults(Verb.SYNC, List.of())).containsExactly("--delete-limit=5", "--delete=true");
        assertThat(both.defaults(Verb.SYNC, List.of("--delete=false"))).isEmpty();
        assertThat(both.defaults(Verb.COPY, List.of())).isEmpty();
    }

    @Test
    void whatARunIsAboutIsNoMatterOfDefaultsWhenItIsResumed() throws Exception {
        Configuration configuration = new SampleFile(directory).write("""
                defaults: {workers: 2, exclude: [a], delete: true, quiet: true, overwrite: never, error-log: b}
                """).load();

        assertThat(configuration.defaultsOfPace(Verb.SYNC, List.of("--quiet")))
                .containsExactly("--workers=2", "--error-log=b");
    }

    @Test
    void aHundredProblemsAreShown() throws Exception {
        StringBuilder text = new StringBuilder("defaults:\n");
        for (int i = 0; i < 150; i++) {
            text.append("  nonsense-").append(i).append(": 1\n");
        }

        assertThat(new SampleFile(directory).write(text.toString()).refusal()).hasMessageContaining("150 problems")
                .hasMessageContaining("nonsense-99").hasMessageNotContaining("nonsense-100")
                .hasMessageEndingWith("and 50 more");
    }
}
