"""Copies from one endpoint to another."""
from harness.checks import target_complete
from harness.contenders import (MIB, RCLONE_LARGE, RCLONE_SMALL, bare_pipe, crossdock_copy, rclone_copy)
from harness.model import CONTROL, Contender, Goal, Point, Row, median_of, ratio_of

PIPE_SMALL = ("--pairs", "32")
PIPE_LARGE = ("--part-size", str(16 * MIB), "--pairs", "4", "--buffer", str(MIB))
WORKERS, DELAY_MILLIS, RESET_PERMILLE = 32, 100, 10


def small_point(objects=10_000, tls=False, seconds=6):
    contenders = [*bare_pipe(*PIPE_SMALL), crossdock_copy(), rclone_copy(*RCLONE_SMALL)]
    return Point(f"{objects:,} x 4 KiB", objects, 4096, contenders, seconds, target_complete, tls=tls)


def large_point(digest="crc32c", tls=False, seconds=14):
    contenders = [*bare_pipe(*PIPE_LARGE), crossdock_copy(), rclone_copy(*RCLONE_LARGE)]
    return Point("1 x 2 GiB", 1, 2 << 30, contenders, seconds, target_complete,
                 source_options=("--digest", digest), tls=tls)


def large_goals():
    return [Goal("crossdock at most 1.5x the CPU of the bare pipe", ratio_of("crossdock", CONTROL), 1.5),
            Goal("rclone at least 5x the CPU of crossdock", ratio_of("rclone", "crossdock"), 5, at_most=False)]


SMALL = Row(
    "small", "10,000 x 4 KiB, S3 to S3 across endpoints, cold process", [small_point()],
    [Goal("crossdock at most 8x the CPU of the bare pipe", ratio_of("crossdock", CONTROL), 8),
     Goal("rclone at least 6x the CPU of crossdock", ratio_of("rclone", "crossdock"), 6, at_most=False),
     Goal("rclone at least 3x the time of crossdock", ratio_of("rclone", "crossdock", "wallSeconds"), 3,
          at_most=False)])

LARGE = [
    Row("large", "one 2 GiB object, S3 to S3 across endpoints, cold process; the source shows a CRC32C",
        [large_point()], large_goals()),
    Row("large-crc64nvme", "one 2 GiB object, S3 to S3, cold process; the source shows a CRC64NVME",
        [large_point("crc64nvme")], large_goals(),
        ["A CRC64NVME has no instruction of its own in Java; crossdock computes it because the source shows nothing "
         "else, rclone computes none."]),
    Row("large-no-digest", "one 2 GiB object, S3 to S3, cold process; the source shows no digest",
        [large_point("none")], large_goals()),
]

WARM_OBJECTS = 200_000
WARM = Row(
    "warm", f"{WARM_OBJECTS:,} x 4 KiB, S3 to S3 in one process, second half only",
    [Point(f"{WARM_OBJECTS:,} x 4 KiB", WARM_OBJECTS, 4096, [*bare_pipe(*PIPE_SMALL), crossdock_copy()], 35,
           target_complete, half=True, signatures="never")],
    [Goal("crossdock, second half: at most 2.5x the CPU of the bare pipe, second half",
          ratio_of("crossdock", CONTROL, "warmCpuMicrosPerObject"), 2.5)],
    ["Warm is what the process costs from the moment the target server holds half of the objects, to its end: user + "
     "system time of `/proc/PID/stat` then, taken from the whole of `wait4`, by the objects that were left. The server "
     "is asked every 50 ms. The control is cut the same way. What the end of a process costs is in it."],
    {"warmCpuMicrosPerObject": "warm: CPU us per object", "warmWallSeconds": "warm: wall s",
     "warmObjects": "warm: objects"})

TLS = [
    Row("tls-small", "10,000 x 4 KiB, S3 to S3 over TLS, cold process", [small_point(tls=True, seconds=8)],
        [Goal("rclone at least 2x the CPU of crossdock", ratio_of("rclone", "crossdock"), 2, at_most=False)],
        ["TLS 1.3 with TLS_AES_128_GCM_SHA256 for everybody, by the servers themselves; one certificate (P-256) that "
         "all are told to trust. The control goes without TLS."]),
    Row("tls-large", "one 2 GiB object, S3 to S3 over TLS, cold process", [large_point(tls=True, seconds=22)],
        [Goal("rclone at least 2x the CPU of crossdock", ratio_of("rclone", "crossdock"), 2, at_most=False)],
        ["TLS 1.3 with TLS_AES_128_GCM_SHA256 for everybody, by the servers themselves; one certificate (P-256) that "
         "all are told to trust. The control goes without TLS."]),
]


def throughput(stage):
    """Objects a second between the first and the last that the target stored, and that by what is possible."""
    stats = stage.servers.target.stats()
    seconds = (stats["lastWriteMicros"] - stats["firstWriteMicros"]) / 1e6
    rate = (stage.point.objects - 1) / seconds
    possible = WORKERS / (2 * DELAY_MILLIS / 1000)
    return {"objectsPerSecond": round(rate, 2), "ofPossible": round(rate / possible, 4)}


def timed(contender):
    return Contender(contender.name, contender.command, contender.program, contender.signs, contender.check,
                     after=throughput)


LATENCY_OBJECTS = 2_400
LATENCY_OPTIONS = ("--delay", str(DELAY_MILLIS), "--reset-permille", str(RESET_PERMILLE))
LATENCY = Row(
    "latency", f"{LATENCY_OBJECTS:,} x 4 KiB, S3 to S3, every answer 100 ms late and 1 % of the connections reset",
    [Point("2,400 x 4 KiB", LATENCY_OBJECTS, 4096,
           [timed(c) for c in (*bare_pipe("--pairs", str(WORKERS), "--retry"), crossdock_copy(),
                               rclone_copy("--transfers", str(WORKERS), "--checkers", str(WORKERS),
                                           "--s3-no-head-object"))], 75,
           target_complete, source_options=LATENCY_OPTIONS, target_options=LATENCY_OPTIONS, signatures="never")],
    [Goal("crossdock at least 0.9 of workers / round trips", median_of("crossdock", "ofPossible"), 0.9,
          at_most=False)],
    [f"Possible are {WORKERS} workers / (2 round trips x {DELAY_MILLIS} ms) = "
     f"{WORKERS * 1000 // (2 * DELAY_MILLIS)} objects a second: one GET and one PUT each. The rate is taken between "
     "the first and the last object that the target stored, so neither start nor listing is in it. Of the "
     "resets every second one comes after the server has done what was asked: the answer is lost, not the work. "
     "Opening a connection costs no delay here; a real network has it."],
    {"objectsPerSecond": "objects a second", "ofPossible": "of what is possible"}, least_pairs=2)

ROWS = [SMALL, *LARGE, WARM, *TLS, LATENCY]
