"""What becomes of CPU and memory when there are more objects, or larger ones."""
import os

from harness.checks import both_listed, both_skipped, target_complete
from harness.contenders import bare_list, bare_pipe, crossdock_copy, crossdock_sync, rclone_sync
from harness.model import Goal, Point, Row, largest_of, point_ratio

COUNTS = (10_000, 100_000, 1_000_000, 10_000_000)
SECONDS = (3, 8, 60, 130)
TOTAL_BYTES = 512 << 20
SIZES = (4 << 10, 64 << 10, 1 << 20, 16 << 20, 512 << 20)
SIZE_SECONDS = (14, 4, 4, 4, 4)


def count_point(objects, seconds):
    def home(stage):
        return os.path.join(stage.scratch, "home")
    contenders = [*bare_list(both=True), crossdock_sync("crossdock", home, check=both_skipped)]
    if objects <= 1_000_000:
        contenders.append(rclone_sync(rounds_max=1))
    return Point(f"{objects:,} objects", objects, 16, contenders, seconds, both_listed,
                 key_format="d%04d/k%08d.bin", target_options=("--target-holds-source",), signatures="always",
                 seconds_later=seconds / 2,
                 rounds_max=99 if objects <= 100_000 else 2 if objects <= 1_000_000 else 1)


def size_point(size, seconds):
    objects = TOTAL_BYTES // size
    pipe = ("--part-size", str(16 << 20), "--pairs", "4", "--buffer", str(1 << 20)) if objects == 1 else ()
    return Point(f"{objects:,} x {size >> 10:,} KiB", objects, size, [*bare_pipe(*pipe), crossdock_copy()], seconds,
                 target_complete, key_format="d%04d/k%08d.bin", signatures="never")


MEMORY = Row(
    "memory", "sync of unchanged objects, 10,000 to 10,000,000 of them, S3 to S3, as launched",
    [count_point(objects, seconds) for objects, seconds in zip(COUNTS, SECONDS)],
    [Goal("crossdock at most 192 MiB resident, at any number of objects", largest_of("crossdock", "rssMiB"), 192,
          unit=" MiB"),
     Goal("flat: 10,000,000 objects at most 1.25x the memory of 10,000",
          point_ratio("crossdock", "rssMiB", len(COUNTS) - 1, 0), 1.25)],
    ["A first run without state: both sides are listed, compared, journaled and written down for the next run. The "
     "million takes at most two rounds and the ten million one, rclone one of each up to a million."], least_pairs=1)

GROWTH = Row(
    "growth", "512 MiB in objects of 4 KiB to 512 MiB, S3 to S3, cold process",
    [size_point(size, seconds) for size, seconds in zip(SIZES, SIZE_SECONDS)], least_pairs=1)

ROWS = [MEMORY, GROWTH]
