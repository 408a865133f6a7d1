package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.SdkOracle;
import dev.crossdock.testkit.store.AwkwardName;
import dev.crossdock.testkit.store.AwkwardNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every awkward name arrives under exactly that name, in whatever environment the program is started.
class CensusTest {

    @TempDir
    private Path folder;

    private int names;

    @BeforeEach
    void fillSource() throws IOException {
        for (AwkwardName each : AwkwardNames.ofPaths()) {
            Path file = folder.resolve("source").resolve(each.key());
            Files.createDirectories(file.getParent());
            Files.write(file, each.why().getBytes(StandardCharsets.UTF_8));
            names++;
        }
    }

    @Test
    void balancesWithoutAnyEnvironment() throws Exception {
        balances(new Program(folder.resolve("state")).without("LC_ALL"));
    }

    @Test
    void balancesInTheCLocale() throws Exception {
        balances(new Program(folder.resolve("state")).with("LC_ALL", "C"));
    }

    @Test
    void balancesInAnotherLanguage() throws Exception {
        balances(new Program(folder.resolve("state")).with("LC_ALL", "de_DE.ISO-8859-1").with("LANG",
                "de_DE.ISO-8859-1"));
    }

    @Test
    void whatCanBeNoObjectIsNamedAndCounted() throws Exception {
        Files.createSymbolicLink(folder.resolve("source/link"), folder.resolve("source"));
        assertThat(new ProcessBuilder("sh", "-c", "mkfifo pipe && : >\"$(printf 'latin\\351')\"")
                .directory(folder.resolve("source").toFile()).start().waitFor()).isZero();

        Program.Ended ended = new Program(folder.resolve("state")).run("copy", folder.resolve("source").toString(),
                folder.resolve("target").toString(), "--json");

        assertThat(ended.code()).as(ended.toString()).isOne();
        assertThat(ended.out()).contains("\"copied\":{\"objects\":" + names).contains("\"failed\":{\"objects\":3")
                .contains("\"code\":\"SPECIAL_FILE\"").contains("\"code\":\"NAME_NOT_UTF8\"");
        assertThat(Tree.of(folder.resolve("target"))).hasSize(names);
    }

    @Test
    void goesThroughABucketAndBack() throws Exception {
        try (S3MockServer server = S3MockServer.start(); SdkOracle oracle = SdkOracle.of(server)) {
            oracle.createBucket("census");
            Map<String, String> expected = Tree.of(folder.resolve("source"));
            // This server refuses backslashes, and its listings of control characters are no XML.
            List<String> refused = AwkwardNames.ofPaths().stream()
                    .filter(each -> !each.xml() || each.key().indexOf('\\') >= 0)
                    .map(AwkwardName::key).toList();
            for (String key : refused) {
                Files.delete(folder.resolve("source").resolve(key));
                expected.remove(key);
            }
            Program program = new Program(folder.resolve("state")).at(server).without("LC_ALL");

            Program.Ended there = program.run("copy", folder.resolve("source").toString(), "s3://census/");
            Program.Ended back = program.run("copy", "s3://census/", folder.resolve("target").toString());

            assertThat(there.code()).as(there.toString()).isZero();
            assertThat(back.code()).as(back.toString()).isZero();
            assertThat(Tree.of(folder.resolve("target"))).isEqualTo(new TreeMap<>(expected));
        }
    }

    private void balances(Program program) throws Exception {
        Program.Ended ended = program.run("copy", folder.resolve("source").toString(),
                folder.resolve("target").toString(), "--json");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains("\"copied\":{\"objects\":" + names + ',')
                .contains("\"failed\":{\"objects\":0,");
        assertThat(Tree.of(folder.resolve("target"))).hasSize(names).isEqualTo(Tree.of(folder.resolve("source")));
    }
}
