// The floor of a listing: asks for one page after the other and reads nothing of it but the count and the token. It
// signs nothing, takes no key apart and prints none.
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PAGE_BYTES_MAX = 8 << 20, TOKEN_BYTES = 4096, HEAD_BYTES = 8192, PLACES_MAX = 2 };

static char page[PAGE_BYTES_MAX + 1];

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "bare-list: %s: %.200s\n", what, detail);
    exit(1);
}

static int connect_to(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect", strerror(errno));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

// Reads one answer whole; answers where its body starts.
static char *read_answer(int fd) {
    size_t filled = 0, wanted = 0;
    char *body = NULL;
    while (body == NULL || filled < wanted) {
        ssize_t got = read(fd, page + filled, PAGE_BYTES_MAX - filled);
        if (got <= 0) fail("connection lost", got == 0 ? "closed, or the page is too large" : strerror(errno));
        filled += (size_t)got;
        page[filled] = 0;
        if (body != NULL || (body = strstr(page, "\r\n\r\n")) == NULL) continue;
        body += 4;
        const char *length = strstr(page, "Content-Length: ");
        if (strncmp(page, "HTTP/1.1 200", 12) != 0 || length == NULL) fail("unexpected answer", page);
        wanted = (size_t)(body - page) + strtoull(length + 16, NULL, 10);
    }
    return page + wanted;
}

// What stands in an element of the last kilobytes of a page, where the server puts it.
static const char *tail_element(const char *end, const char *name) {
    const char *from = end - page > 2 * TOKEN_BYTES ? end - 2 * TOKEN_BYTES : page;
    const char *found = strstr(from, name);
    return found == NULL ? NULL : found + strlen(name);
}

static int64_t list(int port, const char *bucket, int64_t pages_max) {
    static char token[TOKEN_BYTES] = "";
    char head[HEAD_BYTES];
    int64_t keys = 0;
    int fd = connect_to(port);
    token[0] = 0;
    for (int64_t pages = 0; pages < pages_max; pages++) {
        int length = snprintf(head, sizeof head,
                              "GET /%s?list-type=2%s%s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                              "x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n\r\n", bucket,
                              token[0] != 0 ? "&continuation-token=" : "", token);
        if (write(fd, head, (size_t)length) != length) fail("write", strerror(errno));
        const char *end = read_answer(fd), *count = tail_element(end, "<KeyCount>");
        const char *next = tail_element(end, "<NextContinuationToken>");
        if (count == NULL) fail("no count", page);
        keys += atoll(count);
        if (next == NULL) break;
        size_t token_length = strcspn(next, "<");
        if (token_length >= TOKEN_BYTES) fail("token too long", next);
        memcpy(token, next, token_length);
        token[token_length] = 0;
    }
    close(fd);
    return keys;
}

int main(int count, char **values) {
    static const struct option options[] = {
        {"source-port", 1, 0, 's'}, {"target-port", 1, 0, 't'}, {"pages", 1, 0, 'p'}, {0, 0, 0, 0}};
    int ports[PLACES_MAX] = {0, 0}, option;
    int64_t pages_max = INT64_MAX, keys = 0;
    while ((option = getopt_long(count, values, "", options, NULL)) != -1) {
        if (option == 's') ports[0] = atoi(optarg);
        else if (option == 't') ports[1] = atoi(optarg);
        else if (option == 'p') pages_max = atoll(optarg);
        else exit(2);
    }
    if (ports[0] != 0) keys += list(ports[0], "source", pages_max);
    if (ports[1] != 0) keys += list(ports[1], "target", pages_max);
    printf("%lld\n", (long long)keys);
    return 0;
}
