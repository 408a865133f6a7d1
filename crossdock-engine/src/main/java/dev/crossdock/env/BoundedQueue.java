package dev.crossdock.env;

import java.util.List;
import java.util.Optional;

/// A first-in, first-out queue between tasks, of bounded length, that can be closed.
///
/// @param <T> element type, never null
public interface BoundedQueue<T> {

    /// Appends, waiting while the queue is full.
    ///
    /// @return false if the queue is closed, in which case the element was not taken
    boolean put(T element);

    /// Removes the oldest element, waiting while the queue is empty; empty once it is closed and drained.
    Optional<T> take();

    /// Removes the oldest elements, at most `most`, waiting for the first one; an empty list once the queue is
    /// closed and drained.
    List<T> takeSome(int most);

    /// Refuses further elements. Those already in the queue can still be taken. Idempotent.
    void close();
}
