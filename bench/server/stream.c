// The socket under a connection, with TLS around it on the second port.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "server.h"

#ifdef WITH_TLS
#include <openssl/err.h>
#include <openssl/ssl.h>

enum { RECORD_BYTES = 16384 };

static SSL_CTX *context;

// One cipher for everybody, so that no contender is measured with a cheaper one.
const char *stream_init(const char *certificate, const char *key) {
    context = SSL_CTX_new(TLS_server_method());
    if (context == NULL) return "no TLS";
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1) return "no TLS_AES_128_GCM_SHA256";
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1) return "cannot use the certificate";
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) return "cannot use the private key";
    return NULL;
}

void stream_open(Stream *stream, int fd, bool tls) {
    *stream = (Stream){.fd = fd};
    if (!tls) return;
    SSL *session = SSL_new(context);
    if (session == NULL || SSL_set_fd(session, fd) != 1) abort();
    SSL_set_accept_state(session);
    stream->tls = session;
}

void stream_close(Stream *stream) {
    SSL_free(stream->tls);
    close(stream->fd);
}

bool stream_pending(const Stream *stream) { return stream->tls != NULL && SSL_pending(stream->tls) > 0; }

static ssize_t outcome(SSL *session, int done) {
    if (done > 0) return done;
    int reason = SSL_get_error(session, done);
    if (reason == SSL_ERROR_ZERO_RETURN) return 0;
    errno = reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE ? EAGAIN : EIO;
    return -1;
}

static ssize_t tls_receive(Stream *stream, void *to, size_t room) {
    size_t filled = 0;
    ERR_clear_error();
    // A record at a time would cost a turn of the loop for each 16 KiB.
    while (filled < room) {
        int wanted = room - filled < (1 << 30) ? (int)(room - filled) : 1 << 30;
        int got = SSL_read(stream->tls, (char *)to + filled, wanted);
        if (got <= 0) return filled > 0 ? (ssize_t)filled : outcome(stream->tls, got);
        filled += (size_t)got;
    }
    return (ssize_t)filled;
}

// Head and beginning of a body go into one record, as one segment takes both without TLS.
static ssize_t tls_send(Stream *stream, const struct iovec *pieces, size_t count) {
    char record[RECORD_BYTES];
    size_t filled = 0;
    for (size_t n = 0; n < count && filled < RECORD_BYTES; n++) {
        size_t length = pieces[n].iov_len < RECORD_BYTES - filled ? pieces[n].iov_len : RECORD_BYTES - filled;
        memcpy(record + filled, pieces[n].iov_base, length);
        filled += length;
    }
    ERR_clear_error();
    ssize_t sent = outcome(stream->tls, SSL_write(stream->tls, record, (int)filled));
    if (sent == 0) errno = EIO;
    return sent == 0 ? -1 : sent;
}
#else
const char *stream_init(const char *certificate, const char *key) {
    (void)certificate, (void)key;
    return "built without TLS: the OpenSSL headers were missing";
}

void stream_open(Stream *stream, int fd, bool tls) {
    (void)tls;
    *stream = (Stream){.fd = fd};
}

void stream_close(Stream *stream) { close(stream->fd); }

bool stream_pending(const Stream *stream) { return stream->tls != NULL; }

static ssize_t tls_receive(Stream *stream, void *to, size_t room) {
    (void)stream, (void)to, (void)room;
    return -1;
}

static ssize_t tls_send(Stream *stream, const struct iovec *pieces, size_t count) {
    (void)stream, (void)pieces, (void)count;
    return -1;
}
#endif

ssize_t stream_receive(Stream *stream, void *to, size_t room) {
    return stream->tls != NULL ? tls_receive(stream, to, room) : recv(stream->fd, to, room, 0);
}

ssize_t stream_send(Stream *stream, const struct iovec *pieces, size_t count) {
    struct msghdr message = {.msg_iov = (struct iovec *)(uintptr_t)pieces, .msg_iovlen = count};
    return stream->tls != NULL ? tls_send(stream, pieces, count) : sendmsg(stream->fd, &message, MSG_NOSIGNAL);
}

// The client sees a connection reset instead of an end.
void stream_reset(Stream *stream) {
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(stream->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}
