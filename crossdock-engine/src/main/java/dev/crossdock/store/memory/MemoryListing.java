package dev.crossdock.store.memory;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists in pages, as services do: what is written behind the present page is seen, what is written within it is not.
final class MemoryListing implements Listing {

    private static final int PAGE_KEYS = 1_000;

    private final NavigableMap<String, StoredObject> objects;
    private final ListOptions options;
    private final ArrayDeque<ObjectStat> page = new ArrayDeque<>();
    private @Nullable String last;
    private boolean complete;

    MemoryListing(NavigableMap<String, StoredObject> objects, ListOptions options) {
        this.objects = objects;
        this.options = options;
    }

    @Override
    public Optional<ObjectStat> next() {
        if (page.isEmpty() && !complete) {
            turnPage();
        }
        return Optional.ofNullable(page.poll());
    }

    private void turnPage() {
        while (page.size() < PAGE_KEYS) {
            Map.Entry<String, StoredObject> entry = last == null ? first() : objects.higherEntry(last);
            if (entry == null || !within(entry.getKey())) {
                complete = true;
                return;
            }
            last = entry.getKey();
            page.add(entry.getValue().listed(last));
        }
    }

    private Map.@Nullable Entry<String, StoredObject> first() {
        String after = options.after().orElse("");
        if (options.after().isPresent() && Keys.compare(after, options.prefix()) >= 0) {
            return objects.higherEntry(after);
        }
        return objects.ceilingEntry(options.prefix());
    }

    private boolean within(String key) {
        return key.startsWith(options.prefix())
                && (options.before().isEmpty() || Keys.compare(key, options.before().get()) < 0);
    }

    @Override
    public void close() {
        page.clear();
        complete = true;
    }
}
