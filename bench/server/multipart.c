// Multipart uploads: create, part, complete, abort.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crc32c.h"
#include "crc64nvme.h"
#include "server.h"

enum { PART_BYTES_MIN = 5 << 20 };

typedef struct {
    int64_t size;
    uint32_t full_crc, composite_crc;
    uint64_t crc64;
    int parts;
} Assembled;

void handle_create_upload(Reply *reply, const Request *request) {
    // As on Amazon S3, asking for CRC32C without asking for FULL_OBJECT gives the digest of digests.
    bool composite = slice_is(header_of(request, "x-amz-checksum-algorithm"), "CRC32C") &&
                     !slice_is(header_of(request, "x-amz-checksum-type"), "FULL_OBJECT");
    Slice algorithm = header_of(request, "x-amz-checksum-algorithm");
    Digest digest = slice_is(algorithm, "CRC64NVME") ? CRC64NVME : CRC32C;
    Upload *upload = upload_create(request->key, digest, composite);
    counters.create_upload++;
    text_addf(&reply->body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InitiateMultipartUploadResult><Bucket>target"
                            "</Bucket><Key>");
    text_add_xml(&reply->body, request->key);
    text_addf(&reply->body, "</Key><UploadId>%016llx</UploadId></InitiateMultipartUploadResult>",
              (unsigned long long)upload->id);
    reply_xml(reply);
    reply_header(reply, "x-amz-checksum-algorithm", digest == CRC64NVME ? "CRC64NVME" : "CRC32C");
    reply_header(reply, "x-amz-checksum-type", composite ? "COMPOSITE" : "FULL_OBJECT");
}

void handle_upload_part(Reply *reply, const Request *request, Body *body) {
    char checksum[13], quoted[ETAG_BYTES + 2];
    bool compared;
    counters.upload_part++;
    Upload *upload = upload_find(param_of(request, "uploadId"), request->key);
    int64_t number = slice_number(param_of(request, "partNumber"));
    if (upload == NULL) return reply_code(reply, request, "NoSuchUpload");
    if (number < 1 || number > PARTS_MAX) return reply_code(reply, request, "InvalidArgument");
    if (!client_crc_matches(request, body, &compared)) return reply_code(reply, request, "BadDigest");
    Part *part = upload_part(upload, (int)number);
    *part = (Part){.present = true, .size = body->received, .crc = body->crc, .crc64 = body->crc64};
    content_etag(part->etag, part->crc, part->size, 0);
    snprintf(quoted, sizeof quoted, "\"%s\"", part->etag);
    reply_empty(reply, 200);
    reply_header(reply, "ETag", quoted);
    if (upload->digest == CRC64NVME) crc64nvme_base64(part->crc64, checksum);
    else crc32c_base64(part->crc, checksum);
    reply_header(reply, upload->digest == CRC64NVME ? "x-amz-checksum-crc64nvme" : "x-amz-checksum-crc32c", checksum);
}

// The text of an element inside [from, end), without quotes around it; at == NULL when absent.
static Slice element(const char *from, const char *end, const char *open, const char *close) {
    const char *start = memmem(from, (size_t)(end - from), open, strlen(open));
    if (start == NULL) return (Slice){NULL, 0};
    start += strlen(open);
    const char *stop = memmem(start, (size_t)(end - start), close, strlen(close));
    if (stop == NULL) return (Slice){NULL, 0};
    Slice text = {start, (size_t)(stop - start)};
    if (text.length >= 2 && text.at[0] == '"') text = (Slice){text.at + 1, text.length - 2};
    if (text.length >= 12 && memcmp(text.at, "&quot;", 6) == 0) text = (Slice){text.at + 6, text.length - 12};
    if (text.length >= 10 && memcmp(text.at, "&#34;", 5) == 0) text = (Slice){text.at + 5, text.length - 10};
    return text;
}

static const char *add_part(Assembled *whole, const Upload *upload, const char *from, const char *end, int *last) {
    char checksum[9];
    int64_t number = slice_number(element(from, end, "<PartNumber>", "</PartNumber>"));
    if (number < 1 || number > PARTS_MAX) return "MalformedXML";
    if (number <= *last) return "InvalidPartOrder";
    if (number >= upload->capacity || !upload->parts[number].present) return "InvalidPart";
    if (*last > 0 && upload->parts[*last].size < PART_BYTES_MIN) return "EntityTooSmall";
    const Part *part = &upload->parts[number];
    Slice sent = element(from, end, "<ChecksumCRC32C>", "</ChecksumCRC32C>");
    crc32c_base64(part->crc, checksum);
    if (!slice_is(element(from, end, "<ETag>", "</ETag>"), part->etag)) return "InvalidPart";
    if (sent.at != NULL && !slice_is(sent, checksum)) return "InvalidPart";
    char checksum64[13];
    Slice sent64 = element(from, end, "<ChecksumCRC64NVME>", "</ChecksumCRC64NVME>");
    crc64nvme_base64(part->crc64, checksum64);
    if (sent64.at != NULL && !slice_is(sent64, checksum64)) return "InvalidPart";
    whole->crc64 = crc64nvme_combine(whole->crc64, part->crc64, (uint64_t)part->size);
    uint32_t big_endian = __builtin_bswap32(part->crc);
    whole->full_crc = crc32c_combine(whole->full_crc, part->crc, (uint64_t)part->size);
    whole->composite_crc = crc32c(whole->composite_crc, &big_endian, 4);
    whole->size += part->size;
    whole->parts++;
    *last = (int)number;
    return NULL;
}

static const char *assemble(Assembled *whole, const Upload *upload, const Text *list) {
    const char *at = list->at, *end = list->at + list->length;
    int last = 0;
    while (at != NULL && (at = memmem(at, (size_t)(end - at), "<Part>", 6)) != NULL) {
        const char *close = memmem(at, (size_t)(end - at), "</Part>", 7);
        if (close == NULL) return "MalformedXML";
        const char *error = add_part(whole, upload, at, close, &last);
        if (error != NULL) return error;
        at = close;
    }
    return whole->parts == 0 ? "MalformedXML" : NULL;
}

// The whole object's digest and size as the client has them, when it says.
static const char *compare(const Request *request, const Stored *facts, const char *checksum, bool *compared) {
    bool wide = facts->digest == CRC64NVME;
    Slice sent = header_of(request, wide ? "x-amz-checksum-crc64nvme" : "x-amz-checksum-crc32c"), size = header_of(request, "x-amz-mp-object-size");
    *compared = sent.at != NULL;
    if (size.at != NULL && slice_number(size) != facts->size) return "InvalidRequest";
    if (sent.at == NULL || slice_is(sent, checksum)) return NULL;
    counters.mismatches++;
    return "BadDigest";
}

static void completed(Reply *reply, const Request *request, const Stored *facts, const char *checksum) {
    const char *name = facts->digest == CRC64NVME ? "CRC64NVME" : "CRC32C";
    text_addf(&reply->body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                            "<Location>/target</Location><Bucket>target</Bucket><Key>");
    text_add_xml(&reply->body, request->key);
    text_addf(&reply->body,
              "</Key><ETag>&quot;%s&quot;</ETag><Checksum%s>%s</Checksum%s><ChecksumType>%s</ChecksumType>"
              "</CompleteMultipartUploadResult>",
              facts->etag, name, checksum, name, facts->composite ? "COMPOSITE" : "FULL_OBJECT");
    reply_xml(reply);
}

void handle_complete_upload(Reply *reply, const Request *request, Body *body) {
    char checksum[24];
    Assembled whole = {0};
    bool compared;
    counters.complete_upload++;
    Upload *upload = upload_find(param_of(request, "uploadId"), request->key);
    if (upload == NULL) return reply_code(reply, request, "NoSuchUpload");
    const char *error = assemble(&whole, upload, &body->kept);
    if (error != NULL) return reply_code(reply, request, error);
    Stored facts = {.size = whole.size, .parts = whole.parts, .composite = upload->composite,
                    .digest = upload->digest, .crc64 = whole.crc64};
    facts.crc = facts.composite ? whole.composite_crc : whole.full_crc;
    content_etag(facts.etag, facts.crc, facts.size, facts.parts);
    if (facts.digest == CRC64NVME) crc64nvme_base64(facts.crc64, checksum);
    else crc32c_base64(facts.crc, checksum);
    if (facts.composite) snprintf(checksum + 8, 16, "-%d", facts.parts);
    error = compare(request, &facts, checksum, &compared);
    if (error != NULL) return reply_code(reply, request, error);
    if (!store_object(reply, request, facts, whole.full_crc, compared)) return;
    upload_remove(upload);
    completed(reply, request, &facts, checksum);
}

void handle_abort_upload(Reply *reply, const Request *request) {
    Upload *upload = upload_find(param_of(request, "uploadId"), request->key);
    counters.abort_upload++;
    if (upload == NULL) return reply_code(reply, request, "NoSuchUpload");
    upload_remove(upload);
    reply_empty(reply, 204);
}
