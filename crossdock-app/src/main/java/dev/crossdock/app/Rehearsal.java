package dev.crossdock.app;

import dev.crossdock.app.cli.CommandLineDoor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// Runs many commands in one process, so that the JVM can note in a single training run what all of them load; the cache
/// that it makes of that lets every later command start faster (docs/performance.md). No command leads here: the build
/// names this class to the JVM.
public final class Rehearsal {

    private static final String BETWEEN_WORDS = "\t";
    private static final String ANY_CODE = "?";

    private final Map<String, String> environment;
    private final StringBuilder surprises = new StringBuilder();

    private Rehearsal(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Reads commands from standard input, one a line: the exit code that is expected, or `?` where that is open,
    /// then the arguments, with tabs between them. They are run one after the other, whatever became of those before.
    ///
    /// @param arguments none are taken
    /// @throws IllegalStateException if commands ended otherwise than expected; it names them
    /// @throws IOException if standard input cannot be read
    public static void main(String[] arguments) throws IOException {
        Rehearsal rehearsal = new Rehearsal(System.getenv());
        rehearsal.play(System.in);
        if (!rehearsal.surprises.isEmpty()) {
            throw new IllegalStateException(rehearsal.surprises.toString());
        }
    }

    private void play(InputStream script) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(BETWEEN_WORDS, -1);
            int code = CommandLineDoor.open(environment).execute(Arrays.copyOfRange(words, 1, words.length));
            if (!words[0].equals(ANY_CODE) && code != Integer.parseInt(words[0])) {
                surprises.append("exit code ").append(code).append(" of: ").append(line).append('\n');
            }
        }
    }
}
