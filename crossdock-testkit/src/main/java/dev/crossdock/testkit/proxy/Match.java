package dev.crossdock.testkit.proxy;

import java.util.function.Predicate;

/// Conditions on requests, to be joined with `and` and `or`.
public final class Match {
    private Match() {}

    public static Predicate<RequestHead> any() {
        return request -> true;
    }

    public static Predicate<RequestHead> method(String method) {
        return request -> request.method().equals(method);
    }

    /// The decoded path is this one.
    public static Predicate<RequestHead> path(String path) {
        return request -> request.path().equals(path);
    }

    /// The decoded path ends with this.
    public static Predicate<RequestHead> pathEnding(String end) {
        return request -> request.path().endsWith(end);
    }

    /// The query names this parameter, with or without a value.
    public static Predicate<RequestHead> parameter(String name) {
        return request -> request.parameter(name).isPresent();
    }

    /// The query gives this parameter this value.
    public static Predicate<RequestHead> parameter(String name, String value) {
        return request -> request.parameter(name).filter(value::equals).isPresent();
    }

    public static Predicate<RequestHead> header(String name) {
        return request -> request.header(name).isPresent();
    }
}
