// A request body on its way through: counted, digested, unframed when it is aws-chunked, and mostly dropped.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "crc32c.h"
#include "crc64nvme.h"
#include "server.h"

enum { CHUNK_LINE, CHUNK_DATA, CHUNK_END, TRAILER_LINE, FINISHED };

static void count_digests(const Body *body, const Request *request) {
    bool writes = request->content_length > 0 && slice_is(request->method, "PUT");
    Slice hash = header_of(request, "x-amz-content-sha256");
    if (!writes) return;
    counters.payload_chunked += body->chunked;
    counters.payload_unsigned += slice_is(hash, "UNSIGNED-PAYLOAD");
    counters.payload_hashed += hash.length == 64;
    counters.with_md5 += header_of(request, "content-md5").at != NULL;
    bool trailer = header_of(request, "x-amz-trailer").at != NULL;
    for (int n = 0; !trailer && n < request->header_count; n++) {
        Slice name = request->headers[n].name;
        trailer = name.length > 15 && strncasecmp(name.at, "x-amz-checksum-", 15) == 0;
    }
    counters.with_checksum += trailer;
}

static bool announces_crc64(const Request *request) {
    Upload *upload = upload_find(param_of(request, "uploadId"), request->key);
    return (upload != NULL && upload->digest == CRC64NVME) ||
           header_of(request, "x-amz-checksum-crc64nvme").at != NULL ||
           slice_is(header_of(request, "x-amz-trailer"), "x-amz-checksum-crc64nvme");
}

void body_start(Body *body, const Request *request, bool keep) {
    Slice hash = header_of(request, "x-amz-content-sha256");
    memset(body, 0, sizeof *body);
    body->wire_remaining = request->content_length;
    body->decoded_length = -1;
    body->keep = keep;
    body->chunked = hash.length > 10 && memcmp(hash.at, "STREAMING-", 10) == 0;
    body->chunks_signed = body->chunked && hash.length > 18 && memcmp(hash.at, "STREAMING-AWS4-HMA", 18) == 0;
    body->hashed = settings.verify_signature && !body->chunked && !slice_is(hash, "UNSIGNED-PAYLOAD");
    if (body->hashed) sha256_start(&body->hash);
    body->with_crc64 = request->content_length > 0 && !keep && announces_crc64(request);
    count_digests(body, request);
    if (body->chunked) body->decoded_length = slice_number(header_of(request, "x-amz-decoded-content-length"));
}

static void fail(Body *body, const char *code) {
    if (body->error == NULL) body->error = code;
}

static void take(Body *body, const char *bytes, size_t length) {
    body->crc = crc32c(body->crc, bytes, length);
    body->received += (int64_t)length;
    if (body->with_crc64) body->crc64 = crc64nvme(body->crc64, bytes, length);
    if (body->hashed) sha256_add(&body->hash, bytes, length);
    if (!body->keep) return;
    if (body->kept.length + length > KEPT_BODY_MAX) fail(body, "EntityTooLarge");
    else text_add(&body->kept, bytes, length);
}

static void end_chunk(Body *body, Signature *signature) {
    char hash[65];
    if (!body->chunks_signed || !settings.verify_signature) return;
    sha256_end_hex(&body->chunk_hash, hash);
    if (!signature_check_chunk(signature, hash, body->chunk_signature)) fail(body, "SignatureDoesNotMatch");
}

// SIZE-IN-HEX[;chunk-signature=HEX]
static void begin_chunk(Body *body, Signature *signature) {
    char *end;
    body->chunk_remaining = strtoll(body->line, &end, 16);
    if (end == body->line || body->chunk_remaining < 0) {
        fail(body, "IncompleteBody");
        body->phase = FINISHED;
        return;
    }
    const char *claimed = strstr(end, "chunk-signature=");
    if (claimed != NULL) strncpy(body->chunk_signature, claimed + 16, 64);
    if (body->chunks_signed && claimed == NULL) fail(body, "SignatureDoesNotMatch");
    if (body->chunks_signed) sha256_start(&body->chunk_hash);
    body->phase = body->chunk_remaining > 0 ? CHUNK_DATA : TRAILER_LINE;
    if (body->chunk_remaining == 0) end_chunk(body, signature);
}

static void trailer(Body *body, Signature *signature) {
    static const char crc64_name[] = "x-amz-checksum-crc64nvme:";
    static const char crc_name[] = "x-amz-checksum-crc32c:", signature_name[] = "x-amz-trailer-signature:";
    if (body->line_length == 0) {
        body->phase = FINISHED;
        return;
    }
    if (strncasecmp(body->line, signature_name, sizeof signature_name - 1) == 0) {
        const char *claimed = body->line + sizeof signature_name - 1;
        if (settings.verify_signature && !signature_check_trailer(signature, body->trailers, claimed))
            fail(body, "SignatureDoesNotMatch");
        return;
    }
    if (strncasecmp(body->line, crc_name, sizeof crc_name - 1) == 0) {
        const char *value = body->line + sizeof crc_name - 1;
        strncpy(body->trailer_crc, value + strspn(value, " "), 8);
        body->has_trailer_crc = true;
    }
    if (strncasecmp(body->line, crc64_name, sizeof crc64_name - 1) == 0) {
        const char *value = body->line + sizeof crc64_name - 1;
        strncpy(body->trailer_crc64, value + strspn(value, " "), 12);
        body->has_trailer_crc64 = true;
    }
    text_add(&body->trailers, body->line, body->line_length);
    text_add(&body->trailers, "\n", 1);
}

static void line_ended(Body *body, Signature *signature) {
    if (body->line_length > 0 && body->line[body->line_length - 1] == '\r') body->line_length--;
    body->line[body->line_length] = 0;
    if (body->phase == CHUNK_LINE) {
        begin_chunk(body, signature);
    } else if (body->phase == CHUNK_END) {
        if (body->line_length > 0) fail(body, "IncompleteBody");
        body->phase = CHUNK_LINE;
    } else {
        trailer(body, signature);
    }
    body->line_length = 0;
}

static void feed_chunked(Body *body, Signature *signature, const char *bytes, size_t length) {
    while (length > 0 && body->phase != FINISHED) {
        if (body->phase == CHUNK_DATA) {
            size_t piece = (int64_t)length < body->chunk_remaining ? length : (size_t)body->chunk_remaining;
            take(body, bytes, piece);
            if (body->chunks_signed && settings.verify_signature) sha256_add(&body->chunk_hash, bytes, piece);
            bytes += piece;
            length -= piece;
            body->chunk_remaining -= (int64_t)piece;
            if (body->chunk_remaining > 0) return;
            end_chunk(body, signature);
            body->phase = CHUNK_END;
            continue;
        }
        char byte = *bytes++;
        length--;
        if (byte == '\n') line_ended(body, signature);
        else if (body->line_length < sizeof body->line - 1) body->line[body->line_length++] = byte;
        else fail(body, "IncompleteBody");
    }
    if (length > 0) fail(body, "IncompleteBody");
}

void body_feed(Body *body, Signature *signature, const char *bytes, size_t length) {
    body->wire_remaining -= (int64_t)length;
    counters.bytes_in += (int64_t)length;
    if (body->chunked) feed_chunked(body, signature, bytes, length);
    else take(body, bytes, length);
}

void body_end(Body *body) {
    if (!body->chunked) return;
    if (body->phase != FINISHED || body->received != body->decoded_length) fail(body, "IncompleteBody");
}

void body_release(Body *body) {
    free(body->kept.at);
    free(body->trailers.at);
    body->kept = body->trailers = (Text){0};
}
