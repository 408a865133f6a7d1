package dev.crossdock.s3;

import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Deletes, by the thousand. Those with a condition go one by one where the service knows none in a batch.
final class S3Deletes {

    /// Amazon S3 API reference, "DeleteObjects".
    private static final int BATCH_MAX = 1000;

    private final String store;
    private final S3Client client;
    private final S3Stats stats;

    S3Deletes(String store, S3Client client, S3Stats stats) {
        this.store = store;
        this.client = client;
        this.stats = stats;
    }

    List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        List<Optional<Failure>> results = new ArrayList<>(Collections.nCopies(deletions.size(), Optional.empty()));
        List<Integer> batch = new ArrayList<>();
        boolean known = false;
        for (int i = 0; i < deletions.size(); i++) {
            Deletion deletion = deletions.get(i);
            boolean plain = deletion.precondition() instanceof Precondition.None
                    || client.profile().batchesConditions();
            if (plain && inDocument(deletion.key())) {
                batch.add(i);
            } else {
                results.set(i, one(deletion));
                known = true;
            }
            if (batch.size() == BATCH_MAX || i == deletions.size() - 1 && !batch.isEmpty()) {
                known = many(deletions, batch, results, known);
                batch.clear();
            }
        }
        return results;
    }

    private Optional<Failure> one(Deletion deletion) {
        String key = deletion.key();
        try {
            S3Keys.check(store, key, Operation.DELETE);
            if (client.profile().looksFirst() && deletion.precondition() instanceof Precondition.Version) {
                if (stats.stat(key).isEmpty()) {
                    return Optional.empty();
                }
                stats.require(Operation.DELETE, key, deletion.precondition());
            }
            S3Request request = new S3Request(Operation.DELETE, "DELETE", key);
            S3Headers.condition(request, deletion.precondition());
            client.send(request).close();
            return Optional.empty();
        } catch (StoreException e) {
            return e.code() == FailureCode.GONE ? Optional.empty() : Optional.of(e.failure());
        }
    }

    /// Deletes a batch. A batch that fails as a whole fails for each of its keys, unless nothing at all is known yet.
    private boolean many(List<Deletion> deletions, List<Integer> batch, List<Optional<Failure>> results, boolean known)
            throws StoreException {
        try {
            Map<String, Optional<Failure>> answers = send(deletions, batch);
            for (int index : batch) {
                String key = deletions.get(index).key();
                results.set(index, answers.getOrDefault(key, Optional.of(untold(key))));
            }
            return true;
        } catch (StoreException e) {
            if (!known) {
                throw e;
            }
            for (int index : batch) {
                Failure whole = e.failure();
                results.set(index, Optional.of(new Failure(whole.code(), whole.operation(),
                        S3Keys.where(store, deletions.get(index).key()), whole.message(), whole.answer(),
                        whole.retryAfter())));
            }
            return true;
        }
    }

    private Map<String, Optional<Failure>> send(List<Deletion> deletions, List<Integer> batch) throws StoreException {
        StringBuilder document = new StringBuilder(100 + batch.size() * 100);
        document.append("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (int index : batch) {
            document.append("<Object><Key>");
            XmlText.escape(document, deletions.get(index).key());
            document.append("</Key>");
            if (deletions.get(index).precondition() instanceof Precondition.Version(String version)) {
                XmlText.escape(document.append("<ETag>"), S3Headers.quoted(version));
                document.append("</ETag>");
            }
            document.append("</Object>");
        }
        Body body = TextBody.of(document.append("</Delete>"));
        S3Request request = S3Request.ofBucket(Operation.DELETE, "POST").query("delete", "")
                .header("content-md5", TextBody.md5(body)).header("content-type", "application/xml")
                .body(body, client.failures());
        return XmlReply.of(client, request, this::answers);
    }

    /// What the service says of each key. It is not asked to be quiet: only what it names is known to be deleted.
    private Map<String, Optional<Failure>> answers(byte[] in, int length) throws XmlException {
        XmlScanner scanner = new XmlScanner(in, length);
        if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("DeleteResult")) {
            throw new XmlException(FailureCode.NOT_S3_RESPONSE, "the answer is no DeleteResult");
        }
        Map<String, Optional<Failure>> answers = new HashMap<>();
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event == XmlScanner.Event.OPEN && scanner.depth() == 2) {
                answer(scanner, answers);
            }
        }
        return answers;
    }

    private void answer(XmlScanner scanner, Map<String, Optional<Failure>> answers) throws XmlException {
        boolean deleted = scanner.named("Deleted");
        if (!deleted && !scanner.named("Error")) {
            return;
        }
        String key = "";
        String code = "";
        String message = "";
        while (scanner.depth() >= 2) {
            if (scanner.next() == XmlScanner.Event.CLOSE && scanner.depth() == 2) {
                switch (scanner.name()) {
                    case "Key" -> key = scanner.text();
                    case "Code" -> code = scanner.text();
                    case "Message" -> message = scanner.text();
                    default -> {
                        // versions, which are not asked about
                    }
                }
            }
        }
        if (deleted || code.equals("NoSuchKey")) {
            answers.putIfAbsent(key, Optional.empty());
        } else {
            ErrorText error = new ErrorText(code, message, "", "", "");
            answers.put(key, Optional.of(client.failures().refused(Operation.DELETE, key, error, 200, "")));
        }
    }

    private Failure untold(String key) {
        return Failure.of(FailureCode.NOT_S3_RESPONSE, Operation.DELETE, S3Keys.where(store, key),
                "the answer to a batch of deletes does not name this key");
    }

    /// Whether a batch can name the key; others are deleted, or refused, one by one.
    private boolean inDocument(String key) {
        try {
            S3Keys.check(store, key, Operation.DELETE);
            return XmlText.escape(new StringBuilder(key.length() + 16), key);
        } catch (StoreException e) {
            return false;
        }
    }
}
