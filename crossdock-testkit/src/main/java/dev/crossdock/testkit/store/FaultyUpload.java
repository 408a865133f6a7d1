package dev.crossdock.testkit.store;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;

/// An upload with faults planted in it.
final class FaultyUpload implements Upload {

    private final Upload truth;
    private final Faults faults;
    private final String key;

    FaultyUpload(Upload truth, Faults faults, String key) {
        this.truth = truth;
        this.faults = faults;
        this.key = key;
    }

    @Override
    public String token() {
        return truth.token();
    }

    @Override
    public Written part(int number, long offset, Body body) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.PART, key);
        if (Faults.pretends(fault)) {
            return new Written("", "pretended", body.checksum().stream().toList());
        }
        return Faults.around(fault, StoreCall.PART, key,
                () -> FaultyReplies.of(fault, truth.part(number, offset, FaultyBody.of(fault, body))));
    }

    @Override
    public List<UploadedPart> parts() throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.PARTS, key);
        return Faults.around(fault, StoreCall.PARTS, key, () -> FaultyReplies.of(fault, truth.parts()));
    }

    @Override
    public Written complete(List<UploadedPart> parts, Precondition precondition, Optional<Checksum> whole)
            throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.COMPLETE, key);
        if (Faults.pretends(fault)) {
            return new Written("pretended", "pretended", whole.stream().toList());
        }
        return Faults.around(fault, StoreCall.COMPLETE, key,
                () -> FaultyReplies.of(fault, truth.complete(parts, precondition, whole)));
    }

    @Override
    public void abort() throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.ABORT, key);
        if (Faults.pretends(fault)) {
            return;
        }
        Faults.around(fault, StoreCall.ABORT, key, () -> {
            truth.abort();
            return true;
        });
    }
}
