package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPlaceTest {

    @ParameterizedTest
    @CsvSource({"minio:bucket, minio, bucket, ''", "minio:bucket/, minio, bucket, ''",
            "minio:bucket/a/b/, minio, bucket, a/b/", "a-1_B:bucket//a, a-1_B, bucket, /a", "minio:, minio, '', ''",
            "m:b/a:c, m, b, a:c", "disk:/a, disk, '', a"})
    void namesAreRead(String text, String name, String bucket, String prefix) {
        assertThat(NamedPlace.parse(text)).contains(new NamedPlace(name, bucket, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bucket", "/a", "./a:b", "a/b:c", ":a", "-a:b", "a b:c", "s3://bucket/a", "s3:/bucket",
            "S3:bucket", "gs://a", "x://a", "https://a"})
    void everythingElseIsNone(String text) {
        assertThat(NamedPlace.parse(text)).isEmpty();
    }

    @Test
    void aNameThatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> new NamedPlace("a b", "c", "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(NamedPlace.isName("a".repeat(64))).isTrue();
        assertThat(NamedPlace.isName("a".repeat(65))).isFalse();
    }
}
