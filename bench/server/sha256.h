// SHA-256 and HMAC-SHA-256, plain C: only the signature check needs them, and it is the slow mode.
#ifndef BENCH_SHA256_H
#define BENCH_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
} Sha256;

void sha256_start(Sha256 *hash);
void sha256_add(Sha256 *hash, const void *bytes, size_t length);
void sha256_end(Sha256 *hash, uint8_t digest[32]);
void sha256_end_hex(Sha256 *hash, char out[65]);

void hmac_sha256(const void *key, size_t key_length, const void *bytes, size_t length, uint8_t mac[32]);
void hex_of(const uint8_t digest[32], char out[65]);

#endif
