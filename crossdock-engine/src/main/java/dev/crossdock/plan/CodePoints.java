package dev.crossdock.plan;

import java.util.Arrays;
import java.util.Optional;

/// A set of code points, as ranges or as everything but these.
final class CodePoints {

    /// The empty set.
    static final CodePoints NONE = new CodePoints(new int[0], false);

    private final int[] ranges;
    private final boolean inverse;

    private CodePoints(int[] ranges, boolean inverse) {
        this.ranges = ranges;
        this.inverse = inverse;
    }

    /// All from `first` to `last`, both included.
    static CodePoints range(int first, int last) {
        return new CodePoints(new int[]{first, last}, false);
    }

    /// The set that `\d`, `\s`, `\w` and their opposites in capitals stand for.
    static Optional<CodePoints> escaped(int letter) {
        return switch (letter) {
            case 'd' -> Optional.of(digits());
            case 'D' -> Optional.of(digits().inverted());
            case 's' -> Optional.of(spaces());
            case 'S' -> Optional.of(spaces().inverted());
            case 'w' -> Optional.of(word());
            case 'W' -> Optional.of(word().inverted());
            default -> Optional.empty();
        };
    }

    /// The set of ASCII characters that `[:name:]` stands for.
    static Optional<CodePoints> named(String name) {
        return switch (name) {
            case "alnum" -> Optional.of(letters().with(digits()));
            case "alpha" -> Optional.of(letters());
            case "ascii" -> Optional.of(range(0, 0x7f));
            case "blank" -> Optional.of(range(' ', ' ').with(range('\t', '\t')));
            case "cntrl" -> Optional.of(range(0, 0x1f).with(range(0x7f, 0x7f)));
            case "digit" -> Optional.of(digits());
            case "graph" -> Optional.of(range('!', '~'));
            case "lower" -> Optional.of(range('a', 'z'));
            case "print" -> Optional.of(range(' ', '~'));
            case "punct" -> Optional.of(range('!', '/').with(range(':', '@')).with(range('[', '`'))
                    .with(range('{', '~')));
            case "space" -> Optional.of(range(' ', ' ').with(range('\t', '\r')));
            case "upper" -> Optional.of(range('A', 'Z'));
            case "word" -> Optional.of(word());
            case "xdigit" -> Optional.of(digits().with(range('A', 'F')).with(range('a', 'f')));
            default -> Optional.empty();
        };
    }

    private static CodePoints digits() {
        return range('0', '9');
    }

    private static CodePoints letters() {
        return range('A', 'Z').with(range('a', 'z'));
    }

    private static CodePoints word() {
        return letters().with(digits()).with(range('_', '_'));
    }

    /// Without the vertical tab, unlike `[:space:]`, as in the engine that these were borrowed from.
    private static CodePoints spaces() {
        return range('\t', '\n').with(range('\f', '\r')).with(range(' ', ' '));
    }

    /// What is in this set or in the other.
    CodePoints with(CodePoints other) {
        int[] own = plain();
        int[] added = other.plain();
        int[] all = Arrays.copyOf(own, own.length + added.length);
        System.arraycopy(added, 0, all, own.length, added.length);
        return new CodePoints(all, false);
    }

    /// What is not in this set.
    CodePoints inverted() {
        return new CodePoints(ranges, !inverse);
    }

    boolean contains(int codePoint) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (codePoint >= ranges[i] && codePoint <= ranges[i + 1]) {
                return !inverse;
            }
        }
        return inverse;
    }

    /// The same set, not as everything but something.
    private int[] plain() {
        if (!inverse) {
            return ranges;
        }
        int[][] sorted = new int[ranges.length / 2][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = new int[]{ranges[2 * i], ranges[2 * i + 1]};
        }
        Arrays.sort(sorted, (a, b) -> Integer.compare(a[0], b[0]));
        int[] gaps = new int[ranges.length + 2];
        int count = 0;
        int next = 0;
        for (int[] each : sorted) {
            if (each[0] > next) {
                gaps[count++] = next;
                gaps[count++] = each[0] - 1;
            }
            next = Math.max(next, each[1] + 1);
        }
        gaps[count++] = next;
        gaps[count++] = Character.MAX_CODE_POINT;
        return Arrays.copyOf(gaps, count);
    }
}
