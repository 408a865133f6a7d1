package dev.crossdock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.store.ConfigurationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

    record Case(String pattern, List<String> matching, List<String> others) {}

    private static Case of(String pattern, List<String> matching, List<String> others) {
        return new Case(pattern, matching, others);
    }

    private static Glob glob(String pattern) {
        return Glob.parse(pattern, "--include " + pattern);
    }

    /// The examples that rclone documents for its filters.
    static Stream<Case> documentedByRclone() {
        return Stream.of(
                of("file.jpg", List.of("file.jpg", "directory/file.jpg"), List.of("afile.jpg", "directory/afile.jpg")),
                of("/file.jpg", List.of("file.jpg"), List.of("afile.jpg", "directory/file.jpg")),
                of("potato", List.of("potato"), List.of("POTATO")),
                of("*.jpg", List.of("file.jpg", "dir/file.jpg"), List.of("file.png", "dir/file.png")),
                of("/*.jpg", List.of("file.jpg", "file2.jpg"), List.of("file.png", "dir/file.jpg")),
                of("*.{jpg,png}", List.of("file.jpg", "dir/file.png"), List.of("file.gif", "dir/file.gif")),
                of("dir/**", List.of("dir/anyfile", "subdir/dir/subsubdir/anyfile"),
                        List.of("file.png", "subdir/file.png")),
                of("*.t?t", List.of("file.txt", "dir/file.tzt"), List.of("file.qxt", "dir/file.png")),
                of("*.[a-z]", List.of("file.a", "dir/file.b"), List.of("file.0", "dir/file.1")),
                of("*.\\?\\?\\?", List.of("file.???", "dir/file.???"), List.of("file.abc", "dir/file.def")),
                of("*.\\d\\d\\d", List.of("file.012", "dir/file.345"), List.of("file.abc", "dir/file.def")),
                of("*\\[{JP,KR,HK}\\]*", List.of("a [JP].iso", "[KR]", "d/x[HK]y"), List.of("JP", "[US].iso")),
                of("{A,B}/**", List.of("A/x", "B/c/d", "z/A/x"), List.of("C/x", "A", "AB/x")),
                of("??[^[:punct:]]*", List.of("abc", "a.cd"), List.of("ab.d", "ab")),
                of("secret*.jpg", List.of("secret17.jpg", "a/secret.jpg"), List.of("secret/17.jpg")),
                of("{dir1/**,dir2/**}", List.of("dir1/a", "dir2/a/b"), List.of("dir3/a")),
                of("/dir/tmp/**", List.of("dir/tmp/x", "dir/tmp/x/y"), List.of("dir/tmp", "x/dir/tmp/y")));
    }

    static Stream<Case> more() {
        return Stream.of(
                of("*", List.of("a", "a/b", "", "a/"), List.of()),
                of("/*", List.of("a", ""), List.of("a/b")),
                of("**", List.of("a", "a/b", "", "line\nfeed"), List.of()),
                of("dir/", List.of("dir/", "dir/a", "x/dir/a/b"), List.of("dir", "xdir/a")),
                of("/dir/", List.of("dir/a", "dir/a/b"), List.of("x/dir/a", "dir")),
                of("/", List.of("a", "a/b"), List.of()),
                of("dir\\/", List.of("dir/", "a/dir/"), List.of("dir/a")),
                of("//a", List.of("/a"), List.of("a", "b//a")),
                of("a*b*c", List.of("abc", "aXbXc", "abbcc"), List.of("ab/c", "acb")),
                of("a**c", List.of("ac", "ab/bc", "x/a/c"), List.of("a/cd", "ba/c/")),
                of("a/*/c", List.of("a/b/c", "a//c"), List.of("a/b/b/c", "a/c")),
                of("a/**/c", List.of("a/b/b/c", "a//c"), List.of("a/c")),
                of("a/{**/,}c", List.of("a/b/b/c", "a/c"), List.of("ac")),
                of("[!a-c]x", List.of("dx", "-x"), List.of("ax", "x")),
                of("[a-]", List.of("a", "-"), List.of("b")),
                of("[-a]", List.of("a", "-"), List.of("b")),
                of("[a\\-c]", List.of("a", "-", "c"), List.of("b")),
                of("[\\[\\]]", List.of("[", "]"), List.of("\\")),
                of("[a^!]", List.of("a", "^", "!"), List.of("b")),
                of("[\\w.]", List.of("Z", "_", "7", "."), List.of("-")),
                of("[\\W]", List.of("-", "é"), List.of("a", "")),
                of("[\\D1]", List.of("a", "1"), List.of("2")),
                of("[^\\D]", List.of("5"), List.of("x")),
                of("x[^a]y", List.of("xby", "x/y"), List.of("xay")),
                of("[[:upper:][:digit:]_]", List.of("A", "0", "_"), List.of("a")),
                of("a{b,c{d,e}f,}g", List.of("abg", "acdfg", "acefg", "ag"), List.of("acg", "acfg", "a")),
                of("{a,b}{c,d}*", List.of("ac", "bd!", "x/ad"), List.of("ab", "cd")),
                of("{}x", List.of("x"), List.of("{}x")),
                of("{**}.gz", List.of("a/b.gz"), List.of("a/b")),
                of("a,b", List.of("a,b"), List.of("a", "b")),
                of("'.' '+' '(' ')' '|' '^' '$'", List.of("'.' '+' '(' ')' '|' '^' '$'"), List.of("'x' '+'")));
    }

    static Stream<Case> hostile() {
        return Stream.of(
                of("?", List.of("😀", "\n", "\ud83d", "é"), List.of("😀😀", "e\u0301", "")),
                of("[😀-😂]", List.of("😁"), List.of("😃", "\ud83d", "\ude00")),
                of("/\ud83d*", List.of("\ud83d", "\ud83dx"), List.of("😀")),
                of("*\ude00", List.of("\ude00", "x\ude00"), List.of("😀")),
                of("**.tmp", List.of("a\nb/\r.tmp", "\0.tmp"), List.of("a.tmp\n")),
                of("\\-rf", List.of("-rf", "a/-rf"), List.of("rf")),
                of("a\\*\\{b\\}\\\\", List.of("a*{b}\\"), List.of("axb", "a*{b}")),
                of("../x", List.of("../x", "a/../x"), List.of("x")),
                of("/a//b", List.of("a//b"), List.of("a/b")));
    }

    @ParameterizedTest
    @MethodSource({"documentedByRclone", "more", "hostile"})
    void matchesWhatItSays(Case each) {
        Glob glob = glob(each.pattern());

        assertThat(each.matching()).allMatch(glob::matches);
        assertThat(each.others()).noneMatch(glob::matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "*a", "?", "[ab]", "{a,b}", "a\\", "***", "key with , and ]}[{", "/lead", "trail/",
            "\\d", "#x", ";x", "-x", "!", "^"})
    void escapedKeyMatchesItselfOnly(String key) {
        StringBuilder pattern = new StringBuilder("/");
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            pattern.append(Character.isLetterOrDigit(each) ? "" : "\\").append(each);
        }
        Glob glob = glob(pattern.toString());

        assertThat(glob.matches(key)).isTrue();
        assertThat(glob.matches(key + "x")).isFalse();
        assertThat(glob.matches("x" + key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:***", "2:a***b", "3:ab]c", "3:ab[c", "3:ab{{cd", "5:ab{}}cd", "3:ab}c", "3:ab{c",
            "3:ab{c,{d,e}", "2:[a--b]", "2:[z-a]", "1:[]", "1:[^]", "1:[]a]", "2:a\\", "1:\\q", "2:[\\q]",
            "2:[[:nothing:]]", "1:[[:alpha:]", "2:[[:alpha", "1:[a\\", "1:[a-", "3:a/{{.*}}"})
    void malformedPatternIsRefusedAtItsPosition(String positionAndPattern) {
        String pattern = positionAndPattern.substring(positionAndPattern.indexOf(':') + 1);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Glob.parse(pattern, "--exclude " + pattern))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("CFG_FILTER");
                    assertThat(e.remedy()).isNotEmpty();
                })
                .withMessageContaining("--exclude " + pattern)
                .withMessageContaining(pattern.isEmpty()
                        ? "empty"
                        : "character " + positionAndPattern.substring(0, 1) + " ");
    }

    @Test
    void messageCannotSteerTerminals() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> glob("\u001b[2J["))
                .withMessageContaining("\\u001b").withMessageNotContaining("\u001b");
    }

    @Test
    void patternLengthIsBounded() {
        assertThat(glob("a".repeat(4096)).matches("a".repeat(4096))).isTrue();
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> glob("a".repeat(4097)))
                .withMessageContaining("4096");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a*a*a*a*a*a*a*a*a*a*a*a*[b]", "/**a**a**a**a**a**a**a**[b]", "{a,aa}{a,aa}{a,aa}*{a,aa}[b]",
                    "{*a,**a}{*a,**a}{*a,**a}{*a,**a}{*a,**a}[b]", "?*?*?*?*?*?*?[b]"})
    void neverGoesBackInHostileNames(String pattern) {
        CountedText name = new CountedText("a".repeat(100_000));

        assertThat(glob(pattern).matches(name)).isFalse();
        assertThat(name.looks()).isBetween(1L * name.length(), 3L * name.length());
    }

    @Test
    void longestPatternOfAlternativesEnds() {
        Glob glob = glob("{a,*}".repeat(818) + "[b]");

        assertThat(glob.matches("a".repeat(1024))).isFalse();
        assertThat(glob.matches("a".repeat(1024) + "b")).isTrue();
    }

    @Test
    void deepNestingIsNoRecursion() {
        Glob glob = glob("{x,".repeat(1000) + "y" + "}".repeat(1000));

        assertThat(glob.matches("y")).isTrue();
        assertThat(glob.matches("x")).isTrue();
        assertThat(glob.matches("z")).isFalse();
    }

    @Test
    void prefixIsWhatEveryMatchBeginsWith() {
        assertThat(glob("/logs/2026/**").prefix()).isEqualTo("logs/2026/");
        assertThat(glob("/logs/").prefix()).isEqualTo("logs/");
        assertThat(glob("/logs/20{25,26}/x").prefix()).isEqualTo("logs/20");
        assertThat(glob("/a\\*b*").prefix()).isEqualTo("a*b");
        assertThat(glob("/whole").prefix()).isEqualTo("whole");
        assertThat(glob("/{a,a}b").prefix()).isEmpty();
        assertThat(glob("logs/**").prefix()).isEmpty();
    }
}
