package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ConfigurationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Puts the rules of a [FilterChain] together. Rules about names are looked at in the order they are given here, before
/// all others. Not for concurrent use.
public final class FilterRules {

    /// Most rules of one order.
    public static final int RULES_MAX = 10_000;

    private final Instant now;
    private final NameFilter names = new NameFilter();
    private final List<String> canonicalNames = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<String> canonical = new ArrayList<>();
    private long minSizeBytes;
    private long maxSizeBytes = Long.MAX_VALUE;
    private Instant earliest = Instant.MIN;
    private Instant latest = Instant.MAX;

    FilterRules(Instant now) {
        this.now = now;
    }

    /// Objects whose name matches are in, and from then on those that match nothing are not.
    ///
    /// @param rule the rule as people know it, such as `--include *.jpg`, for messages
    /// @throws ConfigurationException CFG_FILTER
    public void include(String pattern, String rule) {
        names.include(Glob.parse(pattern, rule));
        canonicalNames.add("--include=" + pattern);
        requireRoom();
    }

    /// Objects whose name no [#include] matches are out, be it that there is none: an empty list of what to copy is not
    /// a wish to copy everything.
    public void onlyIncluded() {
        names.onlyIncluded();
    }

    /// Objects whose name matches are out.
    ///
    /// @param rule the rule as people know it, such as `--exclude *.tmp`; what the filter tells
    /// @throws ConfigurationException CFG_FILTER
    public void exclude(String pattern, String rule) {
        names.exclude(Glob.parse(pattern, rule), rule);
        canonicalNames.add("--exclude=" + pattern);
        requireRoom();
    }

    /// Smaller objects are out.
    ///
    /// @param text such as `10k`
    /// @throws ConfigurationException CFG_VALUE
    public void minSize(String text) {
        long bytes = FilterValues.sizeBytes("--min-size", text);
        minSizeBytes = bytes;
        add("--min-size", text, stat -> stat.sizeBytes() < bytes);
    }

    /// Larger objects are out.
    ///
    /// @param text such as `1.5M`
    /// @throws ConfigurationException CFG_VALUE
    public void maxSize(String text) {
        long bytes = FilterValues.sizeBytes("--max-size", text);
        maxSizeBytes = bytes;
        add("--max-size", text, stat -> stat.sizeBytes() > bytes);
    }

    /// Objects modified less than that ago, or nobody knows when, are out.
    ///
    /// @param text such as `15m`
    /// @throws ConfigurationException CFG_VALUE
    public void minAge(String text) {
        Instant limit = now.minus(FilterValues.age("--min-age", text));
        notAfter(limit);
        addTimed("--min-age", text, modified -> modified.isAfter(limit));
    }

    /// Objects modified more than that ago, or nobody knows when, are out.
    ///
    /// @param text such as `7d`
    /// @throws ConfigurationException CFG_VALUE
    public void maxAge(String text) {
        Instant limit = now.minus(FilterValues.age("--max-age", text));
        notBefore(limit);
        addTimed("--max-age", text, modified -> modified.isBefore(limit));
    }

    /// Objects modified earlier, or nobody knows when, are out.
    ///
    /// @param text a date or time
    /// @throws ConfigurationException CFG_VALUE
    public void modifiedSince(String text) {
        Instant limit = FilterValues.instant("--modified-since", text);
        notBefore(limit);
        addTimed("--modified-since", text, modified -> modified.isBefore(limit));
    }

    /// Objects modified at that time or later, or nobody knows when, are out.
    ///
    /// @param text a date or time
    /// @throws ConfigurationException CFG_VALUE
    public void modifiedBefore(String text) {
        Instant limit = FilterValues.instant("--modified-before", text);
        notAfter(limit.minusNanos(1));
        addTimed("--modified-before", text, modified -> !modified.isBefore(limit));
    }

    /// Objects of all other storage classes, and of none, are out.
    ///
    /// @param classes names in capitals or not; with an empty list there is no such rule
    /// @throws ConfigurationException CFG_VALUE
    public void storageClasses(List<String> classes) {
        if (classes.isEmpty()) {
            return;
        }
        List<String> wanted = new ArrayList<>();
        for (String each : classes) {
            wanted.add(FilterValues.storageClass("--storage-class", each));
            canonical.add("--storage-class=" + each);
            requireRoom();
        }
        Optional<String> rule = Optional.of("no --storage-class matches");
        filters.add(
                (_, stat) -> wanted.contains(stat.storageClass().toUpperCase(Locale.ROOT)) ? Optional.empty() : rule);
    }

    /// Objects of these storage classes are out.
    ///
    /// @param classes names in capitals or not
    /// @throws ConfigurationException CFG_VALUE
    public void excludeStorageClasses(List<String> classes) {
        for (String each : classes) {
            String unwanted = FilterValues.storageClass("--exclude-storage-class", each);
            add("--exclude-storage-class", each, stat -> stat.storageClass().equalsIgnoreCase(unwanted));
        }
    }

    /// The chain of all rules that were given.
    ///
    /// @throws ConfigurationException CFG_VALUE if they leave no size or no time that an object could have
    public FilterChain build() {
        if (minSizeBytes > maxSizeBytes) {
            throw new ConfigurationException("CFG_VALUE", "--min-size is above --max-size", "no object can pass both");
        }
        if (earliest.isAfter(latest)) {
            throw new ConfigurationException("CFG_VALUE", "the rules about times and ages leave no time",
                    "--max-age and --modified-since say since when, --min-age and --modified-before until when");
        }
        if (names.isEmpty() && filters.isEmpty()) {
            return FilterChain.NONE;
        }
        List<Filter> all = new ArrayList<>();
        if (!names.isEmpty()) {
            all.add((name, _) -> names.excludes(name));
        }
        all.addAll(filters);
        List<String> texts = new ArrayList<>(canonicalNames);
        if (names.includesNothing()) {
            texts.add("--include-from=");
        }
        texts.addAll(canonical);
        return new FilterChain(all, names.commonPrefix(), texts);
    }

    private void add(String option, String text, Predicate<ObjectStat> excluding) {
        Optional<String> rule = Optional.of(option + ' ' + text);
        filters.add((_, stat) -> excluding.test(stat) ? rule : Optional.empty());
        canonical.add(option + '=' + text);
        requireRoom();
    }

    private void addTimed(String option, String text, Predicate<Instant> excluding) {
        Optional<String> unknown = Optional.of(option + ' ' + text + " (unknown time)");
        filters.add((_, stat) -> stat.modified().isPresent() ? Optional.empty() : unknown);
        add(option, text, stat -> stat.modified().isPresent() && excluding.test(stat.modified().get()));
    }

    private void notBefore(Instant limit) {
        earliest = limit.isAfter(earliest) ? limit : earliest;
    }

    private void notAfter(Instant limit) {
        latest = limit.isBefore(latest) ? limit : latest;
    }

    private void requireRoom() {
        if (canonicalNames.size() + canonical.size() > RULES_MAX) {
            String last = canonicalNames.isEmpty() ? canonical.getLast() : canonicalNames.getLast();
            throw new ConfigurationException("CFG_FILTER",
                    "there are more than " + RULES_MAX + " rules, at " + Keys.printable(last),
                    "put what belongs together into one pattern, such as {a,b}, or copy in several orders");
        }
    }
}
