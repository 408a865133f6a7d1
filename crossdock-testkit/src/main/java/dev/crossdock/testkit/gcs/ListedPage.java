package dev.crossdock.testkit.gcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One page of a listing, and where the next one goes on.
final class ListedPage {
    private final int entriesMax;
    private final String prefix;
    private final String delimiter;
    private final String from;
    private final String before;
    private final boolean withVersions;
    private final boolean withMarkers;
    private final String after;
    private final List<StoredObject> items = new ArrayList<>();
    private final Set<String> prefixes = new TreeSet<>(Shelf::compareNames);
    private String last = "";
    private boolean isFull;

    /// @param after where the page before this one ended: `p` and a prefix, or `o`, a generation, a blank and a name;
    ///        empty for the first page
    ListedPage(Call call, int entriesMax, String after) {
        this.entriesMax = entriesMax;
        this.prefix = call.parameter("prefix").orElse("");
        this.delimiter = call.parameter("delimiter").orElse("");
        this.from = call.parameter("startOffset").orElse("");
        this.before = call.parameter("endOffset").orElse("");
        this.withVersions = call.flag("versions");
        this.withMarkers = call.flag("includeTrailingDelimiter");
        this.after = after;
    }

    void fill(Shelf shelf) {
        String start = Shelf.compareNames(prefix, from) > 0 ? prefix : from;
        String name = nameOf(after);
        for (Map.Entry<String, List<StoredObject>> each : shelf
                .from(Shelf.compareNames(name, start) > 0 ? name : start).entrySet()) {
            boolean isBeyond = !each.getKey().startsWith(prefix)
                    || !before.isEmpty() && Shelf.compareNames(each.getKey(), before) >= 0;
            if (isBeyond || isFull) {
                return;
            }
            for (StoredObject object : each.getValue()) {
                if (withVersions || object.deleted().isEmpty()) {
                    add(object);
                }
            }
        }
    }

    List<StoredObject> items() {
        return items;
    }

    Set<String> prefixes() {
        return prefixes;
    }

    /// Where the page ended although there was more; empty if it is the last one.
    String end() {
        return isFull ? last : "";
    }

    private void add(StoredObject object) {
        String name = object.name();
        int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        String group = cut < 0 ? "" : name.substring(0, cut + delimiter.length());
        // What an earlier page ended with tells whether it has shown this group: it was the group, or its marker.
        boolean isNew = !group.isEmpty() && !prefixes.contains(group) && !nameOf(after).startsWith(group);
        if (isNew && hasRoom()) {
            prefixes.add(group);
            last = "p" + group;
        }
        boolean isItem = group.isEmpty() || withMarkers && group.equals(name);
        if (isItem && !wasListed(object) && hasRoom()) {
            items.add(object);
            last = "o" + object.generation() + " " + name;
        }
    }

    private boolean hasRoom() {
        isFull = isFull || items.size() + prefixes.size() >= entriesMax;
        return !isFull;
    }

    private boolean wasListed(StoredObject object) {
        return after.startsWith("o") && object.name().equals(nameOf(after))
                && object.generation() <= Long.parseLong(after.substring(1, after.indexOf(' ')));
    }

    private static String nameOf(String position) {
        return position.isEmpty() || position.startsWith("p")
                ? position.substring(Math.min(1, position.length()))
                : position.substring(position.indexOf(' ') + 1);
    }
}
