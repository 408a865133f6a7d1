package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The manual pages in `docs/man` say what the help says. With `-Dcrossdock.man=write` they are written first.
final class ManPagesTest {

    @Test
    void pagesSayWhatTheHelpSays() throws IOException {
        Map<String, String> pages = pages();
        Path directory = directory();
        if (System.getProperty("crossdock.man", "").equals("write")) {
            write(directory, pages);
        }

        assertThat(present(directory).keySet()).isEqualTo(pages.keySet());
        assertThat(present(directory)).as("mvn -pl crossdock-app -am test -Dtest=ManPagesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dcrossdock.man=write writes them anew").isEqualTo(pages);
    }

    @Test
    void everyCommandHasAPage() {
        assertThat(pages()).hasSizeGreaterThan(10).containsKeys("crossdock.1", "crossdock-copy.1", "crossdock-limit.1",
                "crossdock-clean.1");
        assertThat(pages()).allSatisfy((name, page) -> assertThat(page).contains("\n.SH NAME\ncrossdock")
                .contains("\n.SH SYNOPSIS\n").contains("\n.SH OPTIONS\n"));
        assertThat(pages().get("crossdock-copy.1")).contains("\n.SH EXAMPLES\n.nf\ncrossdock copy s3://")
                .contains("\n.SH EXIT STATUS\n0 all good").contains("\n\\fB\\-\\-workers=N\\fR\n");
    }

    private static Map<String, String> pages() {
        CommandLine root = CommandLineDoor.commandLine("", new RunShelf(Path.of("")).console());
        Map<String, String> pages = new TreeMap<>();
        pages.put("crossdock.1", ManPage.of(root));
        root.getSubcommands().values().forEach(each -> pages.put(ManPage.name(each) + ".1", ManPage.of(each)));
        return pages;
    }

    private static Map<String, String> present(Path directory) throws IOException {
        Map<String, String> present = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                present.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return present;
    }

    private static void write(Path directory, Map<String, String> pages) throws IOException {
        Files.createDirectories(directory);
        for (String each : present(directory).keySet()) {
            Files.delete(directory.resolve(each));
        }
        for (Map.Entry<String, String> each : pages.entrySet()) {
            Files.writeString(directory.resolve(each.getKey()), each.getValue());
        }
    }

    private static Path directory() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("ARCHITECTURE.md"))) {
                return folder.resolve("docs/man");
            }
        }
        throw new IllegalStateException("there is no ARCHITECTURE.md above the working directory");
    }
}
