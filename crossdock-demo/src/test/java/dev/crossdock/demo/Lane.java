package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A source, a target, and the program that is to carry from one to the other.
record Lane(Dock dock, Shelf source, Shelf target, Program program) {

    /// The same in the opposite direction, with the same state directory.
    Lane back() {
        Shelf from = target;
        Shelf to = source;
        return new Lane(dock, from, to, program);
    }

    /// Small objects at the source, `d0/f00` and so on, each of other bytes.
    Lane fill(int objects) throws Exception {
        for (int i = 0; i < objects; i++) {
            source.put(key(i), bytes("object " + i));
        }
        return this;
    }

    static String key(int index) {
        return "d%d/f%02d".formatted(index % 3, index);
    }

    static byte[] bytes(String text) {
        return text.repeat(20).getBytes(StandardCharsets.UTF_8);
    }

    /// The words of a command on this pair.
    String[] words(String verb, String... options) {
        List<String> words = new ArrayList<>(List.of(verb, source.location(), target.location()));
        if (source.location().startsWith("s3:")) {
            words.add("--source-endpoint=" + dock.source().endpoint());
        }
        if (target.location().startsWith("s3:")) {
            words.add("--target-endpoint=" + dock.target().endpoint());
        }
        words.addAll(Arrays.asList(options));
        return words.toArray(String[]::new);
    }

    Program.Ended command(String verb, String... options) throws Exception {
        return program.run(words(verb, options));
    }

    /// A command that makes a run, with its report in JSON.
    FaultReport run(String verb, String... options) throws Exception {
        List<String> more = new ArrayList<>(List.of(options));
        more.add("--json");
        return new FaultReport(command(verb, more.toArray(String[]::new)));
    }

    /// The same, where all goes well.
    FaultReport good(String verb, String... options) throws Exception {
        FaultReport report = run(verb, options);
        assertThat(report.code()).as(report.toString()).isZero();
        assertThat(report.json()).contains("\"state\":\"complete\"");
        return report;
    }

    /// Starts a command that makes a run.
    Process start(Path err, String verb, String... options) throws Exception {
        return program.start(err, words(verb, options));
    }

    Journals journals() throws Exception {
        return Journals.in(program.home());
    }
}
