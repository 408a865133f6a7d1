package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.plan.GlobStep.Kind;
import dev.crossdock.store.ConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Compiles one pattern into steps, in one pass.
///
/// `{a,b}` becomes a `FORK` before each alternative, to the next one, and a `JUMP` behind each but the last, to the end.
final class GlobParser {

    private final String pattern;
    private final String rule;
    private final List<GlobStep> steps = new ArrayList<>();
    private final Deque<Group> groups = new ArrayDeque<>();
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private boolean literalSoFar = true;
    private int at;

    /// Alternatives that are being read.
    private static final class Group {
        private final int from;
        private final List<Integer> jumps = new ArrayList<>();
        private int fork;

        private Group(int from, int fork) {
            this.from = from;
            this.fork = fork;
        }
    }

    GlobParser(String pattern, String rule) {
        this.pattern = pattern;
        this.rule = rule;
    }

    Glob parse() {
        if (pattern.isEmpty()) {
            throw new ConfigurationException("CFG_FILTER", Keys.printable(rule) + ": the pattern is empty",
                    "write ** for everything");
        }
        if (pattern.length() > Glob.LENGTH_MAX) {
            throw malformed(Glob.LENGTH_MAX, "the pattern is longer than " + Glob.LENGTH_MAX + " characters",
                    "use several rules");
        }
        boolean anchored = pattern.charAt(0) == '/';
        at = anchored ? 1 : 0;
        boolean directory = pattern.equals("/");
        while (at < pattern.length()) {
            directory = pattern.charAt(at) == '/' && at == pattern.length() - 1;
            element();
        }
        if (!groups.isEmpty()) {
            throw malformed(groups.getLast().from, "\"{\" has no \"}\"", "close it, or write \\{ for the sign itself");
        }
        if (directory) {
            wild(GlobStep.of(Kind.ANYTHING));
        }
        steps.add(GlobStep.of(Kind.END));
        return new Glob(steps, anchored, head.toString(), tail.toString());
    }

    private void element() {
        int codePoint = pattern.codePointAt(at);
        switch (codePoint) {
            case '*' -> stars();
            case '?' -> {
                at++;
                wild(GlobStep.of(Kind.ONE));
            }
            case '[' -> {
                GlobClass read = new GlobClass(pattern, at, this::malformed);
                wild(GlobStep.of(read.parse()));
                at = read.end();
            }
            case ']' -> throw malformed(at, "\"]\" has no \"[\"", "write \\] for the sign itself");
            case '{' -> open();
            case '}' -> close();
            case '\\' -> escape();
            case ',' -> comma();
            default -> literal(codePoint);
        }
    }

    private void stars() {
        int from = at;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        if (at - from > 2) {
            throw malformed(from, "there are more than two stars together",
                    "write * for a run without slashes, ** for any run");
        }
        wild(GlobStep.of(at - from == 1 ? Kind.SEGMENT : Kind.ANYTHING));
    }

    private void escape() {
        if (at + 1 == pattern.length()) {
            throw malformed(at, "\"\\\" has nothing after it", "write \\\\ for the sign itself");
        }
        int escaped = pattern.codePointAt(at + 1);
        Optional<CodePoints> set = CodePoints.escaped(escaped);
        if (set.isPresent()) {
            at += 2;
            wild(GlobStep.of(set.get()));
            return;
        }
        GlobClass.requireSign(escaped, at, this::malformed);
        at++;
        literal(escaped);
    }

    private void open() {
        if (pattern.startsWith("{{", at)) {
            throw malformed(at, "regular expressions in {{ }} are not supported",
                    "write a pattern; where braces are nested, put another alternative first, as in {c,{a,b}d}");
        }
        groups.push(new Group(at++, steps.size()));
        wild(GlobStep.of(Kind.FORK));
    }

    private void comma() {
        if (groups.isEmpty()) {
            literal(',');
            return;
        }
        at++;
        Group group = groups.element();
        group.jumps.add(steps.size());
        wild(GlobStep.of(Kind.JUMP));
        aim(group.fork, Kind.FORK);
        group.fork = steps.size();
        wild(GlobStep.of(Kind.FORK));
    }

    private void close() {
        if (groups.isEmpty()) {
            throw malformed(at, "\"}\" has no \"{\"", "write \\} for the sign itself");
        }
        at++;
        Group group = groups.pop();
        steps.set(group.fork, GlobStep.to(Kind.FORK, group.fork + 1));
        group.jumps.forEach(jump -> aim(jump, Kind.JUMP));
        tail.setLength(0);
    }

    private void aim(int index, Kind kind) {
        steps.set(index, GlobStep.to(kind, steps.size()));
    }

    private void literal(int codePoint) {
        at += Character.charCount(codePoint);
        steps.add(GlobStep.literal(codePoint));
        tail.appendCodePoint(codePoint);
        if (literalSoFar) {
            head.appendCodePoint(codePoint);
        }
    }

    private void wild(GlobStep step) {
        steps.add(step);
        literalSoFar = false;
        tail.setLength(0);
    }

    private ConfigurationException malformed(int position, String what, String remedy) {
        return new ConfigurationException("CFG_FILTER",
                Keys.printable(rule) + ": at character " + (position + 1) + " of the pattern, " + what, remedy);
    }
}
