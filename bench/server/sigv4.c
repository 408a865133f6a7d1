// AWS Signature Version 4 from the server's side, written from the public description of the algorithm.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "server.h"

enum { SKEW_SECONDS_MAX = 900 };

#define EMPTY_SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef struct {
    char access_key_id[129], date[9], region[64], service[16];
    Slice signed_headers, signature;
} Authorization;

// The value after NAME= up to a comma or the end.
static Slice field_of(Slice header, const char *name) {
    const char *at = memmem(header.at, header.length, name, strlen(name));
    if (at == NULL) return (Slice){NULL, 0};
    at += strlen(name);
    size_t rest = header.length - (size_t)(at - header.at);
    const char *comma = memchr(at, ',', rest);
    return (Slice){at, comma == NULL ? rest : (size_t)(comma - at)};
}

static bool parse(Authorization *parsed, Slice header) {
    char credential[300] = {0};
    if (header.length < 17 || memcmp(header.at, "AWS4-HMAC-SHA256 ", 17) != 0) return false;
    Slice scope = field_of(header, "Credential=");
    parsed->signed_headers = field_of(header, "SignedHeaders=");
    parsed->signature = field_of(header, "Signature=");
    if (scope.at == NULL || scope.length >= sizeof credential || parsed->signed_headers.at == NULL ||
        parsed->signature.length != 64)
        return false;
    memcpy(credential, scope.at, scope.length);
    return sscanf(credential, "%128[^/]/%8[0-9]/%63[^/]/%15[^/]/aws4_request", parsed->access_key_id, parsed->date,
                  parsed->region, parsed->service) == 4;
}

static bool in_time(const char *timestamp) {
    struct tm parts = {0};
    if (strptime(timestamp, "%Y%m%dT%H%M%SZ", &parts) == NULL) return false;
    long long skew = (long long)timegm(&parts) - (long long)time(NULL);
    return skew <= SKEW_SECONDS_MAX && skew >= -SKEW_SECONDS_MAX;
}

static int by_line(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void add_query(Text *canonical, const Request *request) {
    char *pairs[PARAMS_MAX];
    for (int n = 0; n < request->param_count; n++) {
        Text pair = {0};
        text_add_uri(&pair, request->params[n].name, false);
        text_add(&pair, "=", 1);
        text_add_uri(&pair, request->params[n].value, false);
        text_add(&pair, "", 0);
        pairs[n] = pair.at;
    }
    qsort(pairs, (size_t)request->param_count, sizeof *pairs, by_line);
    for (int n = 0; n < request->param_count; n++) {
        if (n > 0) text_add(canonical, "&", 1);
        text_add(canonical, pairs[n], strlen(pairs[n]));
        free(pairs[n]);
    }
}

static void add_collapsed(Text *canonical, Slice value) {
    for (size_t n = 0; n < value.length; n++)
        if (value.at[n] != ' ' || n == 0 || value.at[n - 1] != ' ') text_add(canonical, value.at + n, 1);
}

static bool add_headers(Text *canonical, const Request *request, Slice names) {
    bool host = false;
    while (names.length > 0) {
        char name[129] = {0};
        const char *end = memchr(names.at, ';', names.length);
        size_t length = end == NULL ? names.length : (size_t)(end - names.at);
        if (length == 0 || length >= sizeof name) return false;
        memcpy(name, names.at, length);
        Slice value = header_of(request, name);
        if (value.at == NULL) return false;
        text_add(canonical, name, length);
        text_add(canonical, ":", 1);
        add_collapsed(canonical, value);
        text_add(canonical, "\n", 1);
        host |= strcmp(name, "host") == 0;
        names.at += length + (end != NULL);
        names.length -= length + (end != NULL);
    }
    return host;
}

static bool canonical_hash(const Request *request, Slice signed_headers, Slice payload, char hash[65]) {
    Text canonical = {0};
    text_add(&canonical, request->method.at, request->method.length);
    text_add(&canonical, "\n/", 2);
    text_add_uri(&canonical, request->bucket, true);
    if (request->raw_path.length > 1 + request->bucket.length) text_add(&canonical, "/", 1);
    text_add_uri(&canonical, request->key, true);
    text_add(&canonical, "\n", 1);
    add_query(&canonical, request);
    text_add(&canonical, "\n", 1);
    bool complete = add_headers(&canonical, request, signed_headers);
    text_add(&canonical, "\n", 1);
    text_add(&canonical, signed_headers.at, signed_headers.length);
    text_add(&canonical, "\n", 1);
    text_add(&canonical, payload.at, payload.length);
    Sha256 sha;
    sha256_start(&sha);
    sha256_add(&sha, canonical.at, canonical.length);
    sha256_end_hex(&sha, hash);
    free(canonical.at);
    return complete;
}

static void derive_key(Signature *signature, const Authorization *parsed) {
    char first[256];
    int length = snprintf(first, sizeof first, "AWS4%s", settings.secret_access_key);
    uint8_t *key = signature->key;
    hmac_sha256(first, (size_t)length, parsed->date, 8, key);
    hmac_sha256(key, 32, parsed->region, strlen(parsed->region), key);
    hmac_sha256(key, 32, parsed->service, strlen(parsed->service), key);
    hmac_sha256(key, 32, "aws4_request", 12, key);
}

static bool agrees(Signature *signature, const Text *to_sign, const char *claimed) {
    uint8_t mac[32];
    char expected[65];
    hmac_sha256(signature->key, 32, to_sign->at, to_sign->length, mac);
    hex_of(mac, expected);
    memcpy(signature->previous, expected, sizeof expected);
    return strncmp(expected, claimed, 64) == 0;
}

const char *signature_check(Signature *signature, const Request *request) {
    Authorization parsed;
    char hash[65];
    Slice header = header_of(request, "authorization"), date = header_of(request, "x-amz-date");
    Slice payload = header_of(request, "x-amz-content-sha256");
    if (header.at == NULL) return "AccessDenied";
    if (!parse(&parsed, header) || payload.at == NULL) return "AuthorizationHeaderMalformed";
    if (date.length != 16) return "AccessDenied";
    memcpy(signature->timestamp, date.at, 16);
    signature->timestamp[16] = 0;
    if (!in_time(signature->timestamp)) return "RequestTimeTooSkewed";
    if (strcmp(parsed.access_key_id, settings.access_key_id) != 0) return "InvalidAccessKeyId";
    if (strncmp(parsed.date, signature->timestamp, 8) != 0) return "AuthorizationHeaderMalformed";
    snprintf(signature->scope, sizeof signature->scope, "%s/%s/%s/aws4_request", parsed.date, parsed.region,
             parsed.service);
    if (!canonical_hash(request, parsed.signed_headers, payload, hash)) return "SignatureDoesNotMatch";
    derive_key(signature, &parsed);
    Text to_sign = {0};
    text_addf(&to_sign, "AWS4-HMAC-SHA256\n%s\n%s\n%s", signature->timestamp, signature->scope, hash);
    bool right = agrees(signature, &to_sign, parsed.signature.at);
    free(to_sign.at);
    return right ? NULL : "SignatureDoesNotMatch";
}

bool signature_check_chunk(Signature *signature, const char *hash, const char *claimed) {
    Text to_sign = {0};
    text_addf(&to_sign, "AWS4-HMAC-SHA256-PAYLOAD\n%s\n%s\n%s\n" EMPTY_SHA256 "\n%s", signature->timestamp,
              signature->scope, signature->previous, hash);
    bool right = agrees(signature, &to_sign, claimed);
    free(to_sign.at);
    return right;
}

bool signature_check_trailer(Signature *signature, Text trailers, const char *claimed) {
    char hash[65];
    Sha256 sha;
    Text to_sign = {0};
    sha256_start(&sha);
    sha256_add(&sha, trailers.at, trailers.length);
    sha256_end_hex(&sha, hash);
    text_addf(&to_sign, "AWS4-HMAC-SHA256-TRAILER\n%s\n%s\n%s\n%s", signature->timestamp, signature->scope,
              signature->previous, hash);
    bool right = agrees(signature, &to_sign, claimed);
    free(to_sign.at);
    return right;
}
