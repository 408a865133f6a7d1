package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.app.config.SecretReference.Origin;
import dev.crossdock.app.config.StoreSettings.Addressing;
import dev.crossdock.app.config.StoreSettings.Encryption;
import dev.crossdock.app.config.StoreSettings.Keys;
import dev.crossdock.app.config.StoreSettings.Kind;
import dev.crossdock.app.config.StoreSettings.Switch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {

    private static final StoreSettings PLAIN = new StoreSettings(Kind.S3, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    @TempDir
    private Path directory;

    @Test
    void onlyTheTypeIsNeeded() throws Exception {
        assertThat(store("type: s3")).isEqualTo(PLAIN);
    }

    @Test
    void everyKeyIsRead() throws Exception {
        StoreSettings store = store("""
                type: s3
                    endpoint: http://Storage.example:8333
                    region: eu-west-1
                    addressing: virtual
                    access-key-id: env:ID
                    secret-access-key: file:keys/secret
                    session-token: file:/run/token
                    allow-plain-http: true
                    requester-pays: true
                    anonymous: false
                    expected-bucket-owner: 012345678901
                    storage-class: GLACIER_IR
                    acl: private
                    encryption: sse-kms
                    kms-key: alias/one
                """);

        assertThat(store).isEqualTo(new StoreSettings(Kind.S3, Optional.empty(),
                Optional.of("http://Storage.example:8333"), Optional.of("eu-west-1"), Optional.empty(),
                Optional.of(Addressing.VIRTUAL), Optional.of("GLACIER_IR"), Optional.of("private"),
                Optional.of(Encryption.SSE_KMS), Optional.of("alias/one"), Optional.of("012345678901"),
                Optional.of(new Keys(new SecretReference(Origin.ENVIRONMENT, "ID"),
                        new SecretReference(Origin.FILE, directory.resolve("keys/secret").toString()),
                        Optional.of(new SecretReference(Origin.FILE, "/run/token")))),
                Set.of(Switch.ALLOW_PLAIN_HTTP, Switch.REQUESTER_PAYS)));
        assertThat(store.plainHosts()).containsExactly("storage.example");
        assertThat(store.toString()).doesNotContain("ID").doesNotContain("/run/token").contains("***");
    }

    @Test
    void aProfileComesInsteadOfKeys() throws Exception {
        assertThat(store("{type: s3, profile: work, encryption: sse-s3, addressing: path}"))
                .isEqualTo(new StoreSettings(Kind.S3, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.of("work"), Optional.of(Addressing.PATH), Optional.empty(), Optional.empty(),
                        Optional.of(Encryption.SSE_S3), Optional.empty(), Optional.empty(), Optional.empty(),
                        Set.of()));
    }

    @Test
    void withoutTlsOnlyWhereItIsAllowed() throws Exception {
        assertThat(store("{type: s3, endpoint: 'http://storage.example:1'}").plainHosts()).isEmpty();
        assertThat(store("{type: s3, allow-plain-http: true}").plainHosts()).isEmpty();
    }

    @Test
    void aLocalStoreHasARoot() throws Exception {
        StoreSettings store = store("{type: local, root: data/../files}");

        assertThat(store.kind()).isEqualTo(Kind.LOCAL);
        assertThat(store.root()).contains(directory.resolve("files"));
        assertThatThrownBy(() -> new StoreSettings(Kind.LOCAL, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "regoin: a|2:17 CFG_UNKNOWN: unknown key \"regoin\": did you mean \"region\" ?",
            "storageclass: A|2:17 CFG_UNKNOWN: unknown key \"storageclass\": did you mean \"storage-class\" ?",
            "root: /a|2:17 CFG_UNKNOWN: unknown key \"root\": there are type, endpoint,",
            "kms-key: a|2:17 CFG_USAGE: kms-key needs encryption: sse-kms beside it",
            "access-key-id: env:A|2:17 CFG_USAGE: access-key-id needs secret-access-key beside it",
            "secret-access-key: env:A|2:17 CFG_USAGE: secret-access-key needs access-key-id beside it",
            "session-token: env:A|2:17 CFG_USAGE: session-token needs access-key-id beside it",
            "anonymous: true, profile: a|2:34 CFG_USAGE: profile does not go with anonymous: nothing is signed then",
            "anonymous: yes|2:28 CFG_VALUE: anonymous cannot be \"yes\": write true or false",
            "anonymous: 'true'|2:28 CFG_VALUE: anonymous cannot be \"true\": write true or false",
            "addressing: pat|2:29 CFG_VALUE: addressing cannot be \"pat\": did you mean \"path\" ?",
            "encryption: aes|2:29 CFG_VALUE: encryption cannot be \"aes\": there are sse-s3, sse-kms",
            "endpoint: minio:9000|2:27 CFG_VALUE: endpoint cannot be \"minio:9000\": write https://HOST or",
            "region: |2:24 CFG_VALUE: region cannot be nothing: write a name such as us-east-1",
            "region: [a]|2:25 CFG_VALUE: region cannot be a list: write a name",
            "expected-bucket-owner: 1234|2:40 CFG_VALUE: expected-bucket-owner cannot be \"1234\": write the 12 digits"})
    void whatIsWrongIsNamedWithItsPlace(String sample) throws Exception {
        int bar = sample.indexOf('|');
        String text = "stores:\n  a: {type: s3, " + sample.substring(0, bar) + "}\n";

        assertThat(new SampleFile(directory).write(text).refusal())
                .hasMessageContaining("1 problem in ")
                .hasMessageContaining(sample.substring(bar + 1));
    }

    @Test
    void theTypeCannotBeLeftOut() throws Exception {
        assertThat(new SampleFile(directory).write("stores:\n  a:\n    region: b\n").refusal())
                .hasMessageContaining("config.yaml:3:5 CFG_USAGE: type is missing: write one of s3, gcs, local");
        assertThat(new SampleFile(directory).write("stores: {a: {type: local}}").refusal())
                .hasMessageContaining("CFG_USAGE: root is missing: write the path of a directory");
        assertThat(new SampleFile(directory).write("stores: {a: {type: local, root: /a, region: b}}").refusal())
                .hasMessageContaining("CFG_UNKNOWN: unknown key \"region\": there are type, root");
    }

    private StoreSettings store(String settings) throws IOException {
        String separator = settings.startsWith("{") ? " " : "\n    ";
        return new SampleFile(directory).write("stores:\n  one:" + separator + settings).load().store("one")
                .orElseThrow();
    }
}
