package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.util.List;
import java.util.Optional;

final class GovernedUpload implements Upload {

    private final Upload upload;
    private final Governor governor;
    private final Limits limits;

    GovernedUpload(Upload upload, Governor governor, Limits limits) {
        this.upload = upload;
        this.governor = governor;
        this.limits = limits;
    }

    @Override
    public String token() {
        return upload.token();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        limits.requests(1);
        if (body.whole().isEmpty()) {
            return streamed(number, offset, body);
        }
        limits.bytes(body.sizeBytes());
        Passage passage = Passage.begin(governor);
        try {
            return passage.answered(upload.part(number, offset, body), body.sizeBytes());
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    private Written streamed(int number, long offset, Body body) throws StoreException {
        Passage passage = Passage.beginUncounted(governor);
        try {
            return passage.answered(upload.part(number, offset, new CappedBody(body, limits, passage)));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        limits.requests(1);
        Passage passage = Passage.begin(governor);
        try {
            return passage.answered(upload.parts());
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        limits.requests(1);
        Passage passage = Passage.begin(governor);
        try {
            return passage.answered(upload.complete(parts, precondition, whole));
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public void abort() throws StoreException {
        limits.requests(1);
        Passage passage = Passage.begin(governor);
        try {
            upload.abort();
            passage.answered(upload);
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }
}
