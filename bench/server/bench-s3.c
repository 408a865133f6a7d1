// A cheap stand-in for an S3 service, for benchmarks: one process, one thread, epoll, path style, plain http, and TLS on
// a second port.
//
// Bucket `source` is synthetic and read-only (see synthetic.h); bucket `target` digests and drops what is written and
// remembers size, CRC32C and ETag. GET /_stats answers counters as JSON; POST /_reset empties the target.
#include <arpa/inet.h>
#include <errno.h>
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
#include "crc64nvme.h"
#include "server.h"

enum { READ_BYTES = 1 << 20, TURNS_MAX = 4, EVENTS_MAX = 256 };

typedef struct Connection {
    Stream stream;
    enum { READING_HEAD, READING_BODY, DELAYED, WRITING, CLOSED } state, after_delay;
    enum { SERVED, LOST_BEFORE, LOST_AFTER } fate;  // of the present request: lost before or after it was carried out
    int64_t due_micros;
    struct Connection *next_delayed;
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

// Connections whose answer waits. All that are in one queue wait equally long, so the first one is due first.
typedef struct {
    Connection *first, *last;
} Queue;

typedef struct {
    int fd;
    bool tls;
} Listener;

enum { OF_ALL, OF_PAGES, QUEUES };

static int poller;
static char read_buffer[READ_BYTES];
static Queue queues[QUEUES];
static Listener listeners[2];

static void watch(Connection *connection, bool to_write) {
    if (connection->waits_to_write == to_write) return;
    struct epoll_event event = {.events = to_write ? EPOLLOUT : EPOLLIN, .data.ptr = connection};
    epoll_ctl(poller, EPOLL_CTL_MOD, connection->stream.fd, &event);
    connection->waits_to_write = to_write;
}

static void close_connection(Connection *connection) {
    stream_close(&connection->stream);
    body_release(&connection->body);
    free(connection->reply.head.at);
    free(connection->reply.body.at);
    free(connection);
}

static int delay_of(const Request *request, int *queue) {
    bool page = slice_is(param_of(request, "list-type"), "2");
    *queue = page && settings.page_delay_millis > 0 ? OF_PAGES : OF_ALL;
    return *queue == OF_PAGES ? settings.page_delay_millis : settings.delay_millis;
}

// Off the poller: a client that goes away meanwhile would wake it all the time.
static void park(Connection *connection, int queue, int millis) {
    epoll_ctl(poller, EPOLL_CTL_DEL, connection->stream.fd, NULL);
    connection->due_micros = now_micros() + millis * 1000;
    connection->next_delayed = NULL;
    if (queues[queue].first == NULL) queues[queue].first = connection;
    else queues[queue].last->next_delayed = connection;
    queues[queue].last = connection;
    connection->state = DELAYED;
}

static void unpark(Connection *connection) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    connection->waits_to_write = false;
    epoll_ctl(poller, EPOLL_CTL_ADD, connection->stream.fd, &event);
    connection->state = connection->after_delay;
}

static int next_fate(void) {
    static uint64_t state = 0x9e3779b97f4a7c15u;
    if (settings.reset_permille == 0) return SERVED;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    if ((int)((state >> 33) % 1000) >= settings.reset_permille) return SERVED;
    counters.resets++;
    return counters.resets % 2 == 0 ? LOST_BEFORE : LOST_AFTER;
}

static bool is_ours(const Request *request) {
    return slice_is(request->raw_path, "/_stats") || slice_is(request->raw_path, "/_reset");
}

static void begin_request(Connection *connection) {
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    Request *request = &connection->request;
    bool complete = param_of(request, "uploadId").at != NULL && slice_is(request->method, "POST");
    body_start(&connection->body, request, complete);
    bool anonymous = header_of(request, "authorization").at == NULL && !is_ours(request);
    bool checked = settings.verify_signature && !is_ours(request) && !(anonymous && settings.allow_anonymous);
    counters.anonymous += anonymous;
    connection->signature_error = checked ? signature_check(&connection->signature, request) : NULL;
    connection->fate = is_ours(request) ? SERVED : (unsigned)next_fate();
    connection->state = READING_BODY;
    bool waits = header_of(request, "expect").at != NULL && connection->in_length == connection->consumed;
    struct iovec piece = {(void *)(uintptr_t)go_on, sizeof go_on - 1};
    if (waits && request->content_length > 0) stream_send(&connection->stream, &piece, 1);
}

static void dispatch(Connection *connection) {
    Request *request = &connection->request;
    Reply *reply = &connection->reply;
    Body *body = &connection->body;
    char hash[65];
    if (slice_is(request->raw_path, "/_stats")) {
        stats_write(&reply->body);
        return reply_with(reply, 200, "application/json", (int64_t)reply->body.length);
    }
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
    if (connection->fate != LOST_BEFORE) dispatch(connection);
    connection->close_after |= connection->request.close;
    reply_close_head(reply, connection->close_after);
    body_release(&connection->body);
    connection->sent = 0;
    connection->state = connection->after_delay = connection->fate == SERVED ? WRITING : CLOSED;
    if (connection->fate != SERVED) stream_reset(&connection->stream);
    int queue, millis = is_ours(&connection->request) ? 0 : delay_of(&connection->request, &queue);
    if (millis > 0) park(connection, queue, millis);
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
        size_t count = gather(connection, pieces);
        if (count == 0) break;
        ssize_t written = stream_send(&connection->stream, pieces, count);
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

// False when the connection is no more.
static bool advance(Connection *connection) {
    bool more = true;
    while (more) {
        switch (connection->state) {
            case READING_HEAD: more = step_head(connection); break;
            case READING_BODY: more = step_body(connection); break;
            case DELAYED: return true;
            case WRITING: more = step_write(connection); break;
            case CLOSED: close_connection(connection); return false;
        }
    }
    return true;
}

static void receive(Connection *connection) {
    for (int turn = 0; turn < TURNS_MAX || stream_pending(&connection->stream); turn++) {
        if (connection->state == WRITING || connection->state == DELAYED) return;
        bool head = connection->state == READING_HEAD;
        int64_t remaining = connection->body.wire_remaining;
        char *to = head ? connection->in + connection->in_length : read_buffer;
        size_t room = head ? HEAD_BYTES_MAX - connection->in_length : READ_BYTES;
        if (!head && remaining < (int64_t)room) room = (size_t)remaining;
        ssize_t got = stream_receive(&connection->stream, to, room);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) return close_connection(connection);
        if (head) {
            connection->in_length += (size_t)got;
            if (!advance(connection) || !stream_pending(&connection->stream)) return;
            continue;
        }
        body_feed(&connection->body, &connection->signature, to, (size_t)got);
        if (connection->body.wire_remaining == 0 && !advance(connection)) return;
    }
}

static void accept_all(const Listener *listener) {
    for (;;) {
        int fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;
        if (fd < 0) return;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        Connection *connection = calloc(1, sizeof *connection);
        if (connection == NULL) abort();
        stream_open(&connection->stream, fd, listener->tls);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
        counters.connections++;
    }
}

static void listen_on(Listener *to, int port, bool tls) {
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
    *to = (Listener){listener, tls};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = to};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    printf("%d%c", ntohs(address.sin_port), tls ? '\n' : ' ');
}

static int64_t next_due(void) {
    int64_t due = -1;
    for (int n = 0; n < QUEUES; n++)
        if (queues[n].first != NULL && (due < 0 || queues[n].first->due_micros < due)) due = queues[n].first->due_micros;
    return due;
}

static int wait_millis(void) {
    int64_t due = next_due();
    if (due < 0) return -1;
    int64_t rest = due - now_micros();
    return rest <= 0 ? 0 : (int)((rest + 999) / 1000);
}

static void release_due(void) {
    for (int n = 0; n < QUEUES; n++)
        while (queues[n].first != NULL && queues[n].first->due_micros <= now_micros()) {
            Connection *connection = queues[n].first;
            queues[n].first = connection->next_delayed;
            unpark(connection);
            advance(connection);
        }
}

static bool is_listener(const void *tag) {
    return tag == (const void *)&listeners[0] || tag == (const void *)&listeners[1];
}

static void start(int count, char **values) {
    int port = settings_parse(count, values);
    poller = epoll_create1(EPOLL_CLOEXEC);
    listen_on(&listeners[0], port, false);
    if (settings.tls) listen_on(&listeners[1], 0, true);
    else printf("\n");
    fflush(stdout);
}

int main(int count, char **values) {
    struct epoll_event events[EVENTS_MAX];
    crc32c_init();
    crc64nvme_init();
    signal(SIGPIPE, SIG_IGN);
    start(count, values);
    for (;;) {
        int ready = epoll_wait(poller, events, EVENTS_MAX, wait_millis());
        for (int n = 0; n < ready; n++) {
            Connection *connection = events[n].data.ptr;
            if (is_listener(connection)) accept_all(events[n].data.ptr);
            else if (connection->state == WRITING) advance(connection);
            else receive(connection);
        }
        release_due();
    }
}
