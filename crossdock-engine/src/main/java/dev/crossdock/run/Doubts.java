package dev.crossdock.run;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Places of one side that its listing could not show: nothing may be concluded from the absence of a key there. Holds
/// those that the merge has not come past yet.
final class Doubts {

    private final ConcurrentSkipListMap<String, Failure> places = new ConcurrentSkipListMap<>(Keys::compare);

    /// @param place a key, or a directory of keys without the slash at its end
    void add(String place, Failure failure) {
        places.put(place, failure);
    }

    /// Whether that very key is a place, which has its verdict already.
    boolean contains(String key) {
        return places.containsKey(key);
    }

    /// Why a key need not be absent, though it was not listed.
    Optional<Failure> about(String key) {
        for (int slash = key.indexOf('/'); slash >= 0 && !places.isEmpty(); slash = key.indexOf('/', slash + 1)) {
            Failure failure = places.get(key.substring(0, slash));
            if (failure != null) {
                return Optional.of(failure);
            }
        }
        return Optional.ofNullable(places.get(key));
    }

    /// Drops the places that no key from `key` on can be in. The zero is the character after the slash.
    void pass(String key) {
        for (Map.Entry<String, Failure> first = places.firstEntry(); first != null
                && Keys.compare(first.getKey() + '0', key) <= 0; first = places.firstEntry()) {
            places.remove(first.getKey());
        }
    }
}
