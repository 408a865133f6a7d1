package dev.crossdock.app.cli;

import dev.crossdock.report.JsonText;
import dev.crossdock.store.FailureClass;
import java.util.ArrayList;
import java.util.List;

/// How far a run is, in words.
final class ProgressText {

    private static final int BAR_MAX = 28;
    private static final int BAR_MIN = 8;

    private ProgressText() {}

    /// Lines for a terminal of some width: how far, and if there is anything of it, what went wrong or was not to be
    /// done. None is as long as the width, because many terminals begin a new line when a character is in the last
    /// column.
    static List<String> frame(int width, Standing now) {
        int room = Math.max(1, width - 1);
        List<String> lines = new ArrayList<>(2);
        lines.add(cut(first(room, now), room));
        String second = second(now);
        if (!second.isEmpty()) {
            lines.add(cut(second, room));
        }
        return lines;
    }

    private static String first(int room, Standing now) {
        StringBuilder text = new StringBuilder(room).append(objects(now)).append("  ")
                .append(Units.bytes(now.copiedBytes())).append("  ").append(Units.bytes(now.bytesPerSecond()))
                .append("/s");
        now.left().ifPresent(left -> text.append("  ").append(Units.roughly(left)).append(" left"));
        int bar = Math.min(BAR_MAX, room - text.length() - 3);
        return bar < BAR_MIN ? text.toString() : bar(bar, now) + ' ' + text;
    }

    /// While the listing goes on, nobody knows how many objects there are; the plus says so.
    private static String objects(Standing now) {
        return Units.count(now.doneObjects()) + " of " + Units.count(now.seenObjects()) + (now.listed() ? "" : "+");
    }

    private static String bar(int length, Standing now) {
        long seen = Math.max(1, now.seenObjects());
        int full = (int) Math.min(length, Math.floor((double) length * now.doneObjects() / seen));
        StringBuilder bar = new StringBuilder(length + 2).append('[').repeat('=', full);
        if (full < length) {
            bar.append('>').repeat(' ', length - full - 1);
        }
        return bar.append(']').toString();
    }

    private static String second(Standing now) {
        StringBuilder text = new StringBuilder(80);
        // What a person has to act on comes first: a narrow terminal cuts the rest off.
        add(text, "failed ", now.failedObjects());
        if (now.failedObjects() > 0) {
            now.mostFrequent().ifPresent(each -> text.append(" (most: ").append(each).append(')'));
        }
        add(text, "tried again ", now.repeats());
        add(text, "deleted ", now.removedObjects());
        add(text, "skipped ", now.keptObjects());
        return text.toString();
    }

    private static void add(StringBuilder text, String what, long count) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(what).append(Units.count(count));
        }
    }

    /// One line for a log.
    static String plain(Standing now) {
        StringBuilder line = new StringBuilder(160).append(objects(now)).append(" done, copied ")
                .append(Units.count(now.copiedObjects())).append(" (").append(Units.bytes(now.copiedBytes()))
                .append(") at ").append(Units.bytes(now.bytesPerSecond())).append("/s");
        String more = second(now);
        if (!more.isEmpty()) {
            line.append(", ").append(more);
        }
        line.append(", ").append(Units.duration(now.elapsed()));
        now.left().ifPresent(left -> line.append(", about ").append(Units.roughly(left)).append(" left"));
        return line.toString();
    }

    /// One JSON object in a line.
    static String json(Standing now) {
        JsonText json = new JsonText().begin().name("event").value("progress").name("listing")
                .value(now.listed() ? "complete" : "under_way")
                .name("seen").value(now.seenObjects()).name("done").value(now.doneObjects())
                .name("copied").value(now.copiedObjects()).name("copied_bytes").value(now.copiedBytes())
                .name("skipped").value(now.keptObjects()).name("deleted").value(now.removedObjects())
                .name("failed").value(now.failedObjects());
        now.mostFrequent().map(FailureClass::name).ifPresent(each -> json.name("failed_most").value(each));
        json.name("tried_again").value(now.repeats()).name("bytes_per_second").value(now.bytesPerSecond())
                .name("elapsed_seconds").value(now.elapsed().toSeconds());
        now.left().ifPresent(left -> json.name("left_seconds").value(left.toSeconds()));
        return json.end().toString();
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, room);
    }
}
