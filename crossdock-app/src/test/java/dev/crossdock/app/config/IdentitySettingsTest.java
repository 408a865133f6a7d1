package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.config.IdentitySettings.WebIdentity;
import dev.crossdock.app.config.SecretReference.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a store says of who it is reached as.
class IdentitySettingsTest {

    @TempDir
    private Path directory;

    @Test
    void nothingNeedsToBeSaid() throws Exception {
        assertThat(store("type: s3").identity()).isEqualTo(IdentitySettings.NONE);
        assertThat(store("type: gcs").identity()).isEqualTo(IdentitySettings.NONE);
    }

    @Test
    void everyKeyIsRead() throws Exception {
        IdentitySettings aws = store("type: s3, role: arn:b, external-id: c, web-identity: {role: arn:d, audience: e,"
                + " impersonate: f@g, credentials-file: h.json}").identity();
        assertThat(aws.role()).contains("arn:b");
        assertThat(aws.externalId()).contains("c");
        assertThat(aws.webIdentity()).contains(new WebIdentity("arn:d", "e"));
        assertThat(aws.google().impersonate()).contains("f@g");
        assertThat(aws.google().credentials()).contains(directory.resolve("h.json"));
        IdentitySettings google = store("type: gcs, impersonate: a@b, delegates: [c@d, e@f]").identity();
        assertThat(google.google().delegates()).containsExactly("c@d", "e@f");
        assertThat(google.webIdentity()).isEmpty();
    }

    @Test
    void secretsMayBeKeptByServices() throws Exception {
        StoreSettings.Keys keys = store("type: s3, access-key-id: 'aws-secret:a/b#id', secret-access-key:"
                + " 'gcp-secret:projects/p/secrets/s'").keys().orElseThrow();
        assertThat(keys.accessKeyId()).isEqualTo(new SecretReference(Origin.AWS_SECRET, "a/b#id"));
        assertThat(keys.areRemote()).isTrue();
        StoreSettings.Keys named = store("type: s3, secret-access-key:"
                + " 'gcp-secret:projects/p/secrets/crates-io--access-key--AKIAEXAMPLED7UE/versions/3'").keys()
                .orElseThrow();
        assertThat(named.accessKeyId()).isEqualTo(new SecretReference(Origin.NAME, "AKIAEXAMPLED7UE"));
        assertThat(named.accessKeyId().resolve(SampleFile.DISK, java.util.Map.of())).isEqualTo("AKIAEXAMPLED7UE");
        assertThat(named).asString().doesNotContain("AKIA");
        assertThat(store("type: s3, access-key-id: env:A, secret-access-key: env:B").keys().orElseThrow().areRemote())
                .isFalse();
        assertThat(Optional.of(new SecretReference(Origin.FILE, "/b--access-key--c"))
                .flatMap(SecretReference::accessKeyId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "type: s3, external-id: a|CFG_USAGE: external-id needs role beside it",
            "type: s3, web-identity: a|CFG_VALUE: web-identity cannot be ",
            "type: s3, web-identity: {role: a}|CFG_USAGE: audience is missing",
            "type: s3, web-identity: {audience: a}|CFG_USAGE: role is missing",
            "type: s3, web-identity: {role: a, audience: b, rolle: c}|CFG_UNKNOWN: unknown key \"rolle\"",
            "type: s3, profile: p, web-identity: {role: a, audience: b}|CFG_USAGE: profile does not go with web-identity",
            "type: s3, secret-access-key: gcp-secret:a|CFG_USAGE: secret-access-key needs access-key-id beside it",
            "type: s3, secret-access-key: 'gcp-secret:', access-key-id: env:A|CFG_SECRET: secret-access-key must say",
            "type: gcs, impersonate: planted/x@y|is no service account: write NAME@PROJECT",
            "type: gcs, delegates: [a@b]|CFG_USAGE: delegates needs impersonate beside it",
            "type: gcs, impersonate: a@b, delegates: c@d|CFG_VALUE: delegates cannot be",
            "type: gcs, anonymous: true, impersonate: a@b|CFG_USAGE: impersonate does not go with anonymous",
            "type: gcs, web-identity: {role: a, audience: b}|CFG_UNKNOWN: unknown key \"web-identity\""})
    void whatIsWrongIsNamed(String sample) throws Exception {
        int bar = sample.indexOf('|');
        assertThat(new SampleFile(directory).write("stores: {one: {" + sample.substring(0, bar) + "}}").refusal())
                .hasMessageContaining(sample.substring(bar + 1));
    }

    private StoreSettings store(String settings) throws IOException {
        return new SampleFile(directory).write("stores: {one: {" + settings + "}}").load().store("one").orElseThrow();
    }
}
