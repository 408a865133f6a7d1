"""Copies between a directory and an endpoint."""
import subprocess
import time

from harness.checks import target_complete, tree_command, tree_complete
from harness.contenders import (MIB, RCLONE_LARGE, RCLONE_SMALL, RCLONE_TO_DISK, bare_pipe, crossdock_copy, mc_copy,
                                rclone_copy, s5cmd_copy)
from harness.model import Goal, Point, Row, ratio_of

PIPE_SMALL = ("--pairs", "32")
PIPE_LARGE = ("--part-size", str(16 * MIB), "--pairs", "4", "--buffer", str(MIB))
PAYLOADS = ("What each of them hashed stands in the counts of requests below: `payloadHashed` (SHA-256 of the body in "
            "the signature), `payloadUnsigned`, `payloadChunked`, `withMd5`, `withChecksum`. crossdock has no switch "
            "that makes it hash the payload for the signature: the service checks the CRC32C that it sends in a signed "
            "header. `rclone` hashes the payload, `rclone-unsigned` hashes nothing at all.")


def forced(stage):
    """What it costs to force the files to the disk afterwards, which crossdock has done by the time it ends."""
    started = time.monotonic()
    subprocess.run(tree_command(stage.point, "force", stage.out), check=True)
    seconds = time.monotonic() - started
    return {"forceSeconds": round(seconds, 4)}


def with_force(name):
    """Within a round: the wall time of crossdock by that of a peer with its files forced afterwards."""
    def figure(result):
        pairs = zip(*(result["points"][0]["runs"].get(who, []) for who in ("crossdock", name)))
        values = sorted(mine["wallSeconds"] / (theirs["wallSeconds"] + theirs["forceSeconds"])
                        for mine, theirs in pairs)
        return values[len(values) // 2] if values else None
    return figure


def less(peer, times, field="cpuSeconds", what="CPU"):
    return Goal(f"{peer} at least {times}x the {what} of crossdock", ratio_of(peer, "crossdock", field), times,
                at_most=False)


UP_SMALL = Row(
    "local-to-s3-small", "10,000 x 4 KiB, directory to S3, cold process",
    [Point("10,000 x 4 KiB", 10_000, 4096,
           [*bare_pipe(*PIPE_SMALL), crossdock_copy(), s5cmd_copy(), rclone_copy(*RCLONE_SMALL),
            rclone_copy(*RCLONE_SMALL, "--s3-use-unsigned-payload", "true", name="rclone-unsigned"), mc_copy()], 22,
           target_complete, tree=True)],
    [less("s5cmd", 4), less("s5cmd", 3, "wallSeconds", "time"), less("rclone", 4)], [PAYLOADS])

DOWN_SMALL = Row(
    "s3-to-local-small", "10,000 x 4 KiB, S3 to directory, cold process",
    [Point("10,000 x 4 KiB", 10_000, 4096,
           [*bare_pipe(*PIPE_SMALL), crossdock_copy(), s5cmd_copy(after=forced),
            rclone_copy(*RCLONE_SMALL, *RCLONE_TO_DISK, after=forced), mc_copy(after=forced)], 25, tree_complete,
           disk=True)],
    [less("s5cmd", 4), less("rclone", 4),
     Goal("crossdock at most the time of s5cmd and of forcing its files", with_force("s5cmd"), 1),
     Goal("crossdock at most the time of rclone and of forcing its files", with_force("rclone"), 1)],
    ["crossdock forces every file and its directory before it counts as copied; the others and the control leave that "
     "to the kernel. Behind each run of a peer all its files are forced, 32 at a time, unmeasured but timed. After "
     "each run all files are read back and compared with what the source has."],
    {"forceSeconds": "s to force its files afterwards"})

UP_LARGE = Row(
    "local-to-s3-large", "one 2 GiB object, directory to S3, cold process",
    [Point("1 x 2 GiB", 1, 2 << 30,
           [*bare_pipe(*PIPE_LARGE), crossdock_copy(), s5cmd_copy("--concurrency", "8", "--part-size", "16"),
            rclone_copy(*RCLONE_LARGE)], 14, target_complete, tree=True)],
    [less("s5cmd", 3), less("rclone", 3)],
    [PAYLOADS.replace(" `rclone` hashes the payload, `rclone-unsigned` hashes nothing at all.", "")])

DOWN_LARGE = Row(
    "s3-to-local-large", "one 2 GiB object, S3 to directory, cold process",
    [Point("1 x 2 GiB", 1, 2 << 30,
           [*bare_pipe(*PIPE_LARGE), crossdock_copy(), s5cmd_copy("--concurrency", "8", "--part-size", "16",
                                                                  after=forced),
            rclone_copy(*RCLONE_LARGE, *RCLONE_TO_DISK, after=forced)], 35, tree_complete, disk=True)],
    [less("s5cmd", 1.2), less("rclone", 1.2),
     Goal("crossdock at most the time of s5cmd and of forcing its file", with_force("s5cmd"), 1),
     Goal("crossdock at most the time of rclone and of forcing its file", with_force("rclone"), 1)],
    ["crossdock forces the file before it counts as copied; the others and the control leave that to the kernel. "
     "Behind each run of a peer its file is forced, unmeasured but timed. After each run the file is read back and "
     "compared with what the source has."],
    {"forceSeconds": "s to force its file afterwards"}, least_pairs=2)

ROWS = [UP_SMALL, DOWN_SMALL, UP_LARGE, DOWN_LARGE]
