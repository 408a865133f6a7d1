package dev.crossdock.copy;

import dev.crossdock.store.Failure;

/// What was found out about one key.
public sealed interface Finding {

    /// Which of the five it is.
    Verdict verdict();

    /// What it was decided by, in words; may be empty.
    String why();

    /// Both sides agree.
    ///
    /// @param evidence in what
    record Same(Evidence evidence, String why) implements Finding {

        @Override
        public Verdict verdict() {
            return Verdict.SAME;
        }
    }

    /// The sides do not agree.
    ///
    /// @param evidence in what
    record Differs(Evidence evidence, String why) implements Finding {

        @Override
        public Verdict verdict() {
            return Verdict.DIFFERS;
        }
    }

    /// The target lacks it.
    record Missing() implements Finding {

        @Override
        public Verdict verdict() {
            return Verdict.MISSING;
        }

        @Override
        public String why() {
            return "";
        }
    }

    /// Only the target has it.
    record Extra() implements Finding {

        @Override
        public Verdict verdict() {
            return Verdict.EXTRA;
        }

        @Override
        public String why() {
            return "";
        }
    }

    /// There is no telling.
    ///
    /// @param failure what kept it from being found out
    record Unreadable(Failure failure) implements Finding {

        @Override
        public Verdict verdict() {
            return Verdict.UNREADABLE;
        }

        @Override
        public String why() {
            return failure.summary();
        }
    }
}
