package dev.crossdock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/testing.md says which test holds which promise; it has to go on being true.
final class NamedTestsTest {

    /// A row of a table: what it is about, what it says of that, and what proves it.
    private static final Pattern ROW = Pattern.compile("\\| ([CLB]\\d+) \\| (.+?) \\| (.+?) \\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final String NONE = "does not apply: ";

    @Test
    void everyRowNamesTestsOrSaysWhyThereAreNone() throws IOException {
        for (Map.Entry<String, String> row : rows().entrySet()) {
            boolean none = row.getValue().startsWith(NONE) && row.getValue().length() > NONE.length() + 10;
            assertThat(none || NAMED.matcher(row.getValue()).find()).as("%s: %s", row.getKey(), row.getValue())
                    .isTrue();
        }
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String row : rows().values()) {
            Matcher matcher = NAMED.matcher(row);
            while (matcher.find()) {
                named++;
                if (!hasTest(sources.getOrDefault(matcher.group(1), ""), matcher.group(2))) {
                    missing.add(matcher.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(100);
    }

    @Test
    void nothingIsLeftOut() throws IOException {
        List<String> expected = Stream.of(numbers("C", 1, 50), numbers("L", 1, 20), numbers("B", 28, 57))
                .flatMap(each -> each).toList();
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatIsNoTestIsNotTakenForOne() {
        String source = "@Test\n    void here() {\n    }\n\n    private void helps() {\n    }\n";
        assertThat(hasTest(source, "here")).isTrue();
        assertThat(hasTest(source, "helps")).isFalse();
        assertThat(hasTest(source, "her")).isFalse();
        assertThat(hasTest("", "here")).isFalse();
    }

    private static Stream<String> numbers(String letter, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(each -> letter + (each < 10 && letter.equals("B") ? "0" : "")
                + each);
    }

    /// A method without access modifier or with `default` or `public`, with an annotation above it that makes it a test.
    private static boolean hasTest(String source, String method) {
        Matcher matcher = Pattern.compile("\\n    (default |public )?void " + method + "\\(").matcher(source);
        while (matcher.find()) {
            int begin = Math.max(source.lastIndexOf("\n\n", matcher.start()), 0);
            String above = source.substring(begin, matcher.start());
            if (above.contains("@Test") || above.contains("@ParameterizedTest")
                    || source.lastIndexOf("@ParameterizedTest", matcher.start()) > source
                            .lastIndexOf("\n    }\n", matcher.start())) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new HashMap<>();
        Path page = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("testing.md");
        for (String line : Files.readAllLines(page)) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                assertThat(rows.put(matcher.group(1), matcher.group(3))).as("%s twice", matcher.group(1)).isNull();
            }
        }
        return rows;
    }

    /// Sources of tests and of contracts by the name of their class.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        List<Path> files = new ArrayList<>(SourceTree.sources("src/test/java"));
        files.addAll(SourceTree.sources("src/main/java"));
        for (Path each : files) {
            String name = each.getFileName().toString();
            if (name.endsWith("Test.java") || name.endsWith("Contract.java")) {
                sources.put(name.replace(".java", ""), Files.readString(each));
            }
        }
        return sources;
    }
}
