// A cheap stand-in for an S3 service, for benchmarks: one process, one thread, epoll, path style, plain http.
//
// Bucket `source` is synthetic and read-only (see synthetic.h); bucket `target` digests and drops what is written and
// remembers size, CRC32C and ETag. GET /_stats answers counters as JSON; POST /_reset empties the target.
#define ANY_PORT 0

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "crc32c.h"
#include "server.h"

enum { READ_BYTES = 1 << 20, TURNS_MAX = 4, EVENTS_MAX = 256 };

typedef struct {
    int fd;
    enum { READING_HEAD, READING_BODY, WRITING, CLOSED } state;
    bool waits_to_write, close_after;
    size_t in_length, consumed;  // consumed: head and body bytes of the present request
    Request request;
    Body body;
    Signature signature;
    const char *signature_error;
    Reply reply;
    size_t sent;  // of head and body text
    char in[HEAD_BYTES_MAX];
} Connection;

Settings settings;
Counters counters;
static int poller;
static char read_buffer[READ_BYTES];

static void watch(Connection *connection, bool to_write) {
    if (connection->waits_to_write == to_write) return;
    struct epoll_event event = {.events = to_write ? EPOLLOUT : EPOLLIN, .data.ptr = connection};
    epoll_ctl(poller, EPOLL_CTL_MOD, connection->fd, &event);
    connection->waits_to_write = to_write;
}

static void close_connection(Connection *connection) {
    close(connection->fd);
    body_release(&connection->body);
    free(connection->reply.head.at);
    free(connection->reply.body.at);
    free(connection);
}

static void stats(Reply *reply) {
    const Counters *c = &counters;
    const TargetSums *t = &target_sums;
    Text *body = &reply->body;
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
    FIELD("targetObjects", t->objects);
    FIELD("targetBytes", t->bytes);
    FIELD("targetVerifiedObjects", t->verified_objects);
    FIELD("targetVerifiedBytes", t->verified_bytes);
    FIELD("uploadsOpen", t->uploads);
#undef FIELD
    text_add(body, "}\n", 2);
    reply_with(reply, 200, "application/json", (int64_t)body->length);
}

static bool is_ours(const Request *request) {
    return slice_is(request->raw_path, "/_stats") || slice_is(request->raw_path, "/_reset");
}

static void begin_request(Connection *connection) {
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    Request *request = &connection->request;
    bool complete = param_of(request, "uploadId").at != NULL && slice_is(request->method, "POST");
    body_start(&connection->body, request, complete);
    bool checked = settings.verify_signature && !is_ours(request);
    connection->signature_error = checked ? signature_check(&connection->signature, request) : NULL;
    connection->state = READING_BODY;
    bool waits = header_of(request, "expect").at != NULL && connection->in_length == connection->consumed;
    if (waits && request->content_length > 0) send(connection->fd, go_on, sizeof go_on - 1, MSG_NOSIGNAL);
}

static void dispatch(Connection *connection) {
    Request *request = &connection->request;
    Reply *reply = &connection->reply;
    Body *body = &connection->body;
    char hash[65];
    if (slice_is(request->raw_path, "/_stats")) return stats(reply);
    if (slice_is(request->raw_path, "/_reset")) {
        target_reset();
        memset(&counters, 0, sizeof counters);
        return reply_empty(reply, 204);
    }
    body_end(body);
    const char *error = connection->signature_error != NULL ? connection->signature_error : body->error;
    if (error == NULL && body->hashed) {
        sha256_end_hex(&body->hash, hash);
        if (!slice_is(header_of(request, "x-amz-content-sha256"), hash)) error = "XAmzContentSHA256Mismatch";
    }
    if (error == NULL) return handle(reply, request, body);
    bool of_signature = error == connection->signature_error || strcmp(error, "IncompleteBody") != 0;
    counters.signature_failures += of_signature;
    reply_code(reply, request, error);
}

static void answer(Connection *connection) {
    Reply *reply = &connection->reply;
    reply->head.length = reply->body.length = 0;
    reply->content_remaining = 0;
    dispatch(connection);
    connection->close_after |= connection->request.close;
    reply_close_head(reply, connection->close_after);
    body_release(&connection->body);
    connection->sent = 0;
    connection->state = WRITING;
}

static void refuse(Connection *connection, const char *code) {
    connection->request = (Request){.raw_path = slice_of("/")};
    connection->close_after = true;
    connection->reply.body.length = 0;
    reply_code(&connection->reply, &connection->request, code);
    reply_close_head(&connection->reply, true);
    connection->sent = 0;
    connection->state = WRITING;
}

// Answers whether there is something to go on with.
static bool step_head(Connection *connection) {
    const char *end = memmem(connection->in, connection->in_length, "\r\n\r\n", 4);
    if (end == NULL) {
        if (connection->in_length < HEAD_BYTES_MAX) return false;
        refuse(connection, "RequestHeaderSectionTooLarge");
        return true;
    }
    connection->consumed = (size_t)(end - connection->in) + 4;
    Request *request = &connection->request;
    if (!request_parse(request, connection->in, connection->consumed)) {
        refuse(connection, "InvalidRequest");
        return true;
    }
    bool sized = !slice_is(request->method, "PUT") || header_of(request, "content-length").at != NULL;
    if (!sized || header_of(request, "transfer-encoding").at != NULL) refuse(connection, "MissingContentLength");
    else begin_request(connection);
    return true;
}

static bool step_body(Connection *connection) {
    size_t here = connection->in_length - connection->consumed;
    if ((int64_t)here > connection->body.wire_remaining) here = (size_t)connection->body.wire_remaining;
    if (here > 0) body_feed(&connection->body, &connection->signature, connection->in + connection->consumed, here);
    connection->consumed += here;
    if (connection->body.wire_remaining > 0) return false;
    answer(connection);
    return true;
}

static size_t gather(const Connection *connection, struct iovec pieces[3]) {
    const Reply *reply = &connection->reply;
    size_t count = 0, sent = connection->sent, head = reply->head.length, text = reply->body.length;
    if (sent < head) pieces[count++] = (struct iovec){reply->head.at + sent, head - sent};
    size_t from = sent > head ? sent - head : 0;
    if (from < text) pieces[count++] = (struct iovec){reply->body.at + from, text - from};
    if (reply->content_remaining > 0) {
        const uint8_t *bytes;
        int64_t offset = reply->content_offset, wanted = reply->content_remaining;
        size_t length = synthetic_content(reply->content_index, offset, wanted, &bytes);
        pieces[count++] = (struct iovec){(void *)(uintptr_t)bytes, length};
    }
    return count;
}

static void account(Connection *connection, size_t written) {
    Reply *reply = &connection->reply;
    size_t rest = reply->head.length + reply->body.length - connection->sent;
    size_t of_text = written < rest ? written : rest;
    connection->sent += of_text;
    reply->content_offset += (int64_t)(written - of_text);
    reply->content_remaining -= (int64_t)(written - of_text);
    counters.bytes_out += (int64_t)(written - of_text);
}

static bool step_write(Connection *connection) {
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        struct iovec pieces[3];
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = gather(connection, pieces)};
        if (message.msg_iovlen == 0) break;
        ssize_t written = sendmsg(connection->fd, &message, MSG_NOSIGNAL);
        if (written < 0 && errno != EAGAIN) {
            connection->state = CLOSED;
            return true;
        }
        if (written < 0) break;
        account(connection, (size_t)written);
    }
    bool done = connection->sent == connection->reply.head.length + connection->reply.body.length &&
                connection->reply.content_remaining == 0;
    watch(connection, !done);
    if (!done) return false;
    connection->in_length -= connection->consumed;
    memmove(connection->in, connection->in + connection->consumed, connection->in_length);
    connection->consumed = 0;
    connection->state = connection->close_after ? CLOSED : READING_HEAD;
    return true;
}

static void advance(Connection *connection) {
    bool more = true;
    while (more) {
        switch (connection->state) {
            case READING_HEAD: more = step_head(connection); break;
            case READING_BODY: more = step_body(connection); break;
            case WRITING: more = step_write(connection); break;
            case CLOSED: close_connection(connection); return;
        }
    }
}

static void receive(Connection *connection) {
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        bool head = connection->state == READING_HEAD;
        int64_t remaining = connection->body.wire_remaining;
        char *to = head ? connection->in + connection->in_length : read_buffer;
        size_t room = head ? HEAD_BYTES_MAX - connection->in_length : READ_BYTES;
        if (!head && remaining < (int64_t)room) room = (size_t)remaining;
        ssize_t got = recv(connection->fd, to, room, 0);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) return close_connection(connection);
        if (head) {
            connection->in_length += (size_t)got;
            return advance(connection);
        }
        body_feed(&connection->body, &connection->signature, to, (size_t)got);
        if (connection->body.wire_remaining == 0) return advance(connection);
    }
}

static void accept_all(int listener) {
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;
        if (fd < 0) return;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        Connection *connection = calloc(1, sizeof *connection);
        if (connection == NULL) abort();
        connection->fd = fd;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
        counters.connections++;
    }
}

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t length = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0) {
        perror("bench-s3: listen");
        exit(2);
    }
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void usage(const char *problem) {
    fprintf(stderr,
            "bench-s3: %s\nusage: bench-s3 [--port N] [--objects N] [--size BYTES] [--key-format d%%03d/k%%07d.bin]\n"
            "                [--verify] [--verify-signature]\n",
            problem);
    exit(2);
}

static int parse_arguments(int count, char **values) {
    static const struct option options[] = {{"port", 1, 0, 'p'},   {"objects", 1, 0, 'n'},
                                            {"size", 1, 0, 's'},   {"key-format", 1, 0, 'k'},
                                            {"verify", 0, 0, 'v'}, {"verify-signature", 0, 0, 'g'},
                                            {0, 0, 0, 0}};
    const char *key_format = "d%03d/k%07d.bin";
    int64_t objects = 0, size = 4096;
    int port = ANY_PORT, option;
    while ((option = getopt_long(count, values, "", options, NULL)) != -1) {
        if (option == 'p') port = atoi(optarg);
        else if (option == 'n') objects = slice_number(slice_of(optarg));
        else if (option == 's') size = slice_number(slice_of(optarg));
        else if (option == 'k') key_format = optarg;
        else if (option == 'v') settings.verify = true;
        else if (option == 'g') settings.verify_signature = true;
        else usage("unknown option");
    }
    if (optind != count || objects < 0 || size < 0 || port < 0) usage("bad value");
    const char *problem = synthetic_init(&settings.source, objects, size, key_format);
    if (problem != NULL) usage(problem);
    settings.access_key_id = getenv("BENCH_ACCESS_KEY_ID");
    settings.secret_access_key = getenv("BENCH_SECRET_ACCESS_KEY");
    if (settings.verify_signature && (settings.access_key_id == NULL || settings.secret_access_key == NULL))
        usage("--verify-signature needs BENCH_ACCESS_KEY_ID and BENCH_SECRET_ACCESS_KEY in the environment");
    return port;
}

int main(int count, char **values) {
    crc32c_init();
    int listener = listen_on(parse_arguments(count, values));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS_MAX];
    signal(SIGPIPE, SIG_IGN);
    poller = epoll_create1(EPOLL_CLOEXEC);
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(poller, events, EVENTS_MAX, -1);
        for (int n = 0; n < ready; n++) {
            Connection *connection = events[n].data.ptr;
            if (connection == NULL) accept_all(listener);
            else if (connection->state == WRITING) advance(connection);
            else receive(connection);
        }
    }
}
