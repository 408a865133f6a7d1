package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema and the program say the same of a file.
class SchemaTest {

    private static Schema schema;

    @TempDir
    private Path directory;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SampleFile.repository().resolve("docs/crossdock.schema.json")));
    }

    @Test
    void theExampleIsAccepted() throws Exception {
        assertThat(errors(example())).isEmpty();

        Configuration configuration = new SampleFile(directory).write(example()).load();

        assertThat(configuration.stores()).containsOnlyKeys("archive", "minio", "partner", "keyless",
                "public-data", "laboratory", "cold", "emulator", "disk");
        assertThat(configuration.arguments(configuration.job("photos").orElseThrow(), List.of())).containsExactly(
                "copy",
                "disk:photos/", "archive:example-archive/photos/", "--bandwidth=50MiB", "--requests-per-second=500",
                "--include=*.jpg", "--include=*.raw", "--exclude=**", "--workers=64");
        assertThat(configuration.arguments(configuration.job("mirror").orElseThrow(), List.of())).contains("sync",
                "--delete=true",
                "--workers=32", "--exclude=.DS_Store");
    }

    @Test
    void theExampleShowsEveryKeyOfStores() throws Exception {
        assertThat(StoreReader.S3_KEYS).allMatch(key -> exampleUnchecked().contains("    " + key + ": "));
        assertThat(StoreReader.GCS_KEYS).allMatch(key -> exampleUnchecked().contains("    " + key + ": "));
        assertThat(StoreReader.LOCAL_KEYS).allMatch(key -> exampleUnchecked().contains("    " + key + ": "));
    }

    /// A key that the program knows and the schema does not, or the other way round, fails here.
    @Test
    void bothKnowTheSameKeys() throws Exception {
        String text = Files.readString(SampleFile.repository().resolve("docs/crossdock.schema.json"));
        List<String> job = new ArrayList<>(JobReader.KEYS);
        job.addAll(OptionTable.names());

        assertThat(keys(text, "\"defaults\": {")).containsExactlyInAnyOrderElementsOf(OptionTable.names());
        assertThat(keys(text, "\"job\": {")).containsExactlyInAnyOrderElementsOf(job);
        assertThat(keys(text, "\"s3-store\": {")).containsExactlyInAnyOrderElementsOf(StoreReader.S3_KEYS);
        assertThat(keys(text, "\"gcs-store\": {")).containsExactlyInAnyOrderElementsOf(StoreReader.GCS_KEYS);
        assertThat(keys(text, "\"local-store\": {")).containsExactlyInAnyOrderElementsOf(StoreReader.LOCAL_KEYS);
        assertThat(text).contains("\"stores\": {", "\"defaults\": {", "\"jobs\": {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store: {}", "stores: {a: {}}", "stores: {s3: {type: s3}}", "stores: {'a b': {type: s3}}",
            "stores: {a: {type: s4}}", "stores: {a: {type: local}}", "stores: {a: {type: s3, root: /b}}",
            "stores: {a: {type: local, root: /b, region: c}}", "stores: {a: {type: gcs, region: b}}",
            "stores: {a: {type: gcs, anonymous: yes}}", "stores: {a: {type: gcs, profile: b}}",
            "stores: {a: {type: s3, regoin: b}}", "stores: {a: {type: s3, external-id: b}}",
            "stores: {a: {type: s3, web-identity: {role: b}}}", "stores: {a: {type: gcs, impersonate: b}}",
            "stores: {a: {type: s3, web-identity: {role: b, audience: c, d: e}}}",
            "stores: {a: {type: s3, secret-access-key: gcp-secret:b}}", "stores: {a: {type: gcs, delegates: [b@c]}}",
            "stores: {a: {type: s3, access-key-id: AKIA, secret-access-key: env:B}}",
            "stores: {a: {type: s3, access-key-id: env:B}}", "stores: {a: {type: s3, kms-key: b}}",
            "stores: {a: {type: s3, anonymous: yes}}", "stores: {a: {type: s3, acl: b}}",
            "stores: {a: {type: s3, endpoint: 'https://b:c@d'}}", "stores: {a: {type: s3, endpoint: b}}",
            "stores: {a: {type: s3, expected-bucket-owner: '1'}}", "stores: []", "defaults: {workers: 0}",
            "defaults: {workers: 257}", "defaults: {workers: '4'}", "defaults: {workers: 1.5}",
            "defaults: {wrokers: 4}", "defaults: {acl: b}",
            "defaults: {encryption: sse-s3}", "defaults: {overwrite: sometimes}", "defaults: {compare: mtime}",
            "defaults: {bandwidth: 4}", "defaults: {bandwidth: 0K}",
            "defaults: {max-age: 30}", "defaults: {include: a}", "defaults: {json: 1}",
            "jobs: {a: {verb: copy, source: b}}", "jobs: {a: {verb: move, source: b, target: c}}",
            "jobs: {a: {verb: copy, source: b, target: c, delete: true}}", "- a"})
    void whatOneRefusesTheOtherRefusesToo(String text) throws Exception {
        assertThat(errors(text)).as("the schema").isNotEmpty();
        assertThat(new SampleFile(directory).write(text).refusal()).as("the program")
                .isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "stores:", "stores: {a: {type: s3}}", "stores: {a: {type: local, root: b}}",
            "stores: {a: {type: gcs, user-project: b, storage-class: ARCHIVE, kms-key: c}}",
            "stores: {a: {type: gcs, credentials-file: b, impersonate: c@d, delegates: [e@f]}}",
            "stores: {a: {type: s3, web-identity: {role: b, audience: c, impersonate: d@e}, role: f, external-id: g}}",
            "stores: {a: {type: s3, access-key-id: 'aws-secret:b#c', secret-access-key: 'aws-secret:b#d'}}",
            "stores: {a: {type: s3, secret-access-key: gcp-secret:b--access-key--AKIA}}",
            "stores: {a: {type: s3, expected-bucket-owner: '012345678901', endpoint: 'HTTPS://b/c'}}",
            "defaults: {workers: 256, bandwidth: 1K/s, max-age: 1h1m, include: [], delete: true}",
            "jobs: {a: {verb: sync, source: b, target: c, delete-limit: 0}}"})
    void whatOneTakesTheOtherTakesToo(String text) throws Exception {
        assertThat(errors(text)).as("the schema").isEmpty();
        assertThat(new SampleFile(directory).write(text).load()).as("the program").isNotNull();
    }

    private static List<String> errors(String yaml) {
        return schema.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
    }

    private static String example() throws IOException {
        return Files.readString(SampleFile.repository().resolve("examples/crossdock.yaml"));
    }

    private static String exampleUnchecked() {
        try {
            return example();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The names directly below the first `properties` after a mark: those that stand as deep as the first of them.
    private static List<String> keys(String text, String mark) {
        List<String> lines = text.substring(text.indexOf("\"properties\": {", text.indexOf(mark))).lines().skip(1)
                .toList();
        String indent = lines.get(0).substring(0, lines.get(0).indexOf('"'));
        List<String> keys = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(indent + "\"")) {
                keys.add(line.substring(indent.length() + 1, line.indexOf('"', indent.length() + 1)));
            } else if (!line.startsWith(indent)) {
                break;
            }
        }
        return keys;
    }
}
