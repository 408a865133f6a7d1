"""Listings, and comparisons that rest on listings alone."""
import os
import subprocess

from harness.checks import both_listed, both_skipped, keys_printed
from harness.contenders import (aws_ls, bare_list, crossdock_ls, crossdock_sync, mc_ls, rclone_ls, rclone_sync,
                                s5cmd_ls)
from harness.model import CONTROL, Goal, Point, Row, median_of, ratio_of
from harness.process import kept_environment

MILLION = 1_000_000

LS = Row(
    "ls", "1,000,000 keys listed and printed, cold process",
    [Point("1,000,000 keys", MILLION, 16,
           [*bare_list(), crossdock_ls(), s5cmd_ls(rounds_max=3), rclone_ls(rounds_max=3), mc_ls(rounds_max=3)], 50,
           keys_printed, signatures="always", seconds_later=15)],
    [Goal(f"{peer} at least 8x the CPU of crossdock", ratio_of(peer, "crossdock"), 8, at_most=False)
     for peer in ("s5cmd", "rclone")],
    ["Lines go to a file, with size, time and key for everybody; `crossdock ls` lists everything below a place, as "
     "`-r` does elsewhere. Every line's key is compared with what the source has."])

LS_PAGE = Row(
    "ls-page", "one page of a listing (1,000 keys), printed, cold process, plain http and TLS",
    [Point("1,000 keys", 1_000, 16,
           [*bare_list("--pages", "1"), crossdock_ls(), crossdock_ls("crossdock-tls", tls=True), rclone_ls(),
            rclone_ls("rclone-tls", tls=True), aws_ls(), aws_ls("aws-tls", tls=True)], 6, keys_printed, tls=True,
           signatures="always")],
    [Goal("crossdock in at most 150 ms", median_of("crossdock", "wallSeconds"), 0.150, unit=" s"),
     Goal("crossdock over TLS in at most 300 ms", median_of("crossdock-tls", "wallSeconds"), 0.300, unit=" s")])

FLAT_KEYS, PAGE_DELAY_MILLIS = 500_000, 50
LS_LATENCY = Row(
    "ls-latency", f"{FLAT_KEYS:,} keys of one flat prefix listed and printed, every page 50 ms late, cold process",
    [Point("500,000 keys, 50 ms a page", FLAT_KEYS, 16, [*bare_list(), crossdock_ls(), rclone_ls(rounds_max=1)], 85,
           keys_printed, key_format="k%07d.bin", source_options=("--page-delay", str(PAGE_DELAY_MILLIS)),
           signatures="always", seconds_later=58)],
    [Goal("the sequential control at least 16x the time of crossdock", ratio_of(CONTROL, "crossdock", "wallSeconds"),
          16, at_most=False)],
    ["The control asks for one page after the other, so its time is that of a sequential listing that does nothing "
     "else."], least_pairs=2)


def home(stage):
    """The state folder that stays: what the first run has found the same is known to the second one."""
    return os.path.join(stage.kept, "home")


def fresh_home(stage):
    return os.path.join(stage.scratch, "home")


def first_run(stage):
    """Unmeasured, once for a point."""
    if os.path.isdir(home(stage)):
        return
    contender = crossdock_sync("crossdock", home)
    command = contender.command(stage)
    subprocess.run(command.argv, env=kept_environment() | command.environment, check=True, capture_output=True)


SYNC_UNCHANGED = Row(
    "sync-unchanged", "sync of 1,000,000 unchanged objects, S3 to S3, cold process",
    [Point("1,000,000 x 16 B", MILLION, 16,
           [*bare_list(both=True), crossdock_sync("crossdock", home, first_run, both_skipped),
            crossdock_sync("crossdock-first", fresh_home, check=both_skipped), rclone_sync(rounds_max=2)], 75,
           both_listed, target_options=("--target-holds-source",), signatures="always", seconds_later=30)],
    [Goal("crossdock at most 8 CPU s", median_of("crossdock", "cpuSeconds"), 8, unit=" CPU s")],
    ["`crossdock` is the second run of the same order: each object is held against what the first run wrote down. "
     "`crossdock-first` has no such state and compares what the two listings show. `rclone` compares sizes. The "
     "control lists both sides, one after the other, and compares nothing."], least_pairs=2)

ROWS = [LS, LS_PAGE, LS_LATENCY, SYNC_UNCHANGED]
