// The floor: moves bytes from one S3 endpoint to another with nothing around them. It lists nothing (keys follow from
// the format), signs nothing (a constant Authorization header), digests nothing, retries nothing and records nothing.
// Whatever a client costs above this is what it does for its user.
//
// Small: one GET and one PUT per object, `--pairs` of them in flight. Large (`--part-size`): one object by ranged GETs
// into parts. A directory can stand for either endpoint; what is written there is not forced to the disk. The first
// answer that is not the expected one ends it with exit code 1; with `--retry` a lost connection is opened anew.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "../server/crc32c.h"
#include "../server/crc64nvme.h"
#include "../server/synthetic.h"

#define CONSTANT_HEADERS                                                                                          \
    "Host: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=BENCH/20250101/us-east-1/s3/aws4_request, "   \
    "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "                                                        \
    "Signature=0000000000000000000000000000000000000000000000000000000000000000\r\n"                              \
    "x-amz-content-sha256: UNSIGNED-PAYLOAD\r\nx-amz-date: 20250101T000000Z\r\n"

enum { HEAD_BYTES = 4096, PAIRS_MAX = 1024, ETAG_BYTES = 64, SOURCE = 0, TARGET = 1 };

typedef struct {
    int fd[2];
    enum { ASKED, STREAMING, FLUSHING, STORING, IDLE } state;
    int64_t item, remaining;  // remaining: body bytes still to come from the source
    int64_t read_offset, write_offset;  // in files
    size_t filled, flushed;             // of the buffer
    char *buffer;
    char put_head[HEAD_BYTES];
    size_t put_length, put_sent;
} Pair;

static struct {
    Synthetic source;
    const char *directory[2];  // instead of a port
    int port[2], pairs;
    bool retry;
    int64_t objects, size, part_size, items, next_item, done, bytes;
    size_t buffer_bytes;
    char upload[64];
    char (*etags)[ETAG_BYTES];
} job = {.pairs = 32, .objects = 1, .size = 4096, .buffer_bytes = 256 << 10};

static int poller;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "bare-pipe: %s: %.200s\n", what, detail);
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

static int64_t length_of(int64_t item) {
    if (job.part_size == 0) return job.size;
    int64_t rest = job.size - item * job.part_size;
    return rest < job.part_size ? rest : job.part_size;
}

static void prepare_put(Pair *pair, const char *key) {
    char query[128] = "";
    if (job.part_size > 0)
        snprintf(query, sizeof query, "?partNumber=%lld&uploadId=%s", (long long)pair->item + 1, job.upload);
    pair->put_sent = 0;
    pair->put_length = (size_t)snprintf(pair->put_head, sizeof pair->put_head,
                                        "PUT /target/%s%s HTTP/1.1\r\n" CONSTANT_HEADERS "Content-Length: %lld\r\n\r\n",
                                        key, query, (long long)length_of(pair->item));
}

static void stream(Pair *pair);
static void open_pair(Pair *pair);

static int open_file(const char *directory, const char *key, int flags) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", directory, key) >= (int)sizeof path) fail("path too long", key);
    int fd = open(path, flags | O_CLOEXEC, 0644);
    if (fd < 0 && errno == ENOENT && (flags & O_CREAT)) {
        char *slash = strrchr(path, '/');
        *slash = 0;
        mkdir(path, 0755);
        *slash = '/';
        fd = open(path, flags | O_CLOEXEC, 0644);
    }
    if (fd < 0) fail(key, strerror(errno));
    return fd;
}

static void lost(Pair *pair, const char *why) {
    if (!job.retry) fail("connection lost", why);
    for (int side = SOURCE; side <= TARGET; side++) close(pair->fd[side]);
    open_pair(pair);
}

static void ask_item(Pair *pair) {
    char key[KEY_BYTES_MAX + 1], range[80] = "", head[HEAD_BYTES];
    synthetic_key(&job.source, job.part_size > 0 ? 0 : pair->item, key);
    int64_t from = pair->item * job.part_size;
    pair->filled = pair->flushed = 0;
    pair->read_offset = pair->write_offset = from;
    if (job.directory[TARGET] == NULL) prepare_put(pair, key);
    else pair->fd[TARGET] = open_file(job.directory[TARGET], key, O_WRONLY | O_CREAT);
    if (job.directory[SOURCE] != NULL) {
        pair->fd[SOURCE] = open_file(job.directory[SOURCE], key, O_RDONLY);
        pair->remaining = length_of(pair->item);
        pair->state = STREAMING;
        return stream(pair);
    }
    if (job.part_size > 0)
        snprintf(range, sizeof range, "Range: bytes=%lld-%lld\r\n", (long long)from,
                 (long long)(from + length_of(pair->item) - 1));
    int length = snprintf(head, sizeof head, "GET /source/%s HTTP/1.1\r\n" CONSTANT_HEADERS "%s\r\n", key, range);
    pair->state = ASKED;
    if (send(pair->fd[SOURCE], head, (size_t)length, MSG_NOSIGNAL) != length) lost(pair, strerror(errno));
}

static void ask(Pair *pair) {
    if (job.next_item == job.items) {
        pair->state = IDLE;
        return;
    }
    pair->item = job.next_item++;
    ask_item(pair);
}

// The length of a complete head in the buffer, or 0; ends the program when the status is not a good one.
static size_t head_length(Pair *pair) {
    const char *end = memmem(pair->buffer, pair->filled, "\r\n\r\n", 4);
    if (end == NULL) return 0;
    if (strncmp(pair->buffer, "HTTP/1.1 20", 11) != 0) fail("unexpected answer", pair->buffer);
    return (size_t)(end - pair->buffer) + 4;
}

// False when nothing can be had now.
static bool fill(Pair *pair, int side, size_t limit) {
    if (job.directory[side] != NULL) {
        ssize_t read = pread(pair->fd[side], pair->buffer + pair->filled, limit - pair->filled, pair->read_offset);
        if (read <= 0) fail("read", read == 0 ? "file too short" : strerror(errno));
        pair->read_offset += read;
        pair->filled += (size_t)read;
        return true;
    }
    ssize_t got = recv(pair->fd[side], pair->buffer + pair->filled, limit - pair->filled, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return false;
    if (got <= 0) {
        lost(pair, got == 0 ? "closed" : strerror(errno));
        return false;
    }
    pair->filled += (size_t)got;
    return true;
}

static bool flush_to_file(Pair *pair) {
    while (pair->flushed < pair->filled) {
        size_t rest = pair->filled - pair->flushed;
        ssize_t written = pwrite(pair->fd[TARGET], pair->buffer + pair->flushed, rest, pair->write_offset);
        if (written < 0) fail("write", strerror(errno));
        pair->write_offset += written;
        pair->flushed += (size_t)written;
    }
    pair->filled = pair->flushed = 0;
    return true;
}

// Sends what the buffer holds; false when the target takes no more now.
static bool flush(Pair *pair) {
    if (job.directory[TARGET] != NULL) return flush_to_file(pair);
    while (pair->put_sent < pair->put_length || pair->flushed < pair->filled) {
        struct iovec pieces[2] = {{pair->put_head + pair->put_sent, pair->put_length - pair->put_sent},
                                  {pair->buffer + pair->flushed, pair->filled - pair->flushed}};
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 2};
        ssize_t sent = sendmsg(pair->fd[TARGET], &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EAGAIN) return false;
        if (sent < 0) {
            lost(pair, strerror(errno));
            return false;
        }
        size_t of_head = (size_t)sent < pieces[0].iov_len ? (size_t)sent : pieces[0].iov_len;
        pair->put_sent += of_head;
        pair->flushed += (size_t)sent - of_head;
    }
    pair->filled = pair->flushed = 0;
    return true;
}

static void begin_body(Pair *pair) {
    size_t head = head_length(pair);
    if (head == 0) return;
    pair->remaining = length_of(pair->item) - (int64_t)(pair->filled - head);
    pair->flushed = head;
    pair->state = FLUSHING;
}

static void count_item(Pair *pair) {
    job.done++;
    job.bytes += length_of(pair->item);
    ask(pair);
}

static void all_sent(Pair *pair) {
    pair->state = STORING;  // the answer comes as an event of its own
    if (job.directory[SOURCE] != NULL) close(pair->fd[SOURCE]);
    if (job.directory[TARGET] == NULL) return;
    close(pair->fd[TARGET]);
    count_item(pair);
}

static void stream(Pair *pair) {
    for (;;) {
        if (pair->state == FLUSHING) {
            if (!flush(pair)) return;
            if (pair->remaining == 0) return all_sent(pair);
            pair->state = STREAMING;
        }
        size_t limit = job.buffer_bytes;
        if (pair->state == STREAMING && pair->remaining < (int64_t)limit) limit = (size_t)pair->remaining;
        if (!fill(pair, SOURCE, limit)) return;
        if (pair->state == ASKED) {
            begin_body(pair);
            continue;
        }
        pair->remaining -= (int64_t)pair->filled;
        pair->state = FLUSHING;
    }
}

static void keep_etag(Pair *pair) {
    static const char name[] = "\r\nETag: ";
    const char *at = memmem(pair->buffer, pair->filled, name, sizeof name - 1);
    const char *end = at == NULL ? NULL : strchr(at + 2, '\r');
    if (end == NULL) fail("no ETag", pair->buffer);
    snprintf(job.etags[pair->item], ETAG_BYTES, "%.*s", (int)(end - at) - (int)sizeof name + 1, at + sizeof name - 1);
}

static void stored(Pair *pair) {
    if (!fill(pair, TARGET, HEAD_BYTES - 1)) return;
    pair->buffer[pair->filled] = 0;
    if (head_length(pair) == 0) return;
    if (job.part_size > 0) keep_etag(pair);
    count_item(pair);
}

static void open_pair(Pair *pair) {
    bool again = pair->buffer != NULL;
    if (!again) pair->buffer = malloc(job.buffer_bytes);
    if (pair->buffer == NULL) fail("memory", "buffer");
    for (int side = SOURCE; side <= TARGET; side++) {
        if (job.directory[side] != NULL) continue;
        int fd = connect_to(job.port[side]);
        pair->fd[side] = fd;
        uint64_t tag = (uint64_t)(uintptr_t)pair | (unsigned)side;
        struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u64 = tag};
        if (side == TARGET) event.events |= EPOLLOUT;
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    }
    if (again) ask_item(pair);
    else ask(pair);
}

static void on_event(Pair *pair, int side) {
    if (side == SOURCE && (pair->state == ASKED || pair->state == STREAMING)) return stream(pair);
    if (side == TARGET && pair->state == FLUSHING) return stream(pair);
    if (side == TARGET && pair->state == STORING) return stored(pair);
}

static void run(void) {
    static Pair pairs[PAIRS_MAX];
    struct epoll_event events[256];
    for (int n = 0; n < job.pairs && n < job.items; n++) open_pair(&pairs[n]);
    while (job.done < job.items) {
        int ready = epoll_wait(poller, events, 256, -1);
        for (int n = 0; n < ready; n++)
            on_event((Pair *)(uintptr_t)(events[n].data.u64 & ~(uint64_t)1), (int)(events[n].data.u64 & 1));
    }
}

// One small exchange with the target on a connection of its own; answers the whole reply.
static const char *exchange(const char *query, const char *body) {
    static char reply[16384];
    char key[KEY_BYTES_MAX + 1], head[HEAD_BYTES];
    size_t filled = 0;
    int fd = connect_to(job.port[TARGET]);
    synthetic_key(&job.source, 0, key);
    int length = snprintf(head, sizeof head,
                          "POST /target/%s?%s HTTP/1.1\r\n" CONSTANT_HEADERS
                          "Connection: close\r\nContent-Length: %zu\r\n\r\n", key, query, strlen(body));
    if (write(fd, head, (size_t)length) != length) fail("send", "POST");
    for (size_t sent = 0; sent < strlen(body);) {
        ssize_t written = write(fd, body + sent, strlen(body) - sent);
        if (written < 0) fail("send", "POST body");
        sent += (size_t)written;
    }
    for (ssize_t got; (got = read(fd, reply + filled, sizeof reply - 1 - filled)) > 0;) filled += (size_t)got;
    reply[filled] = 0;
    close(fd);
    if (strncmp(reply, "HTTP/1.1 200", 12) != 0) fail("unexpected answer", reply);
    return reply;
}

static void create_upload(void) {
    const char *id = strstr(exchange("uploads", ""), "<UploadId>");
    if (id == NULL || sscanf(id, "<UploadId>%63[^<]", job.upload) != 1) fail("no upload id", "");
    job.etags = calloc((size_t)job.items, sizeof *job.etags);
}

static void complete_upload(void) {
    char query[80], *list = malloc((size_t)job.items * 192 + 128), *at = list;
    at += sprintf(at, "<CompleteMultipartUpload>");
    for (int64_t n = 0; n < job.items; n++)
        at += sprintf(at, "<Part><PartNumber>%lld</PartNumber><ETag>%s</ETag></Part>", (long long)n + 1, job.etags[n]);
    sprintf(at, "</CompleteMultipartUpload>");
    snprintf(query, sizeof query, "uploadId=%s", job.upload);
    exchange(query, list);
    free(list);
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

static void report(double wall) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    printf("{\"items\":%lld,\"bytes\":%lld,\"wallSeconds\":%.3f,\"userSeconds\":%.3f,\"systemSeconds\":%.3f,"
           "\"cpuMicrosPerItem\":%.2f,\"cpuSecondsPerGB\":%.3f}\n",
           (long long)job.done, (long long)job.bytes, wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
           cpu * 1e6 / (double)job.done, cpu * 1e9 / (double)job.bytes);
}

static void parse_arguments(int count, char **values) {
    static const struct option options[] = {
        {"source-port", 1, 0, 's'}, {"target-port", 1, 0, 't'}, {"objects", 1, 0, 'n'},   {"size", 1, 0, 'z'},
        {"key-format", 1, 0, 'k'},  {"pairs", 1, 0, 'p'},       {"part-size", 1, 0, 'm'}, {"buffer", 1, 0, 'b'},
        {"source-directory", 1, 0, 'S'}, {"target-directory", 1, 0, 'T'}, {"retry", 0, 0, 'r'}, {0, 0, 0, 0}};
    const char *key_format = "d%03d/k%07d.bin";
    int option;
    while ((option = getopt_long(count, values, "", options, NULL)) != -1) {
        if (option == 's') job.port[SOURCE] = atoi(optarg);
        else if (option == 't') job.port[TARGET] = atoi(optarg);
        else if (option == 'n') job.objects = atoll(optarg);
        else if (option == 'z') job.size = atoll(optarg);
        else if (option == 'k') key_format = optarg;
        else if (option == 'p') job.pairs = atoi(optarg);
        else if (option == 'm') job.part_size = atoll(optarg);
        else if (option == 'b') job.buffer_bytes = (size_t)atoll(optarg);
        else if (option == 'S') job.directory[SOURCE] = optarg;
        else if (option == 'T') job.directory[TARGET] = optarg;
        else if (option == 'r') job.retry = true;
        else exit(2);
    }
    bool nowhere = false;
    for (int side = SOURCE; side <= TARGET; side++) nowhere |= (job.port[side] == 0) == (job.directory[side] == NULL);
    if (nowhere || (job.directory[SOURCE] != NULL && job.directory[TARGET] != NULL) || job.pairs < 1 || job.pairs > PAIRS_MAX ||
        job.objects < 1 || job.buffer_bytes < 2 * HEAD_BYTES || (job.part_size > 0 && job.objects != 1))
        fail("usage", "bare-pipe --source-port N|--source-directory D --target-port N|--target-directory D [--objects N] [--size BYTES] [--key-format F] "
                      "[--pairs K] [--buffer BYTES] [--retry] [--part-size BYTES, with one object]");
    const char *problem = synthetic_init(&job.source, job.objects, job.size, key_format);
    if (problem != NULL) fail("key format", problem);
    job.items = job.part_size > 0 ? (job.size + job.part_size - 1) / job.part_size : job.objects;
}

int main(int count, char **values) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    crc32c_init();
    crc64nvme_init();
    parse_arguments(count, values);
    poller = epoll_create1(EPOLL_CLOEXEC);
    bool upload = job.part_size > 0 && job.directory[TARGET] == NULL;
    if (upload) create_upload();
    run();
    if (upload) complete_upload();
    clock_gettime(CLOCK_MONOTONIC, &end);
    report((double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return 0;
}
