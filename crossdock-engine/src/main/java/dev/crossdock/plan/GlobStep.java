package dev.crossdock.plan;

/// One step of a compiled [Glob]. Every step but the last is followed by the one after it, unless its kind says
/// otherwise.
///
/// @param kind what it does
/// @param argument the code point of a `LITERAL`, the other way of a `FORK`, the aim of a `JUMP`; else without meaning
/// @param set what a `SET` takes
record GlobStep(Kind kind, int argument, CodePoints set) {

    enum Kind {
        /// Takes one code point, `argument`.
        LITERAL,
        /// Takes one code point of `set`.
        SET,
        /// Takes one code point that is no slash.
        ONE,
        /// Takes any number of code points that are no slashes.
        SEGMENT,
        /// Takes any number of code points.
        ANYTHING,
        /// Takes nothing and goes on both at the step after it and at `argument`.
        FORK,
        /// Takes nothing and goes on at `argument`.
        JUMP,
        /// The pattern has been matched if the name ends here.
        END
    }

    static GlobStep literal(int codePoint) {
        return new GlobStep(Kind.LITERAL, codePoint, CodePoints.NONE);
    }

    static GlobStep of(CodePoints set) {
        return new GlobStep(Kind.SET, 0, set);
    }

    static GlobStep of(Kind kind) {
        return new GlobStep(kind, 0, CodePoints.NONE);
    }

    static GlobStep to(Kind kind, int argument) {
        return new GlobStep(kind, argument, CodePoints.NONE);
    }

    /// Whether the step takes `codePoint`.
    boolean takes(int codePoint) {
        return switch (kind) {
            case LITERAL -> codePoint == argument;
            case SET -> set.contains(codePoint);
            case ONE, SEGMENT -> codePoint != '/';
            case ANYTHING -> true;
            case FORK, JUMP, END -> false;
        };
    }

    /// Whether the step may take more than one code point, and none.
    boolean repeats() {
        return kind == Kind.SEGMENT || kind == Kind.ANYTHING;
    }
}
