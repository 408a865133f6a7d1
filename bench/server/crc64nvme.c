#include "crc64nvme.h"

#include <string.h>

// Polynomials over GF(2) are kept bit-reflected: the highest bit is the coefficient of x^0.
#define POLYNOMIAL 0x9a6c9329ac4bc9b5u
#define X_TO_0 0x8000000000000000u

enum { SLICES = 8 };

static uint64_t tables[SLICES][256];
static uint64_t powers[64];  // x^(8 * 2^n)

static uint64_t multiply(uint64_t a, uint64_t b) {
    uint64_t product = 0;
    for (uint64_t bit = X_TO_0; bit != 0; bit >>= 1) {
        if (a & bit) product ^= b;
        b = (b & 1) ? (b >> 1) ^ POLYNOMIAL : b >> 1;
    }
    return product;
}

static uint64_t power_of_bytes(uint64_t bytes) {
    uint64_t result = X_TO_0;
    for (int n = 0; bytes != 0; n++, bytes >>= 1)
        if (bytes & 1) result = multiply(powers[n], result);
    return result;
}

void crc64nvme_init(void) {
    powers[0] = X_TO_0 >> 8;
    for (int n = 1; n < 64; n++) powers[n] = multiply(powers[n - 1], powers[n - 1]);
    for (uint64_t value = 0; value < 256; value++) {
        uint64_t crc = value;
        for (int bit = 0; bit < 8; bit++) crc = (crc & 1) ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
        tables[0][value] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++)
        for (int value = 0; value < 256; value++)
            tables[slice][value] = tables[0][tables[slice - 1][value] & 0xff] ^ (tables[slice - 1][value] >> 8);
}

uint64_t crc64nvme(uint64_t crc, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    crc = ~crc;
    for (; length >= SLICES; at += SLICES, length -= SLICES) {
        uint64_t word, next = 0;
        memcpy(&word, at, sizeof word);
        word ^= crc;
        for (int slice = 0; slice < SLICES; slice++) next ^= tables[SLICES - 1 - slice][(word >> (8 * slice)) & 0xff];
        crc = next;
    }
    for (; length > 0; at++, length--) crc = tables[0][(crc ^ *at) & 0xff] ^ (crc >> 8);
    return ~crc;
}

uint64_t crc64nvme_combine(uint64_t a, uint64_t b, uint64_t length_of_b) {
    return multiply(power_of_bytes(length_of_b), a) ^ b;
}

uint64_t crc64nvme_repeat(uint64_t piece, uint64_t length, uint64_t times) {
    uint64_t result = 0;
    for (; times != 0; times >>= 1) {
        if (times & 1) result = crc64nvme_combine(result, piece, length);
        piece = crc64nvme_combine(piece, piece, length);
        length *= 2;
    }
    return result;
}

void crc64nvme_base64(uint64_t crc, char out[13]) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int n = 0; n < 10; n++) out[n] = digits[(crc >> (58 - 6 * n)) & 63];
    out[10] = digits[(crc << 2) & 63];
    memcpy(out + 11, "=", 2);
}
