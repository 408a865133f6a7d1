package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.util.List;
import java.util.Optional;

final class RetryingUpload implements Upload {

    private final Upload upload;
    private final Repeater repeater;

    RetryingUpload(Upload upload, Repeater repeater) {
        this.upload = upload;
        this.repeater = repeater;
    }

    @Override
    public String token() {
        return upload.token();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        return body.whole().isPresent()
                ? repeater.call(() -> upload.part(number, offset, body))
                : upload.part(number, offset, body);
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        return repeater.call(upload::parts);
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        return upload.complete(parts, precondition, whole);
    }

    @Override
    public void abort() throws StoreException {
        repeater.call(() -> {
            upload.abort();
            return upload;
        });
    }
}
