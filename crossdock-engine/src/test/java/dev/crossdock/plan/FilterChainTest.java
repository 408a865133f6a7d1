package dev.crossdock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import dev.crossdock.store.ConfigurationException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterChainTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static FilterChain chain(Consumer<FilterRules> given) {
        FilterRules rules = FilterChain.rules(NOW);
        given.accept(rules);
        return rules.build();
    }

    private static FilterChain names(String... signedPatterns) {
        return chain(rules -> {
            for (String each : signedPatterns) {
                String pattern = each.substring(1);
                if (each.charAt(0) == '+') {
                    rules.include(pattern, "--include " + pattern);
                } else {
                    rules.exclude(pattern, "--exclude " + pattern);
                }
            }
        });
    }

    private static ObjectStat stat(long sizeBytes, Optional<Instant> modified, String storageClass) {
        return new ObjectStat("key", sizeBytes, "v", "", modified, List.of(), Attributes.NONE, storageClass, 0,
                Standing.CURRENT);
    }

    private static Optional<String> named(Filter filter, String name) {
        return filter.excludes(name, stat(0, Optional.empty(), ""));
    }

    private static Optional<String> sized(Filter filter, long sizeBytes) {
        return filter.excludes("key", stat(sizeBytes, Optional.empty(), ""));
    }

    private static Optional<String> modified(Filter filter, String time) {
        return filter.excludes("key", stat(0, Optional.of(Instant.parse(time)), ""));
    }

    private static Optional<String> classed(Filter filter, String storageClass) {
        return filter.excludes("key", stat(0, Optional.empty(), storageClass));
    }

    @Test
    void withoutRulesEverythingIsIn() {
        FilterChain chain = chain(rules -> {
        });

        assertThat(chain).isSameAs(FilterChain.NONE);
        assertThat(named(chain, "any")).isEmpty();
        assertThat(chain.canonical()).isEmpty();
        assertThat(chain.commonPrefix()).isEmpty();
    }

    @Test
    void withExcludesOnlyTheRestIsIn() {
        FilterChain chain = names("-*.tmp", "-/cache/");

        assertThat(named(chain, "a/b.tmp")).contains("--exclude *.tmp");
        assertThat(named(chain, "cache/x")).contains("--exclude /cache/");
        assertThat(named(chain, "cache/x.tmp")).contains("--exclude *.tmp");
        assertThat(named(chain, "a/b.jpg")).isEmpty();
    }

    @Test
    void withIncludesTheRestIsOut() {
        FilterChain chain = names("+*.jpg", "+/keep/");

        assertThat(named(chain, "x.jpg")).isEmpty();
        assertThat(named(chain, "keep/x")).isEmpty();
        assertThat(named(chain, "x.png")).contains("no --include matches");
    }

    @Test
    void firstMatchDecides() {
        assertThat(named(names("+/a/**", "-*.tmp"), "a/x.tmp")).isEmpty();
        assertThat(named(names("-*.tmp", "+/a/**"), "a/x.tmp")).contains("--exclude *.tmp");
        assertThat(named(names("-/a/b/", "+/a/", "-**"), "a/b/c")).contains("--exclude /a/b/");
        assertThat(named(names("-/a/b/", "+/a/", "-**"), "a/c")).isEmpty();
        assertThat(named(names("-/a/b/", "+/a/", "-**"), "c")).contains("--exclude **");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 10", "10b, 10", "10k, 10240", "10K, 10240", "10Ki, 10240", "10KiB, 10240",
            "1.5M, 1572864", "0.3k, 307", "2Gi, 2147483648", "1T, 1099511627776", "1P, 1125899906842624",
            "7E, 8070450532247928832", "9223372036854775807, 9223372036854775807"})
    void readsSizes(String text, long sizeBytes) {
        FilterChain atMost = chain(rules -> rules.maxSize(text));
        FilterChain atLeast = chain(rules -> rules.minSize(text));

        assertThat(sized(atMost, sizeBytes)).isEmpty();
        assertThat(sized(atLeast, sizeBytes)).isEmpty();
        if (sizeBytes < Long.MAX_VALUE) {
            assertThat(sized(atMost, sizeBytes + 1)).contains("--max-size " + text);
        }
        if (sizeBytes > 0) {
            assertThat(sized(atLeast, sizeBytes - 1)).contains("--min-size " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "+1", "1.", ".5", "1..5", "1,5", "10 k", "10KB", "10x", "1e3", "0x10", "8E",
            "9223372036854775808", "1111111111111111111111111111111111111111", "١٠", "10k\u001b"})
    void refusesOtherSizes(String text) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> chain(rules -> rules.minSize(text)))
                .matches(e -> e.code().equals("CFG_VALUE")).withMessageContaining("--min-size")
                .withMessageNotContaining("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"0s, 2026-11-21T12:00:00Z", "30s, 2026-11-21T11:59:30Z", "15m, 2026-11-21T11:45:00Z",
            "24h, 2026-11-20T12:00:00Z", "7d, 2026-11-14T12:00:00Z", "2w, 2026-11-07T12:00:00Z",
            "1d12h30m, 2026-11-19T23:30:00Z"})
    void countsAgesFromTheStart(String text, String limit) {
        FilterChain young = chain(rules -> rules.maxAge(text));
        FilterChain old = chain(rules -> rules.minAge(text));
        String before = Instant.parse(limit).minusNanos(1).toString();
        String after = Instant.parse(limit).plusNanos(1).toString();

        assertThat(modified(young, before)).contains("--max-age " + text);
        assertThat(modified(young, limit)).isEmpty();
        assertThat(modified(young, after)).isEmpty();
        assertThat(modified(old, before)).isEmpty();
        assertThat(modified(old, limit)).isEmpty();
        assertThat(modified(old, after)).contains("--min-age " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7 d", "7D", "1M", "1y", "-7d", "1.5h", "1h30", "7days", "100ms", "365000d",
            "99999999999999999999s", "300000d300000d"})
    void refusesOtherAges(String text) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> chain(rules -> rules.maxAge(text)))
                .matches(e -> e.code().equals("CFG_VALUE") && !e.remedy().isEmpty())
                .withMessageContaining("--max-age " + text);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01, 2026-11-01T00:00:00Z", "2026-11-01T08:30, 2026-11-01T08:30:00Z",
            "2026-11-01T08:30:15.5, 2026-11-01T08:30:15.500Z", "2026-11-01T08:30:00Z, 2026-11-01T08:30:00Z",
            "2026-11-01T08:30:00+02:00, 2026-11-01T06:30:00Z", "2026-11-01T08:30:00-02:00, 2026-11-01T10:30:00Z",
            "1969-07-20, 1969-07-20T00:00:00Z"})
    void readsTimes(String text, String limit) {
        FilterChain since = chain(rules -> rules.modifiedSince(text));
        FilterChain before = chain(rules -> rules.modifiedBefore(text));
        String earlier = Instant.parse(limit).minusNanos(1).toString();

        assertThat(modified(since, earlier)).contains("--modified-since " + text);
        assertThat(modified(since, limit)).isEmpty();
        assertThat(modified(before, earlier)).isEmpty();
        assertThat(modified(before, limit)).contains("--modified-before " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-02-30", "21.11.2026", "2026-11-21 10:00", "T", "Z",
            "-1000000000-01-01T00:00:00Z", "+999999999-12-31", "2026-11-21T10:00:00Europe"})
    void refusesOtherTimes(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chain(rules -> rules.modifiedBefore(text)))
                .matches(e -> e.code().equals("CFG_VALUE")).withMessageContaining("--modified-before " + text);
    }

    @Test
    void unknownTimePassesNoRuleAboutTime() {
        Optional<String> excluded = chain(rules -> rules.maxAge("7d")).excludes("key", stat(0, Optional.empty(), ""));

        assertThat(excluded).contains("--max-age 7d (unknown time)");
        assertThat(named(chain(rules -> rules.modifiedBefore("2026-01-01")), "key"))
                .contains("--modified-before 2026-01-01 (unknown time)");
    }

    @Test
    void storageClassesAreChosenInAnyCase() {
        FilterChain chosen = chain(rules -> rules.storageClasses(List.of("standard", "STANDARD_IA")));
        FilterChain others = chain(rules -> rules.excludeStorageClasses(List.of("Glacier", "DEEP_ARCHIVE")));

        assertThat(classed(chosen, "STANDARD")).isEmpty();
        assertThat(classed(chosen, "STANDARD_IA")).isEmpty();
        assertThat(classed(chosen, "GLACIER")).contains("no --storage-class matches");
        assertThat(classed(chosen, "")).contains("no --storage-class matches");
        assertThat(classed(others, "GLACIER")).contains("--exclude-storage-class Glacier");
        assertThat(classed(others, "DEEP_ARCHIVE")).contains("--exclude-storage-class DEEP_ARCHIVE");
        assertThat(classed(others, "STANDARD")).isEmpty();
        assertThat(classed(others, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A B", "A,B", "É", "A\n"})
    void refusesOtherStorageClasses(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> chain(rules -> rules.storageClasses(List.of(text))))
                .matches(e -> e.code().equals("CFG_VALUE"));
    }

    @Test
    void everyRuleMustBePassedAndTheFirstThatIsNotIsTold() {
        FilterChain chain = chain(rules -> {
            rules.maxSize("10");
            rules.maxAge("7d");
            rules.exclude("*.tmp", "--exclude *.tmp");
        });
        Optional<Instant> recent = Optional.of(NOW);

        assertThat(chain.excludes("a.tmp", stat(11, Optional.empty(), ""))).contains("--exclude *.tmp");
        assertThat(chain.excludes("a", stat(11, Optional.empty(), ""))).contains("--max-size 10");
        assertThat(chain.excludes("a", stat(10, Optional.of(Instant.EPOCH), ""))).contains("--max-age 7d");
        assertThat(chain.excludes("a", stat(10, recent, ""))).isEmpty();
    }

    @Test
    void rulesThatNothingCanPassAreRefused() {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> chain(rules -> {
            rules.minSize("2k");
            rules.maxSize("1k");
        })).withMessageContaining("--min-size");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> chain(rules -> {
            rules.minAge("2d");
            rules.maxAge("1d");
        })).withMessageContaining("leave no time");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> chain(rules -> {
            rules.modifiedSince("2026-01-02");
            rules.modifiedBefore("2026-01-02");
        })).withMessageContaining("leave no time");
    }

    @Test
    void equalLimitsArePassable() {
        FilterChain chain = chain(rules -> {
            rules.minSize("1k");
            rules.maxSize("1k");
            rules.minAge("1d");
            rules.maxAge("24h");
        });

        assertThat(chain.excludes("key", stat(1024, Optional.of(Instant.parse("2026-11-20T12:00:00Z")), ""))).isEmpty();
    }

    @Test
    void canonicalTextsHaveTheOrderOfEvaluation() {
        FilterChain chain = chain(rules -> {
            rules.minSize("10k");
            rules.storageClasses(List.of("STANDARD"));
            rules.include("/a/", "--include /a/ (list line 3)");
            rules.maxAge("7d");
            rules.exclude("*.tmp", "--exclude *.tmp");
        });

        assertThat(chain.canonical()).containsExactly("--include=/a/", "--exclude=*.tmp", "--min-size=10k",
                "--storage-class=STANDARD", "--max-age=7d");
    }

    @Test
    void commonPrefixIsWhatEveryIncludeDemands() {
        assertThat(names("+/logs/2026/**").commonPrefix()).isEqualTo("logs/2026/");
        assertThat(names("-*.tmp", "+/logs/2026/**", "+/logs/2025/x").commonPrefix()).isEqualTo("logs/202");
        assertThat(names("+/logs/2026/**", "+*.jpg").commonPrefix()).isEmpty();
        assertThat(names("+/logs/", "+/data/").commonPrefix()).isEmpty();
        assertThat(names("-/logs/").commonPrefix()).isEmpty();
        assertThat(names("+/a😀", "+/a😁").commonPrefix()).isEqualTo("a");
    }

    @Test
    void rulesAreCounted() {
        FilterRules rules = FilterChain.rules(NOW);
        for (int i = 1; i <= FilterRules.RULES_MAX; i++) {
            rules.exclude("/" + i, "--exclude /" + i);
        }

        assertThat(named(rules.build(), "10000")).contains("--exclude /10000");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> rules.include("x", "--include x"))
                .matches(e -> e.code().equals("CFG_FILTER")).withMessageContaining("10000");
    }
}
