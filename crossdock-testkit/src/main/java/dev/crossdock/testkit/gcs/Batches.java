package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Up to a hundred requests in one, each with an answer of its own.
final class Batches {
    private static final int CALLS_MAX = 100;

    /// Answers one request of a batch.
    interface Each {
        Reply answer(Call call);
    }

    private final Cloud cloud;

    Batches(Cloud cloud) {
        this.cloud = cloud;
    }

    Reply answer(Call call, Each each) {
        List<MultipartBody.Part> parts = MultipartBody.of(call);
        if (parts.isEmpty() || parts.size() > CALLS_MAX) {
            throw GcsError.invalid("The batch request has " + parts.size() + " calls, which is none or more than "
                    + CALLS_MAX + ".");
        }
        String boundary = cloud.nextId("batch_");
        StringBuilder body = new StringBuilder();
        for (MultipartBody.Part part : parts) {
            Reply reply = each.answer(inner(call, part));
            String id = part.headers().getOrDefault("Content-ID", "");
            body.append("--").append(boundary).append("\r\nContent-Type: application/http\r\n");
            if (!id.isEmpty()) {
                body.append("Content-ID: ").append(id.replaceFirst("^<", "<response-")).append("\r\n");
            }
            append(body.append("\r\n"), reply);
        }
        body.append("--").append(boundary).append("--\r\n");
        return Reply.text(200, "multipart/mixed; boundary=" + boundary, body.toString());
    }

    /// What is in a part is a request; what it does not say of the caller, the batch does.
    private static Call inner(Call batch, MultipartBody.Part part) {
        String text = new String(part.body().bytes(), StandardCharsets.UTF_8);
        int headEnd = text.indexOf("\r\n\r\n");
        String head = headEnd < 0 ? text.strip() : text.substring(0, headEnd);
        String[] lines = head.split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length < 2) {
            throw GcsError.invalid("Malformed call in a batch: " + lines[0]);
        }
        Map<String, String> headers = Call.noHeaders();
        for (String name : List.of("Authorization", "Host", "X-Goog-User-Project")) {
            batch.header(name).ifPresent(value -> headers.put(name, value));
        }
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, Math.max(0, colon)), lines[i].substring(colon + 1).strip());
        }
        // The path may be a whole address.
        Call call = new Call(words[0], words[1].replaceFirst("^https?://[^/]*", ""), headers);
        call.receive(headEnd < 0
                ? Media.EMPTY
                : Media.of(text.substring(headEnd + 4).getBytes(StandardCharsets.UTF_8)), true);
        GcsOperation operation = call.operation();
        boolean isMedia = operation == GcsOperation.READ || operation.isSession() || operation.isXml()
                || operation == GcsOperation.BATCH || operation.name().startsWith("INSERT");
        if (isMedia) {
            throw GcsError.invalid("Uploads, downloads and batches cannot be part of a batch.");
        }
        return call;
    }

    private static void append(StringBuilder text, Reply reply) {
        text.append("HTTP/1.1 ").append(reply.status()).append(" Fake\r\n");
        reply.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Length: ").append(reply.body().sizeBytes()).append("\r\n\r\n")
                .append(new String(reply.body().bytes(), StandardCharsets.UTF_8)).append("\r\n");
    }
}
