package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.app.config.SecretReference.Origin;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    @TempDir
    private Path directory;

    @Test
    void referencesAreRead() {
        assertThat(SecretReference.parse("env:A_1", directory))
                .contains(new SecretReference(Origin.ENVIRONMENT, "A_1"));
        assertThat(SecretReference.parse("file:key", directory))
                .contains(new SecretReference(Origin.FILE, directory.resolve("key").toString()));
        assertThat(SecretReference.parse("file:/a/../key", directory))
                .contains(new SecretReference(Origin.FILE, "/key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AKIAIOSFODNN7EXAMPLE", "env:", "env:1A", "env:A B", "file:", "aws-sm:arn", "ENV:A"})
    void anythingElseIsNoReference(String text) {
        assertThat(SecretReference.parse(text, directory)).isEmpty();
    }

    @Test
    void aVariableIsLookedUpLate() {
        SecretReference reference = new SecretReference(Origin.ENVIRONMENT, "KEY");

        assertThat(reference.resolve(SampleFile.DISK, Map.of("KEY", "value"))).isEqualTo("value");
        assertThatThrownBy(() -> reference.resolve(SampleFile.DISK, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CFG_SECRET: variable KEY holds no secret");
        assertThat(reference).hasToString("***");
    }

    @Test
    void aFileIsReadIfItIsItsOwnersAlone() throws Exception {
        SecretReference reference = file("value\n", "rw-------");

        assertThat(reference.resolve(SampleFile.DISK, Map.of())).isNotNull();
        assertThat(reference.exposure(SampleFile.DISK)).isEmpty();
        file("value\n", "r--------");
        assertThat(reference.exposure(SampleFile.DISK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanGetAtIsRefused(String permissions) throws Exception {
        SecretReference reference = file("value", permissions);

        assertThatThrownBy(() -> reference.resolve(SampleFile.DISK, Map.of()))
                .isInstanceOf(ConfigurationException.class).hasMessageStartingWith("CFG_PERMS: file ")
                .hasMessageNotContaining("value");
    }

    @Test
    void aFileWithoutASecretIsTold() throws Exception {
        assertThatThrownBy(() -> file(" \n", "rw-------").resolve(SampleFile.DISK, Map.of()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("holds no secret");
        assertThatThrownBy(() -> file("a".repeat(65_537), "rw-------").resolve(SampleFile.DISK, Map.of()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("larger than 64 KiB");
        Files.delete(directory.resolve("key"));
        assertThatThrownBy(() -> new SecretReference(Origin.FILE, directory.resolve("key").toString())
                .resolve(SampleFile.DISK, Map.of()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("there is no such file");
    }

    private SecretReference file(String text, String permissions) throws IOException {
        Path file = directory.resolve("key");
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return new SecretReference(Origin.FILE, file.toString());
    }
}
