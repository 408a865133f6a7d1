package dev.crossdock.store;

import java.util.List;
import java.util.Optional;

/// One call on its way through the governor: begun, told of how it went, and over.
///
/// Not for concurrent use.
final class Passage {

    private final Governor governor;
    private final boolean counted;
    private final long age;
    private boolean over;

    private Passage(Governor governor, boolean counted, long age) {
        this.governor = governor;
        this.counted = counted;
        this.age = age;
    }

    /// Waits until the call may begin.
    static Passage begin(Governor governor) {
        return new Passage(governor, true, governor.enter());
    }

    /// Waits only for the time that the service asked for.
    static Passage beginUncounted(Governor governor) {
        return new Passage(governor, false, governor.enterUncounted());
    }

    /// The service did it.
    <T> T answered(T answer) {
        governor.answered();
        return answer;
    }

    /// The service did it, and took that many bytes.
    <T> T answered(T answer, long bytes) {
        governor.moved(bytes);
        return answered(answer);
    }

    /// The service did each or did not.
    List<Optional<Failure>> settled(List<Optional<Failure>> each) {
        for (Optional<Failure> one : each) {
            if (one.isPresent() && one.get().failureClass().action() == FailureClass.Action.SLOW) {
                governor.failed(age, one.get());
                return each;
            }
        }
        return answered(each);
    }

    /// The service did not do it.
    ///
    /// @return the same exception, to be thrown
    StoreException failed(StoreException e) {
        governor.failed(age, e.failure());
        return e;
    }

    /// Bytes came.
    void moved(long bytes) {
        governor.moved(bytes);
    }

    /// Ends it. Idempotent.
    void leave() {
        if (over) {
            return;
        }
        over = true;
        if (counted) {
            governor.leave();
        } else {
            governor.leaveUncounted();
        }
    }
}
