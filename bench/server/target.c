// The target bucket: facts of what was written, in a hash table; put into key order only when it is listed.
#include <stdlib.h>
#include <string.h>

#include "server.h"

TargetSums target_sums;

static Stored **slots;  // open addressing, never more than half full
static size_t slot_count;
static Stored **ordered;
static int64_t ordered_count;
static bool in_order;
static Upload *uploads;
static uint64_t next_upload = 0x5eed000000000001u;

static uint64_t hash_of(Slice key) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t n = 0; n < key.length; n++) hash = (hash ^ (unsigned char)key.at[n]) * 0x100000001b3u;
    return hash ^ (hash >> 29);
}

static size_t slot_of(Slice key) {
    size_t slot = hash_of(key) & (slot_count - 1);
    while (slots[slot] != NULL && (slots[slot]->key.length != key.length ||
                                   memcmp(slots[slot]->key.at, key.at, key.length) != 0))
        slot = (slot + 1) & (slot_count - 1);
    return slot;
}

static void grow(void) {
    Stored **old = slots;
    size_t old_count = slot_count;
    slot_count = old_count == 0 ? 1 << 14 : old_count * 2;
    slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL) abort();
    for (size_t n = 0; n < old_count; n++)
        if (old[n] != NULL) slots[slot_of(old[n]->key)] = old[n];
    free(old);
}

Stored *target_find(Slice key) { return slot_count == 0 ? NULL : slots[slot_of(key)]; }

static void count(const Stored *stored, int64_t sign) {
    if (sign > 0) {
        counters.last_write_micros = now_micros();
        if (counters.first_write_micros == 0) counters.first_write_micros = counters.last_write_micros;
    }
    target_sums.objects += sign;
    target_sums.bytes += sign * stored->size;
    if (!stored->verified) return;
    target_sums.verified_objects += sign;
    target_sums.verified_bytes += sign * stored->size;
}

void target_put(Slice key, Stored facts) {
    if ((size_t)target_sums.objects * 2 >= slot_count) grow();
    Stored **slot = &slots[slot_of(key)];
    if (*slot == NULL) {
        char *copy = malloc(sizeof **slot + key.length);
        if (copy == NULL) abort();
        memcpy(copy + sizeof **slot, key.at, key.length);
        *slot = (Stored *)copy;
        facts.key = (Slice){copy + sizeof **slot, key.length};
        in_order = false;
    } else {
        count(*slot, -1);
        facts.key = (*slot)->key;
    }
    **slot = facts;
    count(*slot, 1);
}

void target_remove(Slice key) {
    if (slot_count == 0) return;
    size_t hole = slot_of(key);
    if (slots[hole] == NULL) return;
    count(slots[hole], -1);
    free(slots[hole]);
    slots[hole] = NULL;
    in_order = false;
    // Whatever follows without a gap may have been displaced past the hole.
    for (size_t next = (hole + 1) & (slot_count - 1); slots[next] != NULL; next = (next + 1) & (slot_count - 1)) {
        Stored *moved = slots[next];
        slots[next] = NULL;
        slots[slot_of(moved->key)] = moved;
    }
}

static int by_key(const void *a, const void *b) {
    const Stored *left = *(Stored *const *)a, *right = *(Stored *const *)b;
    return key_compare(left->key.at, left->key.length, right->key.at, right->key.length);
}

static void order(void) {
    if (in_order) return;
    ordered_count = 0;
    ordered = realloc(ordered, ((size_t)target_sums.objects + 1) * sizeof *ordered);
    if (ordered == NULL) abort();
    for (size_t n = 0; n < slot_count; n++)
        if (slots[n] != NULL) ordered[ordered_count++] = slots[n];
    qsort(ordered, (size_t)ordered_count, sizeof *ordered, by_key);
    in_order = true;
}

int64_t target_lower_bound(Slice key, bool after) {
    order();
    int64_t low = 0, high = ordered_count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int comparison = key_compare(ordered[middle]->key.at, ordered[middle]->key.length, key.at, key.length);
        if (comparison < 0 || (after && comparison == 0)) low = middle + 1;
        else high = middle;
    }
    return low;
}

const Stored *target_at(int64_t index) { return index < ordered_count ? ordered[index] : NULL; }

Upload *upload_create(Slice key, Digest digest, bool composite) {
    Upload *upload = calloc(1, sizeof *upload);
    if (upload == NULL || (upload->key = malloc(key.length + 1)) == NULL) abort();
    memcpy(upload->key, key.at, key.length);
    upload->key_length = key.length;
    upload->digest = digest;
    upload->composite = composite;
    upload->id = next_upload++;
    upload->next = uploads;
    uploads = upload;
    target_sums.uploads++;
    return upload;
}

Upload *upload_find(Slice id, Slice key) {
    char text[17] = {0};
    if (id.length != 16) return NULL;
    memcpy(text, id.at, 16);
    uint64_t wanted = strtoull(text, NULL, 16);
    for (Upload *upload = uploads; upload != NULL; upload = upload->next)
        if (upload->id == wanted && upload->key_length == key.length && memcmp(upload->key, key.at, key.length) == 0)
            return upload;
    return NULL;
}

Part *upload_part(Upload *upload, int number) {
    if (number >= upload->capacity) {
        int capacity = number + 64;
        upload->parts = realloc(upload->parts, (size_t)capacity * sizeof(Part));
        if (upload->parts == NULL) abort();
        memset(upload->parts + upload->capacity, 0, (size_t)(capacity - upload->capacity) * sizeof(Part));
        upload->capacity = capacity;
    }
    return &upload->parts[number];
}

void upload_remove(Upload *upload) {
    for (Upload **link = &uploads; *link != NULL; link = &(*link)->next) {
        if (*link != upload) continue;
        *link = upload->next;
        break;
    }
    free(upload->parts);
    free(upload->key);
    free(upload);
    target_sums.uploads--;
}

void target_reset(void) {
    while (uploads != NULL) upload_remove(uploads);
    for (size_t n = 0; n < slot_count; n++) free(slots[n]);
    if (slot_count > 0) memset(slots, 0, slot_count * sizeof *slots);
    memset(&target_sums, 0, sizeof target_sums);
    in_order = false;
}
