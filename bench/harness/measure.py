"""Rounds: everybody once, in an order that rotates, each run checked."""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

from harness import checks
from harness.model import CONTROL, spread
from harness.process import cpu_of, execute
from harness.servers import Servers
from harness.tools import LAUNCHER, PEERS_KNOWN, RCLONE_LEAST, SECRET_ACCESS_KEY, find

FILES_TO_KEEP = 1000
COUNTED = ("get", "head", "put", "post", "delete", "list", "createUpload", "uploadPart", "completeUpload",
           "abortUpload", "connections", "errors", "resets", "payloadHashed", "payloadUnsigned", "payloadChunked",
           "withMd5", "withChecksum")


class Stage:
    """Where a run takes place. `scratch` is its own, `kept` stays for all runs of the point."""

    def __init__(self, point, servers, kept):
        self.point, self.servers, self.kept = point, servers, kept
        self.tree, self.out = os.path.join(kept, "tree"), None
        self.scratch = self.contender = None
        self.runs = 0

    def next_out(self):
        """An empty directory for a run that writes to disk."""
        if not self.point.disk:
            return
        if self.out is not None and self.point.objects < FILES_TO_KEEP:
            shutil.rmtree(self.out)
        self.runs += 1
        self.out = tempfile.mkdtemp(prefix=f"out-{self.runs}-", dir=self.kept)


class Half:
    """Notes, when half of the objects are at the target, what the process has cost so far."""

    def __init__(self, stage):
        self.stage, self.noted = stage, None

    def watch(self, pid, wall):
        done = self.stage.servers.target.stats()["targetObjects"]
        if done * 2 < self.stage.point.objects:
            return False
        self.noted = done, cpu_of(pid), wall
        return True

    def figures(self, measured):
        if self.noted is None:
            sys.exit("bench: the process ended before its second half could be seen; take more objects")
        done, cpu, wall = self.noted
        rest = self.stage.point.objects - done
        warm = measured["cpuSeconds"] - cpu
        return {"warmObjects": rest, "warmCpuSeconds": round(warm, 4),
                "warmCpuMicrosPerObject": round(warm * 1e6 / rest, 3),
                "warmWallSeconds": round(measured["wallSeconds"] - wall, 4)}


def run_once(contender, stage):
    """One process; ends the program when it failed or left things wrong."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, tempfile.TemporaryFile() as output, \
            tempfile.TemporaryFile() as errors:
        stage.scratch, stage.contender = scratch, contender
        stage.next_out()
        if contender.before is not None:
            contender.before(stage)
        stage.servers.reset()
        command = contender.command(stage)
        command.environment.update(HOME=scratch, TMPDIR=scratch)
        half = Half(stage) if stage.point.half else None
        load = os.getloadavg()[0]
        code, measured = execute(command, output, errors, seconds_max=stage.point.seconds_max,
                                 alive=stage.servers.alive,
                                 watch=half.watch if half else None)
        output.seek(0)
        if not stage.servers.alive():
            fail(contender, command, ["a server ended meanwhile"], output, errors)
        problems = [f"exit code {code}"] if code != 0 else (contender.check or stage.point.check)(stage, output)
        if problems:
            fail(contender, command, problems, output, errors)
        figures = (half.figures(measured) if half else {}) | (contender.after(stage) if contender.after else {})
        counts = requests(stage.servers)
    return command, measured | figures | {"load": round(load, 2), "requests": counts}


def fail(contender, command, problems, output, errors):
    said = b""
    for stream in (output, errors):
        stream.seek(0)
        said += stream.read()[-2000:]
    sys.exit(f"bench: {contender.name}: {'; '.join(problems)}\n  {' '.join(command.argv)}\n"
             f"{said.decode(errors='replace')}")


def requests(servers):
    sides = (("source", servers.source.stats()), ("target", servers.target.stats()))
    return {side: {name: stats[name] for name in COUNTED if stats[name]} for side, stats in sides}


def chosen(point, only):
    """Who takes part, and for the others why not."""
    here, missing = [], {}
    for contender in point.contenders:
        if only and contender.name not in only:
            continue
        if contender.program == "crossdock":
            absent = None if LAUNCHER.is_file() else f"no launcher {LAUNCHER.name} in the repository's root"
        else:
            absent = None if contender.program is None or find(contender.program) else absence(contender.program)
        if absent is None:
            here.append(contender)
        else:
            missing[contender.name] = absent
    return here, missing


def absence(program):
    least = f" {'.'.join(map(str, RCLONE_LEAST))} or newer" if program == "rclone" else ""
    return f"no {program}{least} on PATH; bench/run.py peers asks Go for it"


def prepare(point, kept):
    if point.tree:
        subprocess.run(checks.tree_command(point, "write", os.path.join(kept, "tree")), check=True)
        os.sync()


def measure(point, only, rounds):
    """Answers runs by name, commands by name, and who is missing."""
    here, missing = chosen(point, only)
    runs, commands = {contender.name: [] for contender in here}, {}
    subprocess.run([str(LAUNCHER), "--version"], capture_output=True)  # builds, if that is needed
    kept = tempfile.mkdtemp(prefix="bench-kept-")
    # Not before the end of everything: for minutes after many files were removed, ext4 makes new ones slowly.
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    prepare(point, kept)
    if point.signatures == "first":
        prove(point, here, kept)
    with Servers(point, signatures=False) as servers:
        stage = Stage(point, servers, kept)
        for number in range(rounds):
            turn = number % len(here)
            for contender in here[turn:] + here[:turn]:
                if contender.rounds_max is not None and number >= contender.rounds_max:
                    continue
                command, measured = run_once(contender, stage)
                commands[contender.name] = shown(command, stage)
                runs[contender.name].append(measured)
                tell(number, rounds, contender, measured)
    if stage.out is not None and point.objects < FILES_TO_KEEP:
        shutil.rmtree(stage.out)
    return runs, commands, missing


def prove(point, here, kept):
    """Once unmeasured, with signatures and hashes of payloads checked; this warms the disk cache, too."""
    with Servers(point, signatures=True) as checking:
        stage = Stage(point, checking, kept)
        for contender in here:
            if contender.signs:
                run_once(contender, stage)


def shown(command, stage):
    """With names instead of folders of this machine, and without the secret."""
    peer_paths = [find(name) for name in PEERS_KNOWN]

    def plain(word):
        word = str(word).replace(stage.scratch, "SCRATCH").replace(stage.kept, "KEPT")
        return os.path.basename(word) if word in peer_paths else word
    hidden = {name: plain(value) if SECRET_ACCESS_KEY not in value else "..."
              for name, value in command.environment.items() if name not in ("HOME", "TMPDIR")}
    return {"command": [plain(word) for word in command.argv], "environment": hidden}


def tell(number, rounds, contender, measured):
    print(f"  {number + 1}/{rounds} {contender.name:16} cpu {measured['cpuSeconds']:8.3f} s  wall "
          f"{measured['wallSeconds']:8.3f} s  rss {measured['rssMiB']:6.1f} MiB  load {measured['load']}", flush=True)


def compare(runs):
    """Ratios within rounds: each against the control, and each peer against crossdock."""
    controls = [(name, CONTROL) for name in runs if name != CONTROL and runs.get(CONTROL)]
    peers = [(name, "crossdock") for name in runs
             if not name.startswith(("bare", "crossdock")) and runs.get("crossdock")]
    fields = {"cpu": "cpuSeconds", "wall": "wallSeconds"}
    return [{"over": over, "under": under,
             **{short: spread([above[field] / below[field] for above, below in zip(runs[over], runs[under])])
                for short, field in fields.items()}}
            for over, under in controls + peers]
