// What the parts of the stand-in share: one process, one thread, one epoll loop, path-style S3.
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

#include "sha256.h"
#include "synthetic.h"

enum {
    HEAD_BYTES_MAX = 16384,
    HEADERS_MAX = 64,
    PARAMS_MAX = 16,
    TEXT_BYTES = 12288,
    ETAG_BYTES = 48,
    PARTS_MAX = 10000,
    KEPT_BODY_MAX = 8 << 20,
};

// ---- http.c ----

typedef struct {
    const char *at;
    size_t length;
} Slice;

typedef struct {
    Slice name, value;
} Pair;

typedef struct {
    Slice method, raw_path, bucket, key;  // bucket and key decoded
    Pair headers[HEADERS_MAX];
    int header_count;
    Pair params[PARAMS_MAX];  // decoded
    int param_count;
    int64_t content_length;
    bool close;
    size_t text_used;
    char text[TEXT_BYTES];  // decoded pieces live here
} Request;

// Parses a head (up to and with the empty line); false when it is not one.
bool request_parse(Request *request, const char *head, size_t length);
Slice header_of(const Request *request, const char *lower_case_name);  // at == NULL when absent
Slice param_of(const Request *request, const char *name);
bool slice_is(Slice slice, const char *text);
Slice slice_of(const char *text);
int64_t slice_number(Slice slice);  // -1 when it is no plain decimal number

// Text that grows; used for every body that is not synthetic content.
typedef struct {
    char *at;
    size_t length, capacity;
} Text;

void text_add(Text *text, const char *bytes, size_t length);
void text_addf(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_uri(Text *text, Slice value, bool keep_slash);  // percent-encoded as SigV4 does it
void text_add_xml(Text *text, Slice value);

// ---- settings and counters ----

typedef enum { CRC32C, CRC64NVME, NO_DIGEST } Digest;

typedef struct {
    Synthetic source;
    Digest source_digest;  // what the service knows of the source's objects and shows
    bool verify, verify_signature, allow_anonymous;
    bool target_holds_source;  // until something is written, the target shows the source's objects as its own
    int delay_millis, page_delay_millis;  // before an answer; before a page of a listing
    int reset_permille;                   // of the requests end in a connection reset
    bool tls;
    const char *access_key_id, *secret_access_key;
} Settings;

typedef struct {
    int64_t get, head, put, post, del, list, create_upload, upload_part, complete_upload, abort_upload;
    int64_t bytes_in, bytes_out, bytes_verified, mismatches, signature_failures, connections, errors, resets, anonymous;
    // How bodies that were written came: under a signature of their hash, without one, in chunks; with what digests.
    int64_t payload_hashed, payload_unsigned, payload_chunked, with_md5, with_checksum;
    int64_t first_write_micros, last_write_micros;  // when objects became stored, on one clock
} Counters;

// Fills the settings, or ends the program with what is wrong; answers the port to listen on, 0 for any.
int settings_parse(int count, char **values);

extern Settings settings;
extern Counters counters;

// ---- target.c: what was written ----

typedef struct {
    Slice key;
    int64_t size, modified;
    uint32_t crc;
    uint64_t crc64;  // if that is the digest
    Digest digest;   // that the service shows
    bool composite;  // crc is that of the parts' values
    int parts;       // 0: written in one piece
    bool verified;
    char etag[ETAG_BYTES];
} Stored;

typedef struct {
    bool present;
    int64_t size;
    uint32_t crc;
    uint64_t crc64;
    char etag[ETAG_BYTES];
} Part;

typedef struct Upload {
    uint64_t id;
    char *key;
    size_t key_length;
    Digest digest;
    bool composite;
    Part *parts;  // by number, from 1
    int capacity;
    struct Upload *next;
} Upload;

typedef struct {
    int64_t objects, bytes, verified_objects, verified_bytes, uploads;
} TargetSums;

extern TargetSums target_sums;

Stored *target_find(Slice key);
void target_put(Slice key, Stored facts);  // copies the key
void target_remove(Slice key);
void target_reset(void);
int64_t target_lower_bound(Slice key, bool after);  // index in key order
const Stored *target_at(int64_t index);

Upload *upload_create(Slice key, Digest digest, bool composite);
Upload *upload_find(Slice id, Slice key);
Part *upload_part(Upload *upload, int number);  // made when missing
void upload_remove(Upload *upload);

// ---- body.c: a request body on its way through ----

typedef struct {
    int64_t wire_remaining, received, decoded_length;
    uint32_t crc;
    uint64_t crc64;
    bool with_crc64, keep, hashed, chunked, chunks_signed;
    Text kept;
    Sha256 hash;
    int phase;
    int64_t chunk_remaining;
    char line[1024];
    size_t line_length;
    Sha256 chunk_hash;
    char chunk_signature[65];
    bool has_trailer_crc, has_trailer_crc64;
    char trailer_crc[9], trailer_crc64[13];
    Text trailers;
    const char *error;  // code of the first thing wrong, or NULL
} Body;

struct Signature;
void body_start(Body *body, const Request *request, bool keep);
void body_feed(Body *body, struct Signature *signature, const char *bytes, size_t length);
void body_end(Body *body);
void body_release(Body *body);

// ---- sigv4.c ----

typedef struct Signature {
    uint8_t key[32];
    char timestamp[20], scope[128], previous[65];
} Signature;

// Checks the Authorization header; answers an S3 error code or NULL.
const char *signature_check(Signature *signature, const Request *request);
bool signature_check_chunk(Signature *signature, const char *hash, const char *claimed);
bool signature_check_trailer(Signature *signature, Text trailers, const char *claimed);

// ---- stream.c: the socket, with or without TLS ----

typedef struct {
    int fd;
    void *tls;
} Stream;

const char *stream_init(const char *certificate, const char *key);  // an error or NULL
void stream_open(Stream *stream, int fd, bool tls);
void stream_close(Stream *stream);
bool stream_pending(const Stream *stream);  // bytes that the socket will not announce any more
ssize_t stream_receive(Stream *stream, void *to, size_t room);                           // as recv
ssize_t stream_send(Stream *stream, const struct iovec *pieces, size_t count);           // as sendmsg
void stream_reset(Stream *stream);                                                       // closing it resets

// ---- stats.c ----

int64_t now_micros(void);
void stats_write(Text *body);  // the counters as JSON

// ---- replies (reply.c) ----

typedef struct {
    int status;
    Text head, body;
    int64_t content_index, content_offset, content_remaining;  // synthetic content after head and body
} Reply;

void reply_with(Reply *reply, int status, const char *content_type, int64_t content_length);  // open head
void reply_header(Reply *reply, const char *name, const char *value);
void reply_empty(Reply *reply, int status);
void reply_xml(Reply *reply);  // 200 with what is in reply->body; the head stays open
void reply_error(Reply *reply, const Request *request, int status, const char *code);
void reply_code(Reply *reply, const Request *request, const char *code);  // with the code's own status
void reply_close_head(Reply *reply, bool close);
void http_date(char out[32], int64_t seconds);
void iso_date(char out[32], int64_t seconds);

// ---- operations ----

void handle(Reply *reply, const Request *request, Body *body);            // operations.c
void handle_list(Reply *reply, const Request *request);                   // listing.c
void handle_create_upload(Reply *reply, const Request *request);          // multipart.c
void handle_upload_part(Reply *reply, const Request *request, Body *body);
void handle_complete_upload(Reply *reply, const Request *request, Body *body);
void handle_abort_upload(Reply *reply, const Request *request);

enum { SOURCE_MODIFIED = 1735689600 };  // 2025-01-01, for every source object

void source_etag(char out[ETAG_BYTES], int64_t index);
void content_etag(char out[ETAG_BYTES], uint32_t crc, int64_t size, int parts);
bool shows_source(Slice bucket);  // whether a bucket is the synthetic one, or a target that holds the same
void add_checksum(Reply *reply, const Stored *facts);
// Compares received bytes with the client's checksums; true when none was sent or they are equal.
bool client_crc_matches(const Request *request, const Body *body, bool *compared);
// Stores an object whose bytes have this size and CRC32C; false after having replied with an error.
bool store_object(Reply *reply, const Request *request, Stored facts, uint32_t full_crc, bool compared);

#endif
