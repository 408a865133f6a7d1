// The account that the server gives of itself.
#include <time.h>

#include "server.h"

Settings settings;
Counters counters;

int64_t now_micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void stats_write(Text *body) {
    const Counters *c = &counters;
    const TargetSums *t = &target_sums;
#define FIELD(name, value) text_addf(body, "%s\"" name "\":%lld", body->length == 1 ? "" : ",", (long long)(value))
    text_add(body, "{", 1);
    FIELD("get", c->get);
    FIELD("head", c->head);
    FIELD("put", c->put);
    FIELD("post", c->post);
    FIELD("delete", c->del);
    FIELD("list", c->list);
    FIELD("createUpload", c->create_upload);
    FIELD("uploadPart", c->upload_part);
    FIELD("completeUpload", c->complete_upload);
    FIELD("abortUpload", c->abort_upload);
    FIELD("bytesIn", c->bytes_in);
    FIELD("bytesOut", c->bytes_out);
    FIELD("bytesVerified", c->bytes_verified);
    FIELD("mismatches", c->mismatches);
    FIELD("signatureFailures", c->signature_failures);
    FIELD("errors", c->errors);
    FIELD("connections", c->connections);
    FIELD("resets", c->resets);
    FIELD("anonymous", c->anonymous);
    FIELD("payloadHashed", c->payload_hashed);
    FIELD("payloadUnsigned", c->payload_unsigned);
    FIELD("payloadChunked", c->payload_chunked);
    FIELD("withMd5", c->with_md5);
    FIELD("withChecksum", c->with_checksum);
    FIELD("firstWriteMicros", c->first_write_micros);
    FIELD("lastWriteMicros", c->last_write_micros);
    FIELD("targetObjects", t->objects);
    FIELD("targetBytes", t->bytes);
    FIELD("targetVerifiedObjects", t->verified_objects);
    FIELD("targetVerifiedBytes", t->verified_bytes);
    FIELD("uploadsOpen", t->uploads);
#undef FIELD
    text_add(body, "}\n", 2);
}
