#include "synthetic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crc32c.h"
#include "crc64nvme.h"

enum { CRC_CACHE = 1 << 16 };

// The block twice in a row: any BLOCK_BYTES of the repeated content are contiguous.
static uint8_t block[2 * BLOCK_BYTES];

static struct {
    int64_t index_plus_1;
    uint32_t crc;
} crc_cache[CRC_CACHE];

static struct {
    int64_t index_plus_1;
    uint64_t crc;
} crc64_cache[CRC_CACHE];

static void fill_block(void) {
    uint64_t state = 0x243f6a8885a308d3u;
    for (size_t at = 0; at < BLOCK_BYTES; at += 8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        memcpy(block + at, &state, 8);
    }
    memcpy(block + BLOCK_BYTES, block, BLOCK_BYTES);
}

static const char *parse_format(Synthetic *source, const char *at) {
    size_t length = 0;
    source->fields = 0;
    for (; *at != 0; at++) {
        if (length >= sizeof source->literal[0] - 1) return "key format too long";
        if (*at != '%' || at[1] == '%') {
            source->literal[source->fields][length++] = *at;
            at += *at == '%';
            continue;
        }
        char *end;
        long width = strtol(at + 1, &end, 10);
        if (at[1] != '0' || *end != 'd' || width < 1 || width > 18) return "key format knows only %0Nd and %%";
        if (source->fields == 2) return "key format has more than two numbers";
        source->width[source->fields++] = (int)width;
        length = 0;
        at = end;
    }
    return source->fields == 0 ? "key format has no number" : NULL;
}

const char *synthetic_init(Synthetic *source, int64_t objects, int64_t size, const char *key_format) {
    char first[KEY_BYTES_MAX + 1], last[KEY_BYTES_MAX + 1];
    memset(source, 0, sizeof *source);
    const char *error = parse_format(source, key_format);
    if (error != NULL) return error;
    source->objects = objects;
    source->size = size;
    source->keys_per_folder = objects <= 1000000 ? 1000 : (objects + 999) / 1000;
    fill_block();
    // Keys of one length are in byte order because their numbers are.
    if (objects > 0 && synthetic_key(source, 0, first) != synthetic_key(source, objects - 1, last))
        return "key format has too few digits for that many objects";
    return NULL;
}

size_t synthetic_key(const Synthetic *source, int64_t index, char out[KEY_BYTES_MAX + 1]) {
    int64_t number[2] = {index, index};
    if (source->fields == 2) number[0] = index / source->keys_per_folder;
    char *at = stpcpy(out, source->literal[0]);
    for (int field = 0; field < source->fields; field++) {
        char digits[24];
        int count = 0;
        int64_t rest = number[field];
        do digits[count++] = (char)('0' + rest % 10);
        while ((rest /= 10) > 0 || count < source->width[field]);
        while (count > 0) *at++ = digits[--count];
        at = stpcpy(at, source->literal[field + 1]);
    }
    return (size_t)(at - out);
}

int64_t synthetic_index(const Synthetic *source, const char *key, size_t length) {
    char expected[KEY_BYTES_MAX + 1];
    size_t after = strlen(source->literal[source->fields]);
    int64_t index = 0;
    if (length < after + (size_t)source->width[source->fields - 1]) return -1;
    for (size_t at = length - after - (size_t)source->width[source->fields - 1]; at < length - after; at++) {
        if (key[at] < '0' || key[at] > '9') return -1;
        index = index * 10 + (key[at] - '0');
    }
    if (index >= source->objects) return -1;
    return synthetic_key(source, index, expected) == length && memcmp(expected, key, length) == 0 ? index : -1;
}

int64_t synthetic_lower_bound(const Synthetic *source, const char *key, size_t length, bool after) {
    char probe[KEY_BYTES_MAX + 1];
    int64_t low = 0, high = source->objects;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int order = key_compare(probe, synthetic_key(source, middle, probe), key, length);
        if (order < 0 || (after && order == 0)) low = middle + 1;
        else high = middle;
    }
    return low;
}

// Each object starts at another place of the block (an odd factor maps 2^20 indexes to 2^20 places).
static size_t start_of(int64_t index) { return (size_t)((uint64_t)index * 0x9e3779b1u) & (BLOCK_BYTES - 1); }

static uint32_t computed_crc(const Synthetic *source, int64_t index) {
    const uint8_t *at = block + start_of(index);
    uint64_t full = (uint64_t)source->size / BLOCK_BYTES, rest = (uint64_t)source->size % BLOCK_BYTES;
    uint32_t tail = crc32c(0, at, rest);
    if (full == 0) return tail;
    return crc32c_combine(crc32c_repeat(crc32c(0, at, BLOCK_BYTES), BLOCK_BYTES, full), tail, rest);
}

uint32_t synthetic_crc32c(const Synthetic *source, int64_t index) {
    size_t slot = (size_t)index % CRC_CACHE;
    if (crc_cache[slot].index_plus_1 != index + 1) {
        crc_cache[slot].crc = computed_crc(source, index);
        crc_cache[slot].index_plus_1 = index + 1;
    }
    return crc_cache[slot].crc;
}

static uint64_t computed_crc64(const Synthetic *source, int64_t index) {
    const uint8_t *at = block + start_of(index);
    uint64_t full = (uint64_t)source->size / BLOCK_BYTES, rest = (uint64_t)source->size % BLOCK_BYTES;
    uint64_t tail = crc64nvme(0, at, rest);
    if (full == 0) return tail;
    return crc64nvme_combine(crc64nvme_repeat(crc64nvme(0, at, BLOCK_BYTES), BLOCK_BYTES, full), tail, rest);
}

uint64_t synthetic_crc64nvme(const Synthetic *source, int64_t index) {
    size_t slot = (size_t)index % CRC_CACHE;
    if (crc64_cache[slot].index_plus_1 != index + 1) {
        crc64_cache[slot].crc = computed_crc64(source, index);
        crc64_cache[slot].index_plus_1 = index + 1;
    }
    return crc64_cache[slot].crc;
}

size_t synthetic_content(int64_t index, int64_t offset, int64_t wanted, const uint8_t **bytes) {
    *bytes = block + ((start_of(index) + (uint64_t)offset) & (BLOCK_BYTES - 1));
    return wanted < BLOCK_BYTES ? (size_t)wanted : BLOCK_BYTES;
}

int key_compare(const char *a, size_t a_length, const char *b, size_t b_length) {
    int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
    if (order != 0) return order;
    return a_length < b_length ? -1 : a_length > b_length;
}
