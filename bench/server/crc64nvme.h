// CRC-64/NVME (reflected polynomial 0x9a6c9329ac4bc9b5, all ones before and after), and how values of pieces combine.
#ifndef BENCH_CRC64NVME_H
#define BENCH_CRC64NVME_H

#include <stddef.h>
#include <stdint.h>

void crc64nvme_init(void);
uint64_t crc64nvme(uint64_t crc, const void *bytes, size_t length);  // of bytes that follow those of `crc`; 0 at first

// Of a followed by b.
uint64_t crc64nvme_combine(uint64_t a, uint64_t b, uint64_t length_of_b);

// Of a piece of this length, repeated.
uint64_t crc64nvme_repeat(uint64_t piece, uint64_t length, uint64_t times);

void crc64nvme_base64(uint64_t crc, char out[13]);  // big-endian, as the header has it

#endif
