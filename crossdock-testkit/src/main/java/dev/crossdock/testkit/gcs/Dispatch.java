package dev.crossdock.testkit.gcs;

/// Which method answers which request.
final class Dispatch {
    private final Access access;
    private final BucketCalls buckets;
    private final Listing listing;
    private final Reading reading;
    private final Inserting inserting;
    private final Sessions sessions;
    private final Composing composing;
    private final Copying copying;
    private final Changing changing;
    private final Batches batches;
    private final XmlUploads xml;

    Dispatch(Cloud cloud, Access access) {
        Writing writing = new Writing(cloud, access);
        this.access = access;
        this.buckets = new BucketCalls(cloud, access);
        this.listing = new Listing(cloud, access);
        this.reading = new Reading(cloud, access);
        this.inserting = new Inserting(cloud, writing);
        this.sessions = new Sessions(cloud, writing);
        this.composing = new Composing(cloud, access, writing);
        this.copying = new Copying(cloud, access, writing);
        this.changing = new Changing(cloud, access);
        this.batches = new Batches(cloud);
        this.xml = new XmlUploads(cloud, access, writing);
    }

    Listing listing() {
        return listing;
    }

    Sessions sessions() {
        return sessions;
    }

    Copying copying() {
        return copying;
    }

    XmlUploads xml() {
        return xml;
    }

    /// The answer, errors included.
    ///
    /// @param each what answers the requests within a batch
    Reply answer(Call call, Batches.Each each) {
        try {
            access.authenticate(call);
            return call.operation() == GcsOperation.BATCH
                    ? batches.answer(call, each)
                    : call.operation().isXml()
                            ? xml(call)
                            : call.route().object().isEmpty() ? ofBucket(call) : ofObject(call);
        } catch (GcsError e) {
            return refusal(call, e);
        }
    }

    /// The same error looks otherwise in each of the API's three dialects.
    static Reply refusal(Call call, GcsError error) {
        Reply reply = call.operation().isXml()
                ? XmlUploads.error(error)
                : call.operation() == GcsOperation.READ ? Reply.mediaError(error) : Reply.error(error);
        return error.status() == 401
                ? reply.with("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"")
                : reply;
    }

    private Reply ofBucket(Call call) {
        return switch (call.operation()) {
            case BUCKETS_LIST -> buckets.list(call);
            case BUCKET_CREATE -> buckets.create(call);
            case BUCKET_GET -> buckets.get(call);
            case BUCKET_PATCH -> buckets.patch(call);
            case BUCKET_DELETE -> buckets.delete(call);
            case TEST_PERMISSIONS -> buckets.testPermissions(call);
            case LIST -> listing.list(call);
            default -> ofObject(call);
        };
    }

    private Reply ofObject(Call call) {
        return switch (call.operation()) {
            case STAT -> reading.stat(call);
            case READ -> reading.read(call);
            case INSERT_MEDIA -> inserting.media(call);
            case INSERT_MULTIPART -> inserting.multipart(call);
            case SESSION_START -> sessions.start(call);
            case SESSION_WRITE -> sessions.write(call);
            case SESSION_QUERY -> sessions.query(call);
            case SESSION_DELETE -> sessions.delete(call);
            case COMPOSE -> composing.compose(call);
            case REWRITE -> copying.rewrite(call);
            case COPY -> copying.copy(call);
            case PATCH -> changing.patch(call);
            case UPDATE -> changing.update(call);
            case DELETE -> changing.delete(call);
            default -> throw new GcsError(404, "notFound", "Not Found");
        };
    }

    private Reply xml(Call call) {
        return switch (call.operation()) {
            case XML_UPLOAD_START -> xml.start(call);
            case XML_PART -> xml.part(call);
            case XML_COMPLETE -> xml.complete(call);
            case XML_ABORT -> xml.abort(call);
            case XML_LIST_PARTS -> xml.parts(call);
            default -> xml.uploads(call);
        };
    }
}
