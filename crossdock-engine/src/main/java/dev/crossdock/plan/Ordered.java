package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An ascending stream with its next element in view, whose order is checked on every key: a merge of streams of which
/// one is out of order would take present objects for missing ones.
final class Ordered<T> {

    /// Where elements come from.
    interface Pull<T> {
        Optional<T> next() throws StoreException;
    }

    private final String place;
    private final Pull<T> pull;
    private final Function<T, String> key;
    private @Nullable T head;
    private @Nullable String last;
    private boolean ended;

    Ordered(String place, Pull<T> pull, Function<T, String> key) {
        this.place = place;
        this.pull = pull;
        this.key = key;
    }

    /// The next element, which stays next.
    Optional<T> peek() throws StoreException {
        if (head == null && !ended) {
            Optional<T> next = pull.next();
            ended = next.isEmpty();
            head = next.orElse(null);
            if (head != null) {
                check(key.apply(head));
            }
        }
        return Optional.ofNullable(head);
    }

    /// Takes the element with exactly that key, passing over those before it.
    Optional<T> takeAt(String wanted) throws StoreException {
        for (Optional<T> next = peek(); next.isPresent(); next = peek()) {
            int order = Keys.compare(key.apply(next.get()), wanted);
            if (order > 0) {
                return Optional.empty();
            }
            head = null;
            if (order == 0) {
                return next;
            }
        }
        return Optional.empty();
    }

    /// Takes the next element.
    Optional<T> take() throws StoreException {
        Optional<T> next = peek();
        head = null;
        return next;
    }

    private void check(String now) throws StoreException {
        if (last != null && Keys.compare(last, now) >= 0) {
            throw new StoreException(Failure.of(FailureCode.LIST_ORDER, Operation.LIST, place,
                    "the listing shows \"" + Keys.printable(now) + "\" after \"" + Keys.printable(last) + '"'));
        }
        last = now;
    }
}
