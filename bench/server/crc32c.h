// CRC32C (Castagnoli), by the processor's instruction where there is one.
#ifndef BENCH_CRC32C_H
#define BENCH_CRC32C_H

#include <stddef.h>
#include <stdint.h>

// Prepares the tables; once, before anything else here.
void crc32c_init(void);

// The CRC32C of what `crc` covers followed by these bytes; 0 covers nothing.
uint32_t crc32c(uint32_t crc, const void *bytes, size_t length);

// The CRC32C of A followed by B, from those of A and B.
uint32_t crc32c_combine(uint32_t a, uint32_t b, uint64_t length_of_b);

// The CRC32C of `times` copies of a piece, one after another.
uint32_t crc32c_repeat(uint32_t piece, uint64_t length, uint64_t times);

// Base64 of the big-endian value, as x-amz-checksum-crc32c carries it; 8 characters and a zero.
void crc32c_base64(uint32_t crc, char out[9]);

#endif
