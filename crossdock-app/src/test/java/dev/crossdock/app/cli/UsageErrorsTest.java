package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.ConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

class UsageErrorsTest {

    private boolean ran;

    @ParameterizedTest
    @ValueSource(strings = {
            "sync a b --delte|CFG_UNKNOWN: unknown option --delte|did you mean --delete ?",
            "sync a b --wokers=4|CFG_UNKNOWN: unknown option --wokers|did you mean --workers ?",
            "sync a b --colour=red|CFG_UNKNOWN: unknown option --colour|see crossdock sync --help",
            "sycn a b|CFG_UNKNOWN: unknown command sycn|did you mean sync ?",
            "destroy|CFG_UNKNOWN: unknown command destroy|see crossdock --help",
            "|CFG_USAGE: Give a command.|see crossdock --help",
            "sync a|CFG_USAGE: TARGET is missing|see crossdock sync --help",
            "sync|CFG_USAGE: SOURCE and TARGET are missing|see crossdock sync --help",
            "sync a b c|CFG_USAGE: there is no place for the argument \"c\"|see crossdock sync --help",
            "sync a b --workers|CFG_USAGE: --workers N is missing|see crossdock sync --help",
            "sync a b --workers 1 --workers 2|CFG_USAGE: option '--workers' (N) should be specified only once|see",
            "sync a b --workers many|CFG_VALUE: --workers cannot be \"many\"|N: Objects at once, 1 to 256.",
            "sync a b --workers 4294967296|CFG_RANGE: --workers 4294967296 is out of range|N: Objects at once, 1 to 256.",
            "sync a b --age 30|CFG_VALUE: an age without unit|write 30s",
            "sync a b --secret-access-key=hidden|CFG_SECRET_ARGV: a secret on the command line, at --secret-access-key|",
            "sync a b --workers many --endpoint https://a:hidden@b|CFG_SECRET_ARGV: a secret on the command line|"})
    void oneLineSaysWhatIsWrongAndOneWhatToDo(String sample) {
        String[] parts = sample.split("\\|", -1);
        StringWriter err = new StringWriter();

        int code = commandLine(err).execute(parts[0].isEmpty() ? new String[0] : parts[0].split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(ran).as("nothing is done").isFalse();
        String[] lines = err.toString().split(System.lineSeparator(), -1);
        assertThat(lines).as(err.toString()).hasSize(3);
        assertThat(lines[0]).startsWith("crossdock: " + parts[1]);
        assertThat(lines[1]).startsWith("           " + parts[2]).doesNotContain("hidden");
        assertThat(lines[0]).doesNotContain("hidden");
    }

    @Test
    void whatMovesTheCursorIsNotRepeated() {
        StringWriter err = new StringWriter();

        commandLine(err).execute("sync", "a", "b", "--\u001b[2Jx");

        assertThat(err.toString()).contains("unknown option --?[2Jx");
    }

    @Test
    void theRightCommandRuns() {
        assertThat(commandLine(new StringWriter()).execute("sync", "a", "b", "--delete=false", "--workers=3")).isZero();
        assertThat(ran).isTrue();
    }

    private CommandLine commandLine(StringWriter err) {
        CommandLine root = new CommandLine(new Root()).addSubcommand(new Sync(() -> {
            ran = true;
            return 0;
        }));
        return root.setErr(new PrintWriter(err, true)).setParameterExceptionHandler(new UsageErrors());
    }

    @Command(name = "crossdock")
    static final class Root implements Runnable {

        @Spec
        private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "Give a command.");
        }
    }

    @Command(name = "sync")
    static final class Sync implements Callable<Integer> {

        private final Callable<Integer> action;

        @Parameters(index = "0", paramLabel = "SOURCE")
        private String source = "";

        @Parameters(index = "1", paramLabel = "TARGET")
        private String target = "";

        @Option(names = "--workers", paramLabel = "N", description = "Objects at once, 1 to 256.")
        private int workers;

        @Option(names = "--delete")
        private boolean delete = true;

        @Option(names = "--endpoint")
        private String endpoint = "";

        @Option(names = "--age", converter = Age.class)
        private String age = "";

        Sync(Callable<Integer> action) {
            this.action = action;
        }

        @Override
        public Integer call() throws Exception {
            assertThat(delete).as("--delete=false").isFalse();
            assertThat(source + target + workers + endpoint + age).isEqualTo("ab3");
            return action.call();
        }
    }

    static final class Age implements ITypeConverter<String> {

        @Override
        public String convert(String value) {
            throw new ConfigurationException("CFG_VALUE", "an age without unit", "write " + value + "s");
        }
    }
}
