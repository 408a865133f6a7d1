package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that cannot be what they should be.
class BadFileTest {

    private static final String BOMB = """
            a: &a [x, x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
            d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
            """;

    @TempDir
    private Path directory;

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(BOMB, "1:4", "anchors (&name) are not read"),
                Arguments.of("stores: *a", "1:9", "aliases (*name) are not read"),
                Arguments.of("stores: !!java.net.URL {}", "1:9", "tags (!name) are not read"),
                Arguments.of("stores: {}\n--- {}\n", "2:1", "a second document starts here"),
                Arguments.of("stores:\n  a: [b\n", "3:1", "this is no YAML"),
                Arguments.of("stores: {}\n\tjobs: {}", "2:1", "this is no YAML"),
                Arguments.of("stores: \"a\u0007\"", "1:11", "a control character (7)"),
                Arguments.of("- stores", "1:1", "this is a list: write stores:, defaults: and jobs:"),
                Arguments.of("stores", "1:1", "this is a single value: write"),
                Arguments.of("? [a, b]\n: c", "1:3", "a name must be a single word"),
                Arguments.of("stores: " + "[".repeat(100_000), "1:25", "nested more than 16 levels deep"),
                Arguments.of("defaults: {quiet: true}\ndefaults: {}", "2:1",
                        "\"defaults\" is there already, at 1:1"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoYamlOfOursIsRefusedWithItsPlace(String text, String place, String why) throws Exception {
        ConfigurationException refusal = new SampleFile(directory).write(text).refusal();

        assertThat(refusal.code()).isEqualTo("CFG_PARSE");
        assertThat(refusal).hasMessageContaining("config.yaml:" + place + " CFG_PARSE: ").hasMessageContaining(why);
    }

    @Test
    void aRefusalQuotesNothingOfTheFile() throws Exception {
        assertThat(new SampleFile(directory).write("secret-access-key: wJalr: EMI").refusal())
                .hasMessageContaining("this is no YAML").hasMessageNotContaining("wJalr");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws Exception {
        byte[] text = "stores:\n  # gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new SampleFile(directory).write(text, "rw-------").refusal())
                .hasMessageContaining("config.yaml:2:7 CFG_PARSE: this is not UTF-8");
    }

    @Test
    void aMebibyteIsReadAndAByteMoreIsNot() throws Exception {
        String line = "# comment and more.\n";
        String mebibyte = line.repeat((1 << 20) / line.length() + 1).substring(0, (1 << 20) - 1) + "\n";

        assertThat(new SampleFile(directory).write(mebibyte).load()).isEqualTo(Configuration.NONE);
        assertThat(new SampleFile(directory).write(mebibyte + "\n").refusal())
                .hasMessageContaining("CFG_PARSE: this is larger than 1024 KiB");
    }

    @Test
    void aDirectoryIsRefused() throws Exception {
        SampleFile file = new SampleFile(directory);
        Files.createDirectory(file.path());

        assertThat(file.refusal()).hasMessageContaining("CFG_PARSE: this is a directory");
    }

    @Test
    void aNamedFileThatIsNotThereIsMissed() {
        assertThat(new SampleFile(directory).refusal()).hasMessageContaining("cannot read it: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rwxrwxrwx"})
    void aFileThatOthersCanWriteIsRefused(String permissions) throws Exception {
        ConfigurationException refusal = new SampleFile(directory).write(new byte[0], permissions).refusal();

        assertThat(refusal.code()).isEqualTo("CFG_PERMS");
        assertThat(refusal).hasMessageContaining("so others than its owner can change where data goes: chmod go-w");
    }

    @Test
    void aSecretFileThatOthersCanReadIsRefusedWithThePlaceOfItsReference() throws Exception {
        Files.writeString(directory.resolve("key"), "value");
        String text = "stores:\n  a: {type: s3, access-key-id: env:A, secret-access-key: 'file:key'}";

        assertThat(new SampleFile(directory).write(text).refusal()).hasMessageContaining("config.yaml:2:58 CFG_PERMS: ")
                .hasMessageContaining("it must be 0600").hasMessageNotContaining("value");
    }
}
