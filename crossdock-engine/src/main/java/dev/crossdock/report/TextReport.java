package dev.crossdock.report;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.Outcome;
import java.util.Map;
import java.util.TreeMap;

/// A report for people.
public final class TextReport {

    private final StringBuilder out = new StringBuilder(1_024);

    private TextReport() {}

    /// The report, in lines, each with its end.
    public static String of(RunReport report) {
        TextReport text = new TextReport();
        text.head(report);
        text.counts(report);
        for (FailureGroup each : report.failures()) {
            text.group(each);
        }
        return text.out.toString();
    }

    private void head(RunReport report) {
        String[] order = report.order().split("\n", -1);
        out.append("run      ").append(report.run()).append('\n');
        if (order.length >= 5) {
            out.append("order    ").append(order[0]).append(' ').append(place(order[2], order[1])).append(" -> ")
                    .append(place(order[4], order[3])).append('\n');
            for (int i = 5; i < order.length; i++) {
                out.append("         ").append(Keys.printable(order[i])).append('\n');
            }
        }
        out.append("state    ")
                .append(report.finished() ? "complete" : "not complete: the same command goes on with it");
        out.append(report.sessions() == 1 ? "\n" : ", in " + report.sessions() + " sessions\n");
    }

    private static String place(String location, String endpoint) {
        return Keys.printable(location) + (endpoint.isEmpty() ? "" : " (" + endpoint + ")");
    }

    private void counts(RunReport report) {
        line("copied", report.counts().copiedObjects(), report.counts().copiedBytes());
        if (report.counts().copiedObjects() > 0) {
            out.append("           read:    ").append(proofs(report.sourceProofs())).append('\n');
            out.append("           written: ").append(proofs(report.targetProofs())).append('\n');
        }
        if (!report.leftBehind().isEmpty()) {
            out.append("           not kept by the target: ").append(proofs(report.leftBehind())).append('\n');
        }
        line("skipped", report.counts().keptObjects(), report.counts().keptBytes());
        if (!report.kept().isEmpty()) {
            out.append("           ").append(proofs(report.kept())).append('\n');
        }
        if (report.counts().removedObjects() > 0) {
            line("deleted", report.counts().removedObjects(), report.counts().removedBytes());
        }
        line("failed", report.counts().failedObjects(), report.counts().failedBytes());
    }

    private void line(String what, long objects, long sizeBytes) {
        out.append(what).repeat(' ', 9 - what.length()).append(objects)
                .append(objects == 1 ? " object, " : " objects, ")
                .append(sizeBytes).append(" bytes\n");
    }

    private static String proofs(Map<? extends Enum<?>, Long> numbers) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<? extends Enum<?>, Long> each : new TreeMap<>(numbers).entrySet()) {
            if (each.getValue() > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(each.getValue()).append(' ').append(each.getKey());
            }
        }
        return text.toString();
    }

    private void group(FailureGroup group) {
        out.append('\n').append(group.code()).append(" (class ").append(group.code().failureClass()).append("): ")
                .append(group.objects()).append(group.objects() == 1 ? " object\n" : " objects\n");
        for (Outcome.Failed each : group.samples()) {
            sample(each);
        }
        if (group.objects() > group.samples().size()) {
            out.append("  ... and ").append(group.objects() - group.samples().size()).append(" more\n");
        }
        out.append("  to do: ").append(Advice.on(group.code().failureClass())).append('\n');
    }

    private void sample(Outcome.Failed failed) {
        Failure failure = failed.failure();
        out.append("  ").append(failure.operation()).append(' ').append(Keys.printable(failure.where())).append('\n');
        out.append("    ").append(Keys.printable(failure.message()));
        if (failure.answer().isPresent()) {
            ServiceAnswer answer = failure.answer().get();
            out.append(" [HTTP ").append(answer.status())
                    .append(answer.serviceCode().isEmpty() ? "" : " " + answer.serviceCode())
                    .append(answer.requestId().isEmpty() ? "" : ", request " + answer.requestId()).append(']');
        }
        if (failed.attempts().size() > 1) {
            out.append(", after ").append(failed.attempts().size()).append(" attempts");
        }
        out.append('\n');
    }
}
