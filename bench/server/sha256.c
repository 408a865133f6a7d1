#include "sha256.h"

#include <string.h>

#ifdef WITH_TLS
#define OPENSSL_SUPPRESS_DEPRECATED  // the call for a single block is old, but knows the processor's instructions
#include <openssl/sha.h>

static void compress(uint32_t state[8], const uint8_t *block) {
    SHA256_CTX context;
    memcpy(context.h, state, sizeof context.h);
    SHA256_Transform(&context, block);
    memcpy(state, context.h, sizeof context.h);
}
#else
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t rotated(uint32_t value, int by) { return (value >> by) | (value << (32 - by)); }

static void compress(uint32_t state[8], const uint8_t *block) {
    uint32_t w[64], v[8];
    for (int n = 0; n < 16; n++) {
        uint32_t word;
        memcpy(&word, block + 4 * n, 4);
        w[n] = __builtin_bswap32(word);
    }
    for (int n = 16; n < 64; n++) {
        uint32_t low = rotated(w[n - 15], 7) ^ rotated(w[n - 15], 18) ^ (w[n - 15] >> 3);
        uint32_t high = rotated(w[n - 2], 17) ^ rotated(w[n - 2], 19) ^ (w[n - 2] >> 10);
        w[n] = w[n - 16] + low + w[n - 7] + high;
    }
    memcpy(v, state, sizeof v);
    for (int n = 0; n < 64; n++) {
        uint32_t sum1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t t1 = v[7] + sum1 + choice + constants[n] + w[n];
        uint32_t sum0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
        uint32_t t2 = sum0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int n = 0; n < 8; n++) state[n] += v[n];
}
#endif

void sha256_start(Sha256 *hash) {
    static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(hash->state, initial, sizeof initial);
    hash->length = 0;
}

void sha256_add(Sha256 *hash, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    size_t filled = hash->length % 64;
    hash->length += length;
    if (filled > 0) {
        size_t take = length < 64 - filled ? length : 64 - filled;
        memcpy(hash->block + filled, at, take);
        if (filled + take < 64) return;
        compress(hash->state, hash->block);
        at += take;
        length -= take;
    }
    for (; length >= 64; at += 64, length -= 64) compress(hash->state, at);
    memcpy(hash->block, at, length);
}

void sha256_end(Sha256 *hash, uint8_t digest[32]) {
    static const uint8_t padding[64] = {0x80};
    uint64_t bits = __builtin_bswap64(hash->length * 8);
    sha256_add(hash, padding, 1 + (119 - hash->length % 64) % 64);
    sha256_add(hash, &bits, 8);
    for (int n = 0; n < 8; n++) {
        uint32_t word = __builtin_bswap32(hash->state[n]);
        memcpy(digest + 4 * n, &word, 4);
    }
}

void hex_of(const uint8_t digest[32], char out[65]) {
    static const char digits[] = "0123456789abcdef";
    for (int n = 0; n < 32; n++) {
        out[2 * n] = digits[digest[n] >> 4];
        out[2 * n + 1] = digits[digest[n] & 15];
    }
    out[64] = 0;
}

void sha256_end_hex(Sha256 *hash, char out[65]) {
    uint8_t digest[32];
    sha256_end(hash, digest);
    hex_of(digest, out);
}

void hmac_sha256(const void *key, size_t key_length, const void *bytes, size_t length, uint8_t mac[32]) {
    uint8_t inner[64] = {0}, outer[64];
    Sha256 hash;
    if (key_length > 64) {
        sha256_start(&hash);
        sha256_add(&hash, key, key_length);
        sha256_end(&hash, inner);
    } else {
        memcpy(inner, key, key_length);
    }
    for (int n = 0; n < 64; n++) {
        outer[n] = inner[n] ^ 0x5c;
        inner[n] ^= 0x36;
    }
    sha256_start(&hash);
    sha256_add(&hash, inner, 64);
    sha256_add(&hash, bytes, length);
    sha256_end(&hash, mac);
    sha256_start(&hash);
    sha256_add(&hash, outer, 64);
    sha256_add(&hash, mac, 32);
    sha256_end(&hash, mac);
}
