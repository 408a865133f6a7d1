#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server.h"

bool slice_is(Slice slice, const char *text) {
    return slice.at != NULL && strlen(text) == slice.length && memcmp(slice.at, text, slice.length) == 0;
}

Slice slice_of(const char *text) { return (Slice){text, strlen(text)}; }

int64_t slice_number(Slice slice) {
    int64_t number = 0;
    if (slice.at == NULL || slice.length == 0 || slice.length > 18) return -1;
    for (size_t n = 0; n < slice.length; n++) {
        if (slice.at[n] < '0' || slice.at[n] > '9') return -1;
        number = number * 10 + (slice.at[n] - '0');
    }
    return number;
}

Slice header_of(const Request *request, const char *name) {
    size_t length = strlen(name);
    for (int n = 0; n < request->header_count; n++) {
        Slice candidate = request->headers[n].name;
        if (candidate.length == length && strncasecmp(candidate.at, name, length) == 0)
            return request->headers[n].value;
    }
    return (Slice){NULL, 0};
}

Slice param_of(const Request *request, const char *name) {
    for (int n = 0; n < request->param_count; n++)
        if (slice_is(request->params[n].name, name)) return request->params[n].value;
    return (Slice){NULL, 0};
}

static int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static bool decode(Request *request, Slice raw, bool plus_is_space, Slice *decoded) {
    char *out = request->text + request->text_used;
    if (request->text_used + raw.length > TEXT_BYTES) return false;
    decoded->at = out;
    for (size_t n = 0; n < raw.length; n++) {
        char byte = raw.at[n];
        if (byte == '%') {
            if (n + 2 >= raw.length || hex_digit(raw.at[n + 1]) < 0 || hex_digit(raw.at[n + 2]) < 0) return false;
            byte = (char)(hex_digit(raw.at[n + 1]) * 16 + hex_digit(raw.at[n + 2]));
            n += 2;
        } else if (byte == '+' && plus_is_space) {
            byte = ' ';
        }
        *out++ = byte;
    }
    decoded->length = (size_t)(out - decoded->at);
    request->text_used += decoded->length;
    return true;
}

// Cuts off what is before the mark; takes everything when there is no mark.
static Slice cut(Slice *rest, char mark) {
    const char *found = rest->length > 0 ? memchr(rest->at, mark, rest->length) : NULL;
    Slice before = {rest->at, found == NULL ? rest->length : (size_t)(found - rest->at)};
    size_t used = before.length + (found != NULL);
    rest->at += used;
    rest->length -= used;
    return before;
}

static bool parse_query(Request *request, Slice query) {
    while (query.length > 0) {
        Slice pair = cut(&query, '&');
        if (pair.length == 0) continue;
        if (request->param_count == PARAMS_MAX) return false;
        Pair *param = &request->params[request->param_count++];
        Slice name = cut(&pair, '=');
        if (!decode(request, name, true, &param->name) || !decode(request, pair, true, &param->value)) return false;
    }
    return true;
}

static bool parse_target(Request *request, Slice target) {
    request->raw_path = cut(&target, '?');
    Slice path = request->raw_path;
    if (path.length == 0 || path.at[0] != '/') return false;
    path.at++;
    path.length--;
    Slice bucket = cut(&path, '/');
    return decode(request, bucket, false, &request->bucket) && decode(request, path, false, &request->key) &&
           request->key.length <= KEY_BYTES_MAX && parse_query(request, target);
}

static Slice trimmed(Slice slice) {
    while (slice.length > 0 && (slice.at[0] == ' ' || slice.at[0] == '\t')) slice.at++, slice.length--;
    while (slice.length > 0 && strchr(" \t\r", slice.at[slice.length - 1]) != NULL) slice.length--;
    return slice;
}

bool request_parse(Request *request, const char *head, size_t length) {
    Slice rest = {head, length}, line = trimmed(cut(&rest, '\n'));
    request->header_count = request->param_count = 0;
    request->text_used = 0;
    request->method = cut(&line, ' ');
    Slice target = cut(&line, ' ');
    if (!slice_is(line, "HTTP/1.1") || !parse_target(request, target)) return false;
    for (;;) {
        line = trimmed(cut(&rest, '\n'));
        if (line.length == 0) break;
        if (request->header_count == HEADERS_MAX) return false;
        Pair *header = &request->headers[request->header_count++];
        header->name = cut(&line, ':');
        header->value = trimmed(line);
    }
    Slice declared = header_of(request, "content-length");
    request->content_length = declared.at == NULL ? 0 : slice_number(declared);
    Slice connection = header_of(request, "connection");
    request->close = connection.length == 5 && strncasecmp(connection.at, "close", 5) == 0;
    return request->content_length >= 0;
}

static void text_reserve(Text *text, size_t more) {
    if (text->length + more <= text->capacity) return;
    text->capacity = (text->length + more) * 2;
    text->at = realloc(text->at, text->capacity);
    if (text->at == NULL) abort();
}

void text_add(Text *text, const char *bytes, size_t length) {
    text_reserve(text, length + 1);
    memcpy(text->at + text->length, bytes, length);
    text->length += length;
    text->at[text->length] = 0;
}

void text_addf(Text *text, const char *format, ...) {
    va_list arguments;
    text_reserve(text, 512);
    va_start(arguments, format);
    int length = vsnprintf(text->at + text->length, 512, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= 512) abort();  // long values go through text_add
    text->length += (size_t)length;
}

void text_add_uri(Text *text, Slice value, bool keep_slash) {
    static const char digits[] = "0123456789ABCDEF";
    text_reserve(text, 3 * value.length + 1);
    char *out = text->at + text->length;
    for (size_t n = 0; n < value.length; n++) {
        unsigned char byte = (unsigned char)value.at[n];
        bool plain = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
                     byte == '-' || byte == '_' || byte == '.' || byte == '~' || (byte == '/' && keep_slash);
        if (plain) {
            *out++ = (char)byte;
            continue;
        }
        *out++ = '%';
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    text->length = (size_t)(out - text->at);
}

void text_add_xml(Text *text, Slice value) {
    for (size_t n = 0; n < value.length; n++) {
        switch (value.at[n]) {
            case '&': text_add(text, "&amp;", 5); break;
            case '<': text_add(text, "&lt;", 4); break;
            case '>': text_add(text, "&gt;", 4); break;
            case '"': text_add(text, "&quot;", 6); break;
            case '\r': text_add(text, "&#13;", 5); break;
            default: text_add(text, value.at + n, 1);
        }
    }
}
