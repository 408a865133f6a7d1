// One object at a time: get, head, put, delete; and the way to the operations that live elsewhere.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crc32c.h"
#include "crc64nvme.h"
#include "server.h"

void content_etag(char out[ETAG_BYTES], uint32_t crc, int64_t size, int parts) {
    // The ETag is no MD5, and says so as a multipart one does: clients must not compare it with an MD5.
    snprintf(out, ETAG_BYTES, "%08x%024llx-%d", crc, (unsigned long long)size, parts > 0 ? parts : 1);
}

void source_etag(char out[ETAG_BYTES], int64_t index) {
    content_etag(out, synthetic_crc32c(&settings.source, index), settings.source.size, 0);
}

bool shows_source(Slice bucket) {
    return slice_is(bucket, "source") || (settings.target_holds_source && target_sums.objects == 0);
}

static bool find(const Request *request, Stored *facts) {
    if (!shows_source(request->bucket)) {
        Stored *stored = target_find(request->key);
        if (stored != NULL) *facts = *stored;
        return stored != NULL;
    }
    int64_t index = synthetic_index(&settings.source, request->key.at, request->key.length);
    if (index < 0) return false;
    *facts = (Stored){.size = settings.source.size,
                      .modified = SOURCE_MODIFIED,
                      .digest = settings.source_digest,
                      .crc = synthetic_crc32c(&settings.source, index)};
    if (facts->digest == CRC64NVME) facts->crc64 = synthetic_crc64nvme(&settings.source, index);
    source_etag(facts->etag, index);
    return true;
}

static bool etag_listed(Slice header, const char *etag) {
    return slice_is(header, "*") || memmem(header.at, header.length, etag, strlen(etag)) != NULL;
}

typedef struct {
    enum { WHOLE, PARTIAL, UNSATISFIABLE } kind;
    int64_t first, count;
} Range;

// bytes=A-B, bytes=A- or bytes=-N; anything else is the whole object.
static Range parse_range(Slice header, int64_t size) {
    char text[64] = {0}, *end;
    Range whole = {WHOLE, 0, size}, unsatisfiable = {UNSATISFIABLE, 0, 0};
    if (header.at == NULL || header.length < 8 || header.length >= sizeof text) return whole;
    memcpy(text, header.at, header.length);
    if (strncmp(text, "bytes=", 6) != 0) return whole;
    long long from = strtoll(text + 6, &end, 10);
    if (text[6] == '-') {
        int64_t count = -from < size ? -from : size;
        return count > 0 ? (Range){PARTIAL, size - count, count} : unsatisfiable;
    }
    if (*end != '-') return whole;
    long long to = end[1] == 0 ? size - 1 : strtoll(end + 1, NULL, 10);
    if (from >= size || to < from) return unsatisfiable;
    return (Range){PARTIAL, from, (to < size ? to + 1 : size) - from};
}

static void add_facts(Reply *reply, const Stored *facts) {
    char modified[32], quoted[ETAG_BYTES + 2];
    http_date(modified, facts->modified);
    snprintf(quoted, sizeof quoted, "\"%s\"", facts->etag);
    reply_header(reply, "Last-Modified", modified);
    reply_header(reply, "ETag", quoted);
    reply_header(reply, "Accept-Ranges", "bytes");
}

void add_checksum(Reply *reply, const Stored *facts) {
    char value[24];
    if (facts->digest == NO_DIGEST) return;
    if (facts->digest == CRC64NVME) {
        crc64nvme_base64(facts->crc64, value);
        reply_header(reply, "x-amz-checksum-crc64nvme", value);
        return reply_header(reply, "x-amz-checksum-type", "FULL_OBJECT");
    }
    crc32c_base64(facts->crc, value);
    if (facts->composite) snprintf(value + 8, 16, "-%d", facts->parts);
    reply_header(reply, "x-amz-checksum-crc32c", value);
    reply_header(reply, "x-amz-checksum-type", facts->composite ? "COMPOSITE" : "FULL_OBJECT");
}

// The bytes of a target object are gone; those that equal the source's can still be served.
static bool choose_content(Reply *reply, const Request *request, const Stored *facts) {
    reply->content_index = synthetic_index(&settings.source, request->key.at, request->key.length);
    if (facts->size == 0 || shows_source(request->bucket)) return true;
    return reply->content_index >= 0 && facts->size == settings.source.size && !facts->composite &&
           facts->crc == synthetic_crc32c(&settings.source, reply->content_index);
}

static void get_object(Reply *reply, const Request *request) {
    static const char *const unsupported[] = {"uploadId", "acl", "tagging", "attributes", "versionId", "partNumber"};
    Stored facts;
    bool head = slice_is(request->method, "HEAD");
    for (size_t n = 0; n < sizeof unsupported / sizeof *unsupported; n++)
        if (param_of(request, unsupported[n]).at != NULL) return reply_code(reply, request, "NotImplemented");
    if (!find(request, &facts)) return reply_code(reply, request, "NoSuchKey");
    Slice if_match = header_of(request, "if-match"), if_none_match = header_of(request, "if-none-match");
    if (if_match.at != NULL && !etag_listed(if_match, facts.etag))
        return reply_code(reply, request, "PreconditionFailed");
    if (if_none_match.at != NULL && etag_listed(if_none_match, facts.etag)) return reply_empty(reply, 304);
    Range range = parse_range(header_of(request, "range"), facts.size);
    if (range.kind == UNSATISFIABLE) return reply_code(reply, request, "InvalidRange");
    if (!head && !choose_content(reply, request, &facts)) return reply_code(reply, request, "NotImplemented");
    bool whole = range.kind == WHOLE;
    reply_with(reply, whole ? 200 : 206, "application/octet-stream", range.count);
    add_facts(reply, &facts);
    if (!whole)
        text_addf(&reply->head, "Content-Range: bytes %lld-%lld/%lld\r\n", (long long)range.first,
                  (long long)(range.first + range.count - 1), (long long)facts.size);
    if (whole && slice_is(header_of(request, "x-amz-checksum-mode"), "ENABLED")) add_checksum(reply, &facts);
    reply->content_offset = range.first;
    reply->content_remaining = head ? 0 : range.count;
}

static bool client_crc64_matches(const Request *request, const Body *body, bool *compared) {
    char received[13];
    Slice header = header_of(request, "x-amz-checksum-crc64nvme");
    Slice sent = body->has_trailer_crc64 ? slice_of(body->trailer_crc64) : header;
    if (sent.at == NULL) return true;
    *compared = true;
    crc64nvme_base64(body->crc64, received);
    if (slice_is(sent, received)) return true;
    counters.mismatches++;
    return false;
}

bool client_crc_matches(const Request *request, const Body *body, bool *compared) {
    char received[9];
    Slice header = header_of(request, "x-amz-checksum-crc32c");
    Slice sent = body->has_trailer_crc ? slice_of(body->trailer_crc) : header;
    *compared = sent.at != NULL;
    if (!client_crc64_matches(request, body, compared)) return false;
    if (sent.at == NULL) return true;
    crc32c_base64(body->crc, received);
    if (slice_is(sent, received)) return true;
    counters.mismatches++;
    return false;
}

static bool precondition_holds(const Request *request) {
    const Stored *present = target_find(request->key);
    Slice if_match = header_of(request, "if-match");
    if (slice_is(header_of(request, "if-none-match"), "*") && present != NULL) return false;
    return if_match.at == NULL || (present != NULL && etag_listed(if_match, present->etag));
}

static bool equals_source(Slice key, int64_t size, uint32_t crc) {
    int64_t index = synthetic_index(&settings.source, key.at, key.length);
    return index >= 0 && size == settings.source.size && crc == synthetic_crc32c(&settings.source, index);
}

bool store_object(Reply *reply, const Request *request, Stored facts, uint32_t full_crc, bool compared) {
    if (!precondition_holds(request)) {
        reply_code(reply, request, "PreconditionFailed");
        return false;
    }
    if (settings.verify && !equals_source(request->key, facts.size, full_crc)) {
        counters.mismatches++;
        reply_code(reply, request, "BadDigest");
        return false;
    }
    facts.verified = settings.verify || compared;
    facts.modified = time(NULL);
    if (facts.verified) counters.bytes_verified += facts.size;
    target_put(request->key, facts);
    return true;
}

static void put_object(Reply *reply, const Request *request, Body *body) {
    bool compared;
    char quoted[ETAG_BYTES + 2];
    if (header_of(request, "x-amz-copy-source").at != NULL) return reply_code(reply, request, "NotImplemented");
    if (!client_crc_matches(request, body, &compared)) return reply_code(reply, request, "BadDigest");
    Digest digest = body->with_crc64 ? CRC64NVME : CRC32C;
    Stored facts = {.size = body->received, .crc = body->crc, .crc64 = body->crc64, .digest = digest};
    content_etag(facts.etag, facts.crc, facts.size, 0);
    if (!store_object(reply, request, facts, facts.crc, compared)) return;
    snprintf(quoted, sizeof quoted, "\"%s\"", facts.etag);
    reply_empty(reply, 200);
    reply_header(reply, "ETag", quoted);
    add_checksum(reply, &facts);
}

static void handle_bucket(Reply *reply, const Request *request) {
    static const char xmlns[] = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    if (!slice_is(request->method, "GET")) return reply_empty(reply, 200);
    if (slice_is(param_of(request, "list-type"), "2")) {
        counters.list++;
        return handle_list(reply, request);
    }
    if (param_of(request, "location").at != NULL) text_addf(&reply->body, "<LocationConstraint %s/>", xmlns);
    else if (param_of(request, "versioning").at != NULL)
        text_addf(&reply->body, "<VersioningConfiguration %s/>", xmlns);
    else return reply_code(reply, request, "NotImplemented");
    reply_xml(reply);
}

static void handle_write(Reply *reply, const Request *request, Body *body) {
    bool in_upload = param_of(request, "uploadId").at != NULL;
    if (slice_is(request->bucket, "source")) return reply_code(reply, request, "AccessDenied");
    if (slice_is(request->method, "PUT")) {
        if (in_upload) return handle_upload_part(reply, request, body);
        counters.put++;
        return put_object(reply, request, body);
    }
    if (slice_is(request->method, "POST")) {
        counters.post++;
        if (in_upload) return handle_complete_upload(reply, request, body);
        if (param_of(request, "uploads").at != NULL) return handle_create_upload(reply, request);
        return reply_code(reply, request, "NotImplemented");
    }
    if (!slice_is(request->method, "DELETE")) return reply_code(reply, request, "MethodNotAllowed");
    counters.del++;
    if (in_upload) return handle_abort_upload(reply, request);
    target_remove(request->key);
    reply_empty(reply, 204);
}

void handle(Reply *reply, const Request *request, Body *body) {
    if (!slice_is(request->bucket, "source") && !slice_is(request->bucket, "target"))
        return reply_code(reply, request, "NoSuchBucket");
    if (request->key.length == 0) return handle_bucket(reply, request);
    bool get = slice_is(request->method, "GET");
    if (!get && !slice_is(request->method, "HEAD")) return handle_write(reply, request, body);
    counters.get += get;
    counters.head += !get;
    get_object(reply, request);
}
