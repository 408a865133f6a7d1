// What the command line and the environment say.
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"

static void usage(const char *problem) {
    fprintf(stderr,
            "bench-s3: %s\nusage: bench-s3 [--port N] [--objects N] [--size BYTES] [--key-format d%%03d/k%%07d.bin]\n"
            "                [--digest crc32c|crc64nvme|none] [--target-holds-source] [--verify] [--verify-signature]\n"
            "                [--allow-anonymous] [--delay MS] [--page-delay MS] [--reset-permille N] [--certificate PEM --private-key PEM]\n",
            problem);
    exit(2);
}

static Digest digest_of(const char *name) {
    if (strcmp(name, "crc32c") == 0) return CRC32C;
    if (strcmp(name, "crc64nvme") == 0) return CRC64NVME;
    if (strcmp(name, "none") != 0) usage("unknown digest");
    return NO_DIGEST;
}

int settings_parse(int count, char **values) {
    static const struct option options[] = {
        {"port", 1, 0, 'p'},           {"objects", 1, 0, 'n'},     {"size", 1, 0, 's'},
        {"key-format", 1, 0, 'k'},     {"verify", 0, 0, 'v'},      {"verify-signature", 0, 0, 'g'},
        {"digest", 1, 0, 'd'},         {"delay", 1, 0, 'l'},       {"page-delay", 1, 0, 'P'},
        {"reset-permille", 1, 0, 'r'}, {"certificate", 1, 0, 'c'}, {"private-key", 1, 0, 'K'},
        {"target-holds-source", 0, 0, 'h'}, {"allow-anonymous", 0, 0, 'a'}, {0, 0, 0, 0}};
    const char *key_format = "d%03d/k%07d.bin";
    int64_t objects = 0, size = 4096;
    const char *certificate = NULL, *private_key = NULL;
    int port = 0, option;
    while ((option = getopt_long(count, values, "", options, NULL)) != -1) {
        if (option == 'p') port = atoi(optarg);
        else if (option == 'n') objects = slice_number(slice_of(optarg));
        else if (option == 's') size = slice_number(slice_of(optarg));
        else if (option == 'k') key_format = optarg;
        else if (option == 'v') settings.verify = true;
        else if (option == 'g') settings.verify_signature = true;
        else if (option == 'd') settings.source_digest = digest_of(optarg);
        else if (option == 'a') settings.allow_anonymous = true;
        else if (option == 'h') settings.target_holds_source = true;
        else if (option == 'l') settings.delay_millis = atoi(optarg);
        else if (option == 'P') settings.page_delay_millis = atoi(optarg);
        else if (option == 'r') settings.reset_permille = atoi(optarg);
        else if (option == 'c') certificate = optarg;
        else if (option == 'K') private_key = optarg;
        else usage("unknown option");
    }
    if (optind != count || objects < 0 || size < 0 || port < 0) usage("bad value");
    const char *problem = synthetic_init(&settings.source, objects, size, key_format);
    if (problem != NULL) usage(problem);
    settings.access_key_id = getenv("BENCH_ACCESS_KEY_ID");
    settings.secret_access_key = getenv("BENCH_SECRET_ACCESS_KEY");
    if (settings.verify_signature && (settings.access_key_id == NULL || settings.secret_access_key == NULL))
        usage("--verify-signature needs BENCH_ACCESS_KEY_ID and BENCH_SECRET_ACCESS_KEY in the environment");
    if ((certificate == NULL) != (private_key == NULL)) usage("--certificate goes with --private-key");
    settings.tls = certificate != NULL;
    problem = settings.tls ? stream_init(certificate, private_key) : NULL;
    if (problem != NULL) usage(problem);
    return port;
}

