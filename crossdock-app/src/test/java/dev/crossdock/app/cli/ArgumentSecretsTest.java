package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.store.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentSecretsTest {

    @ParameterizedTest
    @CsvSource({
            "copy a b --secret-access-key hidden, --secret-access-key",
            "copy a b --secret-access-key=hidden, --secret-access-key",
            "copy --source-access-key-id=hidden a b, --source-access-key-id",
            "copy a b --SessionToken hidden, --SessionToken",
            "AWS_SECRET_ACCESS_KEY=hidden copy a b, AWS_SECRET_ACCESS_KEY",
            "copy a b --password hidden, --password",
            "ls --endpoint https://me:hidden@host/ s3://a, --endpoint",
            "ls --endpoint=HTTP://hidden@host s3://a, --endpoint",
            "copy https://me:hidden@host/ b, argument 2"})
    void secretsAreSeenAndNotRepeated(String line, String where) {
        String[] arguments = line.split(" ", -1);

        assertThat(ArgumentSecrets.find(arguments)).contains(where);
        assertThatThrownBy(() -> ArgumentSecrets.refuse(arguments)).isInstanceOf(ConfigurationException.class)
                .hasMessage("CFG_SECRET_ARGV: a secret on the command line, at " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy s3://a/ b", "copy s3://a/x@y ./b:c@d", "ls --endpoint https://host/a@b s3://c",
            "copy a b --exclude access-key=old/", "copy a b --exclude=password*", "copy password/=a passwords/"})
    void otherThingsAreNone(String line) {
        assertThat(ArgumentSecrets.find(line.split(" ", -1))).isEmpty();
    }

    @Test
    void noArgumentsHoldNone() {
        assertThat(ArgumentSecrets.find(new String[0])).isEmpty();
    }
}
