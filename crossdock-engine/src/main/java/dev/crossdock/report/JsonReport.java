package dev.crossdock.report;

import dev.crossdock.ledger.Counts;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// A report for programs, as one JSON object on one line.
public final class JsonReport {

    private JsonReport() {}

    /// The report, without a line end.
    public static String of(RunReport report) {
        JsonText json = new JsonText();
        json.begin().name("run").value(report.run()).name("order").value(report.order()).name("started")
                .value(report.started().map(Instant::toString).orElse("")).name("sessions").value(report.sessions())
                .name("state").value(report.finished() ? "complete" : "incomplete");
        counts(json, report.counts());
        numbers(json.name("source_proofs"), report.sourceProofs());
        numbers(json.name("target_proofs"), report.targetProofs());
        numbers(json.name("skipped_by"), report.kept());
        numbers(json.name("not_kept"), report.leftBehind());
        json.name("failures").beginList();
        for (FailureGroup each : report.failures()) {
            group(json, each);
        }
        return json.endList().end().toString();
    }

    /// One failed object, as one JSON object without a line end.
    public static String failure(Outcome.Failed failed) {
        JsonText json = new JsonText();
        json.begin().name("code").value(failed.failure().code().name()).name("class")
                .value(failed.failure().failureClass().name()).name("size").value(failed.sizeBytes());
        facts(json, failed);
        return json.end().toString();
    }

    private static void counts(JsonText json, Counts counts) {
        pair(json.name("copied"), counts.copiedObjects(), counts.copiedBytes());
        pair(json.name("skipped"), counts.keptObjects(), counts.keptBytes());
        pair(json.name("deleted"), counts.removedObjects(), counts.removedBytes());
        pair(json.name("failed"), counts.failedObjects(), counts.failedBytes());
    }

    private static void pair(JsonText json, long objects, long sizeBytes) {
        json.begin().name("objects").value(objects).name("bytes").value(sizeBytes).end();
    }

    private static void numbers(JsonText json, Map<? extends Enum<?>, Long> numbers) {
        json.begin();
        for (Map.Entry<? extends Enum<?>, Long> each : new TreeMap<>(numbers).entrySet()) {
            json.name(each.getKey().name()).value(each.getValue());
        }
        json.end();
    }

    private static void group(JsonText json, FailureGroup group) {
        json.begin().name("code").value(group.code().name()).name("class").value(group.code().failureClass().name())
                .name("objects").value(group.objects()).name("advice").value(Advice.on(group.code().failureClass()))
                .name("samples").beginList();
        for (Outcome.Failed each : group.samples()) {
            sample(json, each);
        }
        json.endList().end();
    }

    private static void sample(JsonText json, Outcome.Failed failed) {
        json.begin();
        facts(json, failed);
        json.end();
    }

    private static void facts(JsonText json, Outcome.Failed failed) {
        Failure failure = failed.failure();
        json.name("key").value(failed.key()).name("operation").value(failure.operation().name()).name("where")
                .value(failure.where()).name("message").value(failure.message()).name("attempts")
                .value(failed.attempts().size());
        if (failure.answer().isPresent()) {
            ServiceAnswer answer = failure.answer().get();
            json.name("http_status").value(answer.status()).name("service_code").value(answer.serviceCode())
                    .name("request_id").value(answer.requestId());
        }
    }
}
