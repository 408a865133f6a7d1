package dev.crossdock.testkit.gcs;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests of the JSON API as a program without any client library sends them, to whatever server speaks it.
final class GcsClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final Optional<String> token;

    GcsClient(URI endpoint, Optional<String> token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    static GcsClient of(GcsFake fake) {
        return new GcsClient(fake.endpoint(), Optional.of(fake.token()));
    }

    /// An answer, its body as text as well.
    record Said(int status, HttpResponse<byte[]> response) {
        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        Map<String, Object> json() {
            return Json.object(text());
        }

        String field(String name) {
            return json().getOrDefault(name, "").toString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// The reason of an error document.
        String reason() {
            Map<String, Object> error = Json.asObject(json().getOrDefault("error", Map.of()));
            List<Object> errors = Json.asList(error.getOrDefault("errors", List.of()));
            return errors.isEmpty() ? "" : Json.asObject(errors.getFirst()).getOrDefault("reason", "").toString();
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @param path with its query; a whole address if it begins with `http`
    /// @param headers name and value in turn
    Said send(String method, String path, byte[] body, String... headers) throws IOException {
        URI address = URI.create(path.startsWith("http") ? path : endpoint + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method,
                body.length == 0 && method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Said(response.statusCode(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    Said get(String path, String... headers) throws IOException {
        return send("GET", path, new byte[0], headers);
    }

    Said post(String path, String json) throws IOException {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    Said delete(String path) throws IOException {
        return send("DELETE", path, new byte[0]);
    }

    /// `objects.list` with these parameters.
    Said list(String bucket, String query) throws IOException {
        return get("/storage/v1/b/" + bucket + "/o?" + query);
    }

    Said stat(String bucket, String name) throws IOException {
        return get(object(bucket, name));
    }

    Said read(String bucket, String name, String... headers) throws IOException {
        return get(object(bucket, name) + "?alt=media", headers);
    }

    /// `uploadType=media`.
    Said insert(String bucket, String name, byte[] bytes, String query) throws IOException {
        return send("POST", "/upload/storage/v1/b/" + bucket + "/o?uploadType=media&name=" + encoded(name) + query,
                bytes, "Content-Type", "text/plain");
    }

    /// `uploadType=multipart`.
    ///
    /// @param resource JSON
    Said multipart(String bucket, String resource, byte[] bytes, String query) throws IOException {
        byte[] before = ("--==cut==\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + resource
                + "\r\n--==cut==\r\nContent-Type: application/x-test\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] after = "\r\n--==cut==--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[before.length + bytes.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(bytes, 0, body, before.length, bytes.length);
        System.arraycopy(after, 0, body, before.length + bytes.length, after.length);
        return send("POST", "/upload/storage/v1/b/" + bucket + "/o?uploadType=multipart" + query, body,
                "Content-Type", "multipart/related; boundary=\"==cut==\"");
    }

    /// Begins a resumable upload.
    ///
    /// @param resource JSON
    Said begin(String bucket, String name, String resource, String query) throws IOException {
        return post("/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&name=" + encoded(name) + query,
                resource);
    }

    /// Sends bytes to a session.
    Said resume(String session, byte[] bytes, String contentRange) throws IOException {
        return send("PUT", session, bytes, "Content-Range", contentRange);
    }

    static String object(String bucket, String name) {
        return "/storage/v1/b/" + bucket + "/o/" + encoded(name);
    }

    @Override
    public void close() {
        http.close();
    }
}
