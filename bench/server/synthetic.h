// The source bucket: objects that exist only as a rule. Key and content follow from the index, so that ten
// million of them cost no memory, and their CRC32C is known without having been told.
#ifndef BENCH_SYNTHETIC_H
#define BENCH_SYNTHETIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEY_BYTES_MAX = 1024, BLOCK_BYTES = 1 << 20 };

typedef struct {
    int64_t objects, size;
    int64_t keys_per_folder;
    int fields;  // 1: index; 2: folder number, then index
    int width[2];
    char literal[3][256];
} Synthetic;

// Reads a format such as d%03d/k%07d.bin (one or two %0Nd; %% is a percent sign); answers an error or NULL.
const char *synthetic_init(Synthetic *source, int64_t objects, int64_t size, const char *key_format);

// Writes the key of an object, zero-terminated; answers its length.
size_t synthetic_key(const Synthetic *source, int64_t index, char out[KEY_BYTES_MAX + 1]);

// The index of a key, or -1.
int64_t synthetic_index(const Synthetic *source, const char *key, size_t length);

// The index of the first key that is >= this one (after: > this one); the number of objects when none is.
int64_t synthetic_lower_bound(const Synthetic *source, const char *key, size_t length, bool after);

uint32_t synthetic_crc32c(const Synthetic *source, int64_t index);

uint64_t synthetic_crc64nvme(const Synthetic *source, int64_t index);

// The content of an object from an offset on; answers how many contiguous bytes follow, at most `wanted`.
size_t synthetic_content(int64_t index, int64_t offset, int64_t wanted, const uint8_t **bytes);

// Unsigned byte order; negative, zero or positive.
int key_compare(const char *a, size_t a_length, const char *b, size_t b_length);

#endif
