package dev.crossdock.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run with `--json` said of itself.
///
/// @param ended its exit code and what it printed
record FaultReport(Program.Ended ended) {

    private static final Pattern KEY = Pattern.compile("\\{\"key\":\"([^\"]*)\"");

    int code() {
        return ended.code();
    }

    String json() {
        return ended.out();
    }

    long copied() {
        return objects("copied");
    }

    long skipped() {
        return objects("skipped");
    }

    long failed() {
        return objects("failed");
    }

    long deleted() {
        return objects("deleted");
    }

    /// Keys of the failures that are named.
    List<String> failedKeys() {
        return KEY.matcher(json()).results().map((MatchResult each) -> each.group(1)).toList();
    }

    private long objects(String what) {
        Matcher matcher = Pattern.compile('"' + what + "\":\\{\"objects\":(\\d+)").matcher(json());
        if (!matcher.find()) {
            throw new AssertionError("the report does not count what is " + what + ": " + ended);
        }
        return Long.parseLong(matcher.group(1));
    }
}
