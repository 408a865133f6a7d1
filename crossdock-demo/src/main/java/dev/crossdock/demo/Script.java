package dev.crossdock.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What is played to train the JVM: every verb, on directories and on S3, with small objects, one that goes in parts, and
/// the ways in which commands end early.
///
/// @param file one command a line, as `Rehearsal` reads them
record Script(Path file) {

    static final String SOURCE = "harbor";
    static final String TARGET = "mirror";

    private static final int SMALL = 300;
    private static final int SMALL_BYTES = 4 << 10;
    private static final int LARGE_BYTES = 20 << 20;

    /// Writes it, and the files that it copies.
    static Script write(Path folder) throws IOException {
        Path tree = folder.resolve("tree");
        for (int i = 0; i < SMALL; i++) {
            Path file = tree.resolve("d" + i % 10).resolve("object-" + i);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[SMALL_BYTES]);
        }
        Files.write(tree.resolve("large"), new byte[LARGE_BYTES]);
        Files.write(Files.createDirectories(folder.resolve("odd")).resolve("taken"), new byte[1]);
        Files.createDirectories(folder.resolve("odder/taken"));
        return new Script(Files.write(folder.resolve("script"), lines(folder.toString())));
    }

    private static List<String> lines(String folder) {
        return Stream.of(s3(), between(), local(), afterwards()).flatMap(List::stream)
                .map(line -> line.replace(' ', '\t').replace("DIR", folder)).toList();
    }

    private static List<String> s3() {
        return List.of("0 --version", "0 copy DIR/tree s3://harbor/tree/", "0 ls s3://harbor/",
                "0 ls s3://harbor/tree/ --json", "0 doctor s3://harbor/tree/",
                "0 copy s3://harbor/tree/ s3://mirror/tree/", "0 copy s3://harbor/tree/ s3://mirror/tree/",
                "0 verify s3://harbor/tree/ s3://mirror/tree/",
                "0 plan s3://harbor/tree/d1/ s3://mirror/tree/ --delete",
                "0 sync s3://harbor/tree/d1/ s3://mirror/tree/d1/ --delete",
                "0 sync s3://harbor/tree/d1/ s3://mirror/tree/d2/ --delete --delete-limit 1000");
    }

    private static List<String> between() {
        return List.of("0 copy s3://harbor/tree/ DIR/back", "0 verify --mode read s3://harbor/tree/ DIR/back",
                "0 plan DIR/tree s3://mirror/other/ --all", "0 sync DIR/tree/d3 s3://mirror/other/ --delete");
    }

    private static List<String> local() {
        return List.of("0 copy DIR/tree DIR/copied --json", "0 copy DIR/tree DIR/copied", "0 ls DIR/tree",
                "0 doctor DIR/tree", "0 verify DIR/tree DIR/copied", "0 plan DIR/tree/d4 DIR/copied --delete",
                "0 sync DIR/tree/d4 DIR/copied/d5 --delete --delete-limit 1000");
    }

    /// Which run is the latest is open where several begin within one second, and with it how these end.
    private static List<String> afterwards() {
        return List.of("0 runs", "0 runs --json", "1 copy DIR/odd DIR/odder", "? report", "? report --json", "? retry",
                "3 copy s3://nowhere/ DIR/nothing", "? resume", "2 copy DIR/tree");
    }
}
