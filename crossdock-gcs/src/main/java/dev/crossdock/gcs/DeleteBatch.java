package dev.crossdock.gcs;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Several deletes in one request, each with a condition of its own. Source: Cloud Storage documentation, "Batch
/// requests".
final class DeleteBatch {

    private static final String REQUEST_ID = "delete-";

    private final GcsClient client;
    private final List<GcsRequest> deletes;

    DeleteBatch(GcsClient client, List<GcsRequest> deletes) {
        this.client = client;
        this.deletes = deletes;
    }

    /// Sends it.
    ///
    /// @return for each, in the same order, empty if it was deleted, else what the service said
    List<Optional<Refusal>> send() throws StoreException {
        String boundary = "crossdock" + HexFormat.of().toHexDigits(client.env().entropy().nextLong())
                + HexFormat.of().toHexDigits(client.env().entropy().nextLong());
        byte[] document = document(boundary).getBytes(StandardCharsets.US_ASCII);
        GcsRequest request = new GcsRequest(Operation.DELETE, "POST", "", client.paths().batch())
                .header("content-type", "multipart/mixed; boundary=" + boundary).header("accept-encoding", "identity")
                .body(new PiecesBody(List.of(ByteBuffer.wrap(document))));
        try (HttpResponse response = client.send(request)) {
            BodyBytes body = JsonReply.body(client, request, response);
            return answers(request, response.status(), body);
        }
    }

    private String document(String boundary) {
        StringBuilder out = new StringBuilder(deletes.size() * 300);
        for (int i = 0; i < deletes.size(); i++) {
            out.append("--").append(boundary).append("\r\nContent-Type: application/http\r\n")
                    .append("Content-Transfer-Encoding: binary\r\nContent-ID: <").append(REQUEST_ID).append(i)
                    .append(">\r\n\r\nDELETE ").append(client.target(deletes.get(i))).append(" HTTP/1.1\r\n\r\n\r\n");
        }
        return out.append("--").append(boundary).append("--\r\n").toString();
    }

    private List<Optional<Refusal>> answers(GcsRequest request, int status, BodyBytes body) throws StoreException {
        List<BatchPart> parts = BatchPart.all(new String(body.array(), 0, body.length(), StandardCharsets.ISO_8859_1));
        List<Optional<Optional<Refusal>>> known = new ArrayList<>();
        for (int i = 0; i < deletes.size(); i++) {
            known.add(Optional.empty());
        }
        for (BatchPart each : parts) {
            int index = each.index(REQUEST_ID);
            if (index >= 0 && index < known.size()) {
                known.set(index, Optional.of(each.refusal()));
            }
        }
        List<Optional<Refusal>> answers = new ArrayList<>();
        for (Optional<Optional<Refusal>> each : known) {
            answers.add(each.orElseThrow(() -> client.failures().senseless(request, FailureCode.NOT_S3_RESPONSE,
                    status, "the answer to a batch of deletes does not tell of each", body.excerpt())));
        }
        return answers;
    }
}
