#include "crc32c.h"

#include <string.h>

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#define STEP8(crc, value) ((uint32_t)_mm_crc32_u64((crc), (value)))
#define STEP1(crc, value) _mm_crc32_u8((crc), (value))
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#define STEP8(crc, value) __crc32cd((crc), (value))
#define STEP1(crc, value) __crc32cb((crc), (value))
#else
#define STEP1(crc, value) (((crc) >> 8) ^ bytewise[((crc) ^ (value)) & 0xff])
#endif

// Polynomials over GF(2) are kept bit-reflected: the highest bit is the coefficient of x^0.
#define POLYNOMIAL 0x82f63b78u
#define X_TO_0 0x80000000u

// The instruction takes three cycles but a new one can start in each: three lanes keep it busy.
enum { LONG_LANE = 8192, SHORT_LANE = 256 };

static uint32_t powers[64];  // x^(8 * 2^n)
static uint32_t shift_long[4][256], shift_short[4][256];
#ifndef STEP8
static uint32_t bytewise[256];
#endif

static uint32_t multiply(uint32_t a, uint32_t b) {
    uint32_t product = 0;
    for (uint32_t bit = X_TO_0; bit != 0; bit >>= 1) {
        if (a & bit) product ^= b;
        b = (b & 1) ? (b >> 1) ^ POLYNOMIAL : b >> 1;
    }
    return product;
}

// x^(8 * bytes): multiplying by it appends that many zero bytes.
static uint32_t power_of_bytes(uint64_t bytes) {
    uint32_t result = X_TO_0;
    for (int n = 0; bytes != 0; n++, bytes >>= 1)
        if (bytes & 1) result = multiply(powers[n], result);
    return result;
}

static void fill_shift(uint32_t table[4][256], uint64_t bytes) {
    uint32_t factor = power_of_bytes(bytes);
    for (int lane = 0; lane < 4; lane++)
        for (uint32_t value = 0; value < 256; value++) table[lane][value] = multiply(factor, value << (8 * lane));
}

void crc32c_init(void) {
    powers[0] = X_TO_0 >> 8;
    for (int n = 1; n < 64; n++) powers[n] = multiply(powers[n - 1], powers[n - 1]);
    fill_shift(shift_long, LONG_LANE);
    fill_shift(shift_short, SHORT_LANE);
#ifndef STEP8
    for (uint32_t value = 0; value < 256; value++) bytewise[value] = multiply(value, X_TO_0 >> 8);
#endif
}

#ifdef STEP8
static uint32_t shifted(uint32_t table[4][256], uint32_t crc) {
    return table[0][crc & 0xff] ^ table[1][(crc >> 8) & 0xff] ^ table[2][(crc >> 16) & 0xff] ^ table[3][crc >> 24];
}

static inline uint64_t load8(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, 8);
    return value;
}

static inline uint32_t three_lanes(uint32_t crc, const uint8_t *at, size_t lane, uint32_t table[4][256]) {
    uint32_t second = 0, third = 0;
    for (const uint8_t *end = at + lane; at < end; at += 8) {
        crc = STEP8(crc, load8(at));
        second = STEP8(second, load8(at + lane));
        third = STEP8(third, load8(at + 2 * lane));
    }
    return shifted(table, shifted(table, crc) ^ second) ^ third;
}
#endif

uint32_t crc32c(uint32_t crc, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    crc = ~crc;
#ifdef STEP8
    for (; length >= 3 * LONG_LANE; at += 3 * LONG_LANE, length -= 3 * LONG_LANE)
        crc = three_lanes(crc, at, LONG_LANE, shift_long);
    for (; length >= 3 * SHORT_LANE; at += 3 * SHORT_LANE, length -= 3 * SHORT_LANE)
        crc = three_lanes(crc, at, SHORT_LANE, shift_short);
    for (; length >= 8; at += 8, length -= 8) crc = STEP8(crc, load8(at));
#endif
    for (; length > 0; at++, length--) crc = STEP1(crc, *at);
    return ~crc;
}

uint32_t crc32c_combine(uint32_t a, uint32_t b, uint64_t length_of_b) {
    return multiply(power_of_bytes(length_of_b), a) ^ b;
}

uint32_t crc32c_repeat(uint32_t piece, uint64_t length, uint64_t times) {
    uint32_t result = 0;
    for (; times != 0; times >>= 1) {
        if (times & 1) result = crc32c_combine(result, piece, length);
        piece = crc32c_combine(piece, piece, length);
        length *= 2;
    }
    return result;
}

void crc32c_base64(uint32_t crc, char out[9]) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint64_t bits = (uint64_t)crc << 16;
    for (int n = 0; n < 6; n++) out[n] = digits[(bits >> (42 - 6 * n)) & 63];
    memcpy(out + 6, "==", 3);
}
