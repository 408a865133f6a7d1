// The synthetic objects as files: writes them, checks that a directory holds exactly them, forces them to the disk. And
// as lines: checks that a listing on standard input has every key once, as the last word of a line.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../server/crc32c.h"
#include "../server/crc64nvme.h"
#include "../server/synthetic.h"

enum { THREADS = 32, PATH_BYTES = 4096, BUFFER_BYTES = 1 << 20 };

static Synthetic source;
static const char *directory;
static _Atomic int64_t next_index;
static int64_t files_seen;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "bench-tree: %s: %s\n", what, detail);
    exit(1);
}

static void path_of(int64_t index, char path[PATH_BYTES]) {
    char key[KEY_BYTES_MAX + 1];
    synthetic_key(&source, index, key);
    if (snprintf(path, PATH_BYTES, "%s/%s", directory, key) >= PATH_BYTES) fail("path too long", key);
}

static void make_folders(char *path) {
    if (mkdir(directory, 0755) != 0 && errno != EEXIST) fail(directory, strerror(errno));
    for (char *at = path + strlen(directory) + 1; (at = strchr(at, '/')) != NULL; at++) {
        *at = 0;
        if (mkdir(path, 0755) != 0 && errno != EEXIST) fail(path, strerror(errno));
        *at = '/';
    }
}

static void write_file(int64_t index) {
    char path[PATH_BYTES];
    path_of(index, path);
    make_folders(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) fail(path, strerror(errno));
    for (int64_t offset = 0; offset < source.size;) {
        const uint8_t *bytes;
        size_t length = synthetic_content(index, offset, source.size - offset, &bytes);
        ssize_t written = write(fd, bytes, length);
        if (written < 0) fail(path, strerror(errno));
        offset += written;
    }
    close(fd);
}

static void check_file(int64_t index) {
    static char buffer[BUFFER_BYTES];
    char path[PATH_BYTES];
    uint32_t crc = 0;
    int64_t size = 0;
    path_of(index, path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) fail(path, strerror(errno));
    for (ssize_t got; (got = read(fd, buffer, sizeof buffer)) != 0; size += got) {
        if (got < 0) fail(path, strerror(errno));
        crc = crc32c(crc, buffer, (size_t)got);
    }
    close(fd);
    if (size != source.size) fail(path, "wrong size");
    if (crc != synthetic_crc32c(&source, index)) fail(path, "wrong bytes");
}

static void count_files(const char *path) {
    DIR *folder = opendir(path);
    if (folder == NULL) fail(path, strerror(errno));
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char below[PATH_BYTES];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below)
            fail("path too long", entry->d_name);
        if (entry->d_type == DT_DIR) count_files(below);
        else files_seen++;
    }
    closedir(folder);
}

static void *force_files(void *unused) {
    char path[PATH_BYTES];
    for (int64_t index; (index = atomic_fetch_add(&next_index, 1)) < source.objects;) {
        path_of(index, path);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0 || fsync(fd) != 0) fail(path, strerror(errno));
        close(fd);
    }
    return unused;
}

// As many at a time as a copy has workers: one after the other would wait for the disk longer than any program does.
static void force(void) {
    pthread_t threads[THREADS];
    for (int n = 0; n < THREADS; n++)
        if (pthread_create(&threads[n], NULL, force_files, NULL) != 0) fail("thread", strerror(errno));
    for (int n = 0; n < THREADS; n++) pthread_join(threads[n], NULL);
}

static void check(void) {
    for (int64_t index = 0; index < source.objects; index++) check_file(index);
    count_files(directory);
    if (files_seen != source.objects) fail(directory, "holds other files, too");
}

static void check_keys(void) {
    char *line = NULL;
    size_t capacity = 0;
    int64_t lines = 0;
    uint8_t *seen = calloc((size_t)source.objects / 8 + 1, 1);
    if (seen == NULL) fail("memory", "keys");
    for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0; lines++) {
        if (line[length - 1] == '\n') line[--length] = 0;
        const char *space = strrchr(line, ' '), *key = space == NULL ? line : space + 1;
        int64_t index = synthetic_index(&source, key, strlen(key));
        if (index < 0) fail("no key of the source", line);
        if (seen[index / 8] & (1 << (index % 8))) fail("listed twice", line);
        seen[index / 8] |= (uint8_t)(1 << (index % 8));
    }
    if (lines != source.objects) fail("keys are missing", line == NULL ? "" : line);
}

int main(int count, char **values) {
    static const struct option options[] = {
        {"objects", 1, 0, 'n'}, {"size", 1, 0, 's'}, {"key-format", 1, 0, 'k'}, {0, 0, 0, 0}};
    const char *key_format = "d%03d/k%07d.bin";
    int64_t objects = 0, size = 4096;
    int option;
    while ((option = getopt_long(count, values, "", options, NULL)) != -1) {
        if (option == 'n') objects = atoll(optarg);
        else if (option == 's') size = atoll(optarg);
        else if (option == 'k') key_format = optarg;
        else exit(2);
    }
    if (optind + 2 != count)
        fail("usage", "bench-tree [--objects N] [--size BYTES] [--key-format F] write|check|force DIR, or keys -");
    crc32c_init();
    crc64nvme_init();
    directory = values[optind + 1];
    const char *problem = synthetic_init(&source, objects, size, key_format), *verb = values[optind];
    if (problem != NULL) fail("key format", problem);
    if (strcmp(verb, "check") == 0) check();
    else if (strcmp(verb, "force") == 0) force();
    else if (strcmp(verb, "keys") == 0) check_keys();
    else if (strcmp(verb, "write") != 0) fail("unknown verb", verb);
    else
        for (int64_t index = 0; index < objects; index++) write_file(index);
    return 0;
}
