#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server.h"

static const struct {
    const char *code;
    int status;
} codes[] = {
    {"AccessDenied", 403},          {"InvalidAccessKeyId", 403},  {"SignatureDoesNotMatch", 403},
    {"RequestTimeTooSkewed", 403},  {"PreconditionFailed", 412},  {"NoSuchKey", 404},
    {"NoSuchBucket", 404},          {"NoSuchUpload", 404},        {"MethodNotAllowed", 405},
    {"InvalidRange", 416},          {"NotImplemented", 501},      {"MissingContentLength", 411},
};

static const char *reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 304: return "Not Modified";
        case 404: return "Not Found";
        case 412: return "Precondition Failed";
        case 416: return "Range Not Satisfiable";
        default: return status < 500 ? "Bad Request" : "Error";
    }
}

static void date_text(char out[32], int64_t seconds, const char *format) {
    struct tm parts;
    time_t time = seconds;
    gmtime_r(&time, &parts);
    strftime(out, 32, format, &parts);
}

void http_date(char out[32], int64_t seconds) { date_text(out, seconds, "%a, %d %b %Y %H:%M:%S GMT"); }

void iso_date(char out[32], int64_t seconds) { date_text(out, seconds, "%Y-%m-%dT%H:%M:%S.000Z"); }

static const char *date_now(void) {
    static time_t last;
    static char text[32];
    time_t now = time(NULL);
    if (now != last) http_date(text, now);
    last = now;
    return text;
}

void reply_header(Reply *reply, const char *name, const char *value) {
    text_add(&reply->head, name, strlen(name));
    text_add(&reply->head, ": ", 2);
    text_add(&reply->head, value, strlen(value));
    text_add(&reply->head, "\r\n", 2);
}

void reply_with(Reply *reply, int status, const char *content_type, int64_t content_length) {
    static uint64_t request_id = 0xbe0c000000000000u;
    reply->status = status;
    reply->head.length = 0;
    text_addf(&reply->head, "HTTP/1.1 %d %s\r\nServer: bench-s3\r\nDate: %s\r\nx-amz-request-id: %016llX\r\n", status,
              reason(status), date_now(), (unsigned long long)request_id++);
    if (content_type != NULL) reply_header(reply, "Content-Type", content_type);
    if (status != 204 && status != 304) text_addf(&reply->head, "Content-Length: %lld\r\n", (long long)content_length);
}

void reply_empty(Reply *reply, int status) { reply_with(reply, status, NULL, 0); }

void reply_xml(Reply *reply) { reply_with(reply, 200, "application/xml", (int64_t)reply->body.length); }

void reply_error(Reply *reply, const Request *request, int status, const char *code) {
    reply->body.length = 0;
    reply->content_remaining = 0;
    counters.errors++;
    text_addf(&reply->body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message>",
              code, code);
    text_add(&reply->body, "<Resource>", 10);
    text_add_xml(&reply->body, request->raw_path);
    text_addf(&reply->body, "</Resource></Error>");
    reply_with(reply, status, "application/xml", (int64_t)reply->body.length);
    if (slice_is(request->method, "HEAD")) reply->body.length = 0;
}

void reply_code(Reply *reply, const Request *request, const char *code) {
    for (size_t n = 0; n < sizeof codes / sizeof *codes; n++)
        if (strcmp(codes[n].code, code) == 0) return reply_error(reply, request, codes[n].status, code);
    reply_error(reply, request, 400, code);
}

void reply_close_head(Reply *reply, bool close) {
    if (close) reply_header(reply, "Connection", "close");
    text_add(&reply->head, "\r\n", 2);
}
