// ListObjectsV2 over either bucket: both can be addressed by position in key order.
#include <stdlib.h>
#include <string.h>

#include "server.h"

enum { PAGE_KEYS_MAX = 1000 };

typedef struct {
    bool source, encoded;
    Slice prefix, delimiter;
    int64_t wanted, count;
    char resumed[KEY_BYTES_MAX + 1];  // the name in the token that the client brought back
} Page;

// A token is k (key) or p (common prefix) and the last name handed out, in hex: any key stays legal in XML.
static void write_token(Text *token, char kind, Slice name) {
    static const char digits[] = "0123456789abcdef";
    token->length = 0;
    text_add(token, &kind, 1);
    for (size_t n = 0; n < name.length; n++) {
        unsigned char byte = (unsigned char)name.at[n];
        text_add(token, (char[]){digits[byte >> 4], digits[byte & 15]}, 2);
    }
}

static Slice read_token(Page *page, Slice token) {
    size_t length = 0;
    for (size_t n = 1; n + 1 < token.length && length < KEY_BYTES_MAX; n += 2) {
        char pair[3] = {token.at[n], token.at[n + 1], 0};
        page->resumed[length++] = (char)strtol(pair, NULL, 16);
    }
    return (Slice){page->resumed, length};
}

static int64_t lower_bound(const Page *page, Slice key, bool after) {
    return page->source ? synthetic_lower_bound(&settings.source, key.at, key.length, after)
                        : target_lower_bound(key, after);
}

static bool key_at(const Page *page, int64_t position, char buffer[KEY_BYTES_MAX + 1], Slice *key) {
    if (page->source) {
        if (position >= settings.source.objects) return false;
        *key = (Slice){buffer, synthetic_key(&settings.source, position, buffer)};
        return true;
    }
    const Stored *stored = target_at(position);
    if (stored != NULL) *key = stored->key;
    return stored != NULL;
}

static void add_name(Text *body, const Page *page, Slice name) {
    if (page->encoded) text_add_uri(body, name, true);
    else text_add_xml(body, name);
}

static const char *checksum_elements(const Stored *stored) {
    static const char *const elements[] = {
        [CRC32C] = "<ChecksumAlgorithm>CRC32C</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>",
        [CRC64NVME] = "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>",
        [NO_DIGEST] = ""};
    if (stored != NULL && stored->composite)
        return "<ChecksumAlgorithm>CRC32C</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType>";
    return elements[stored == NULL ? settings.source_digest : stored->digest];
}

static void add_entry(Text *body, const Page *page, int64_t position, Slice key) {
    char etag[ETAG_BYTES], modified[32];
    const Stored *stored = page->source ? NULL : target_at(position);
    if (stored == NULL) source_etag(etag, position);
    else memcpy(etag, stored->etag, sizeof etag);
    iso_date(modified, stored == NULL ? SOURCE_MODIFIED : stored->modified);
    text_add(body, "<Contents><Key>", 15);
    add_name(body, page, key);
    text_addf(body,
              "</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag>"
              "%s<Size>%lld</Size><StorageClass>STANDARD</StorageClass></Contents>",
              modified, etag, checksum_elements(stored),
              (long long)(stored == NULL ? settings.source.size : stored->size));
}

static bool starts_with(Slice key, Slice prefix) {
    return key.length >= prefix.length && memcmp(key.at, prefix.at, prefix.length) == 0;
}

// The key up to and with the first delimiter after the prefix, or nothing.
static Slice common_prefix(const Page *page, Slice key) {
    if (page->delimiter.length == 0) return (Slice){NULL, 0};
    const char *from = key.at + page->prefix.length;
    const char *found = memmem(from, key.length - page->prefix.length, page->delimiter.at, page->delimiter.length);
    if (found == NULL) return (Slice){NULL, 0};
    return (Slice){key.at, (size_t)(found - key.at) + page->delimiter.length};
}

// The first position after every key with this prefix: no key holds 0xff where UTF-8 is kept.
static int64_t past(const Page *page, Slice prefix) {
    char bound[KEY_BYTES_MAX + 8];
    memcpy(bound, prefix.at, prefix.length);
    memset(bound + prefix.length, 0xff, 8);
    return lower_bound(page, (Slice){bound, prefix.length + 8}, true);
}

static int64_t begin(Page *page, const Request *request) {
    Slice token = param_of(request, "continuation-token"), after = param_of(request, "start-after");
    int64_t position = lower_bound(page, page->prefix, false);
    int64_t resumed = 0;
    if (token.at != NULL && token.length > 1) {
        Slice last = read_token(page, token);
        resumed = token.at[0] == 'p' ? past(page, last) : lower_bound(page, last, true);
    } else if (after.at != NULL) {
        resumed = lower_bound(page, after, true);
    }
    return resumed > position ? resumed : position;
}

static bool fill(Page *page, Text *body, int64_t position, Text *token) {
    char buffer[KEY_BYTES_MAX + 1];
    Slice key;
    while (key_at(page, position, buffer, &key) && starts_with(key, page->prefix)) {
        if (page->count == page->wanted) return true;
        Slice folder = common_prefix(page, key);
        page->count++;
        if (folder.at == NULL) {
            add_entry(body, page, position++, key);
            if (page->count == page->wanted) write_token(token, 'k', key);
            continue;
        }
        text_add(body, "<CommonPrefixes><Prefix>", 24);
        add_name(body, page, folder);
        text_add(body, "</Prefix></CommonPrefixes>", 26);
        if (page->count == page->wanted) write_token(token, 'p', folder);
        position = past(page, folder);
    }
    return false;
}

static void add_element(Text *body, const Page *page, const char *name, Slice value) {
    if (value.at == NULL) return;
    text_addf(body, "<%s>", name);
    add_name(body, page, value);
    text_addf(body, "</%s>", name);
}

void handle_list(Reply *reply, const Request *request) {
    static Text token;
    Page page = {.source = shows_source(request->bucket),
                 .encoded = slice_is(param_of(request, "encoding-type"), "url"),
                 .prefix = param_of(request, "prefix"),
                 .delimiter = param_of(request, "delimiter"),
                 .wanted = PAGE_KEYS_MAX};
    int64_t asked = slice_number(param_of(request, "max-keys"));
    if (asked >= 0 && asked < PAGE_KEYS_MAX) page.wanted = asked;
    if (page.prefix.at == NULL) page.prefix = slice_of("");
    if (page.prefix.length > KEY_BYTES_MAX) return reply_code(reply, request, "InvalidArgument");
    Text *body = &reply->body;
    text_addf(body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>%.*s</Name>",
              (int)request->bucket.length, request->bucket.at);
    add_element(body, &page, "Prefix", page.prefix);
    add_element(body, &page, "Delimiter", page.delimiter);
    add_element(body, &page, "StartAfter", param_of(request, "start-after"));
    if (page.encoded) text_addf(body, "<EncodingType>url</EncodingType>");
    token.length = 0;
    bool truncated = page.wanted > 0 && fill(&page, body, begin(&page, request), &token);
    text_addf(body, "<MaxKeys>%lld</MaxKeys><KeyCount>%lld</KeyCount><IsTruncated>%s</IsTruncated>",
              (long long)page.wanted, (long long)page.count, truncated ? "true" : "false");
    if (truncated) {
        text_add(body, "<NextContinuationToken>", 23);
        text_add(body, token.at, token.length);
        text_add(body, "</NextContinuationToken>", 24);
    }
    text_addf(body, "</ListBucketResult>");
    reply_xml(reply);
}
