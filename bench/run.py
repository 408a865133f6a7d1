#!/usr/bin/env python3
"""Runs rows of the benchmark: whole processes side by side, interleaved, each run checked at the target.

    bench/run.py small large            # both rows, 7 rounds each
    bench/run.py small --pairs 3 --only bare-pipe,bare-pipe-again,crossdock
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
BUILT = BENCH / "target"
LAUNCHER = ROOT / "crossdock"
ACCESS_KEY_ID, SECRET_ACCESS_KEY, REGION = "BENCHBENCHBENCHBENCH", "bench/only+secret", "us-east-1"
RUN_SECONDS_MAX = 300
CONTROL_SPREAD_MAX = 0.15
CONTROL, CONTROL_AGAIN = "bare-pipe", "bare-pipe-again"

ROWS = {
    "small": {
        "title": "10,000 x 4 KiB, S3 to S3 across endpoints, cold process",
        "objects": 10_000, "size": 4096, "goal": 8.0,
        "pipe": ["--pairs", "32"],
        "rclone": ["--transfers", "64", "--checkers", "64", "--s3-no-head-object"],
    },
    "large": {
        "title": "one 2 GiB object, S3 to S3 across endpoints, cold process",
        "objects": 1, "size": 2 << 30, "goal": 2.5,
        "pipe": ["--part-size", str(16 << 20), "--pairs", "4", "--buffer", str(1 << 20)],
        # Without its HEAD rclone takes a multipart object for empty and deletes it.
        "rclone": ["--transfers", "1", "--s3-chunk-size", "16Mi", "--s3-upload-concurrency", "8",
                   "--multi-thread-streams", "8", "--multi-thread-chunk-size", "16Mi"],
    },
}

RCLONE_FASTEST = [
    "--fast-list", "--size-only", "--retries", "1", "--stats", "0", "--buffer-size", "0", "--use-server-modtime",
    "--ignore-checksum", "--s3-no-check-bucket", "--s3-disable-checksum", "--s3-no-head",
]


# ---- building and finding ----

def build():
    compiler = shutil.which("gcc")
    if compiler is None:
        sys.exit("bench: gcc is missing; the server and the control are C programs (install gcc and the libc headers)")
    if not sys.platform.startswith("linux"):
        sys.exit("bench: Linux is needed (epoll)")
    BUILT.mkdir(exist_ok=True)
    shared = [BENCH / "server/synthetic.c", BENCH / "server/crc32c.c"]
    programs = {"bench-s3": sorted((BENCH / "server").glob("*.c")), "bare-pipe": [BENCH / "pipe/bare-pipe.c", *shared]}
    flags = ["-std=gnu17", "-D_GNU_SOURCE", "-O2", "-march=native", "-Wall", "-Wextra"]
    for name, sources in programs.items():
        subprocess.run([compiler, *flags, "-o", BUILT / name, *sources], check=True)
    return " ".join([compiler, *flags])


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if done.returncode == 0 and lines else None


# ---- the two servers ----

class Servers:
    """A source and a target process; in the verifying mode both check every signature."""

    def __init__(self, row, *, signatures):
        self.processes = []
        self.source = self._start(row, ["--verify-signature"] if signatures else [])
        self.target = self._start(row, ["--verify"] + (["--verify-signature"] if signatures else []))

    def _start(self, row, more):
        command = [BUILT / "bench-s3", "--objects", str(row["objects"]), "--size", str(row["size"]), *more]
        keys = {"BENCH_ACCESS_KEY_ID": ACCESS_KEY_ID, "BENCH_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **keys})
        self.processes.append(process)
        return int(process.stdout.readline())

    def reset(self):
        for port in (self.source, self.target):
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/_reset", method="POST")).close()

    def stats(self, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stats") as reply:
            return json.load(reply)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        for process in self.processes:
            process.terminate()
            process.wait()


# ---- the contenders: command, environment and how often the work is done within it ----

def bare_pipe(row, servers, scratch):
    return [str(BUILT / "bare-pipe"), "--source-port", str(servers.source), "--target-port", str(servers.target),
            "--objects", str(row["objects"]), "--size", str(row["size"]), *row["pipe"]], {}


def crossdock(row, servers, scratch):
    command = [str(LAUNCHER), "copy", "s3://source/", "s3://target/",
               "--source-endpoint", f"http://127.0.0.1:{servers.source}",
               "--target-endpoint", f"http://127.0.0.1:{servers.target}"]
    return command, {"AWS_ACCESS_KEY_ID": ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
                     "AWS_REGION": REGION, "CROSSDOCK_HOME": scratch}


def rclone(row, servers, scratch):
    environment = {"RCLONE_CONFIG": os.path.join(scratch, "none.conf")}
    for remote, port in (("A", servers.source), ("B", servers.target)):
        # The ETags of the server are no MD5 digests and say so; rclone must not compare them with its own.
        settings = {"TYPE": "s3", "PROVIDER": "Minio", "ENDPOINT": f"http://127.0.0.1:{port}", "REGION": REGION,
                    "ACCESS_KEY_ID": ACCESS_KEY_ID, "SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
                    "USE_MULTIPART_ETAG": "false"}
        environment |= {f"RCLONE_CONFIG_{remote}_{name}": value for name, value in settings.items()}
    return ["rclone", "copy", "A:source", "B:target", *RCLONE_FASTEST, *row["rclone"]], environment


def contenders(only):
    """Those that are here, and for the others why not."""
    known = {CONTROL: bare_pipe, CONTROL_AGAIN: bare_pipe, "crossdock": crossdock, "rclone": rclone}
    missing = {"s5cmd": "has no copy between two endpoints: not a contender in these rows"}
    if not LAUNCHER.is_file():
        missing["crossdock"] = f"no launcher {LAUNCHER.name} in the repository's root"
    if shutil.which("rclone") is None:
        missing["rclone"] = "not on PATH"
    for name in only:
        if name not in known:
            sys.exit(f"bench: unknown contender {name}; known: {', '.join(known)}")
    chosen = {name: make for name, make in known.items() if name not in missing and (not only or name in only)}
    return chosen, {name: why for name, why in missing.items() if not only or name in only}


# ---- one run ----

def execute(command, environment, log):
    kept = ("PATH", "JAVA_HOME", "LANG", "LC_ALL")
    clean = {name: os.environ[name] for name in kept if name in os.environ} | environment
    started = time.monotonic()
    process = subprocess.Popen(command, env=clean, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT,
                               start_new_session=True)
    signal.signal(signal.SIGALRM, lambda *unused: os.killpg(process.pid, signal.SIGKILL))
    signal.alarm(RUN_SECONDS_MAX)
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, {
        "wallSeconds": round(time.monotonic() - started, 4),
        "userSeconds": round(usage.ru_utime, 4), "systemSeconds": round(usage.ru_stime, 4),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 4), "rssMiB": round(usage.ru_maxrss / 1024, 1)}


def problems_at_target(row, stats):
    wanted = {"targetObjects": row["objects"], "targetBytes": row["objects"] * row["size"],
              "targetVerifiedObjects": row["objects"], "targetVerifiedBytes": row["objects"] * row["size"],
              "mismatches": 0, "signatureFailures": 0, "uploadsOpen": 0}
    return [f"{name} is {stats[name]}, not {value}" for name, value in wanted.items() if stats[name] != value]


def run_once(name, make, row, servers):
    """One process from fork to exit; ends the program when it failed or left the target wrong."""
    servers.reset()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, tempfile.TemporaryFile() as log:
        command, environment = make(row, servers, scratch)
        load = os.getloadavg()[0]
        code, measured = execute(command, {"HOME": scratch, "TMPDIR": scratch} | environment, log)
        stats = servers.stats(servers.target)
        problems = ([f"exit code {code}"] if code != 0 else []) + problems_at_target(row, stats)
        if problems:
            log.seek(0)
            tail = log.read()[-3000:].decode(errors="replace")
            sys.exit(f"bench: {name}: {'; '.join(problems)}\n  {' '.join(command)}\n{tail}")
        source = servers.stats(servers.source)
    requests = {side: {verb: count for verb, count in counts.items() if count and verb in VERBS}
                for side, counts in (("source", source), ("target", stats))}
    return command, environment, measured | {"load": round(load, 2), "requests": requests}


VERBS = ("get", "head", "put", "post", "delete", "list", "createUpload", "uploadPart", "completeUpload",
         "abortUpload", "connections", "errors")


# ---- a row ----

def measure(row, chosen, rounds):
    runs, commands = {name: [] for name in chosen}, {}
    with Servers(row, signatures=True) as checking, Servers(row, signatures=False) as plain:
        for name, make in chosen.items():  # unmeasured: proves the signatures, warms the disk cache, builds
            unsigned = name in (CONTROL, CONTROL_AGAIN)
            run_once(name, make, row, plain if unsigned else checking)
    with Servers(row, signatures=False) as servers:
        for number in range(rounds):
            order = list(chosen)[number % len(chosen):] + list(chosen)[:number % len(chosen)]
            for name in order:
                command, environment, measured = run_once(name, chosen[name], row, servers)
                commands[name] = {"command": command, "environment": hidden(environment)}
                runs[name].append(measured)
                print(f"  {number + 1}/{rounds} {name:16} cpu {measured['cpuSeconds']:8.3f} s  wall "
                      f"{measured['wallSeconds']:8.3f} s  rss {measured['rssMiB']:6.1f} MiB  load {measured['load']}",
                      flush=True)
    return runs, commands


def hidden(environment):
    return {name: "..." if "SECRET" in name else value for name, value in environment.items()}


def spread(values):
    return {"median": round(statistics.median(values), 4), "min": round(min(values), 4), "max": round(max(values), 4)}


def ratios(runs, over, under, field):
    pairs = zip(runs[over], runs[under])
    return spread([above[field] / below[field] for above, below in pairs])


def compare(runs):
    """Ratios per round, each against the control, and each peer against crossdock."""
    against = [(name, CONTROL) for name in runs if name != CONTROL and CONTROL in runs]
    against += [(name, "crossdock") for name in runs if name == "rclone" and "crossdock" in runs]
    return [{"over": over, "under": under, "cpu": ratios(runs, over, under, "cpuSeconds"),
             "wall": ratios(runs, over, under, "wallSeconds")} for over, under in against]


def jdk():
    """The one that the launcher finds."""
    told = subprocess.run([str(LAUNCHER), "--version"], capture_output=True, text=True,
                          env=dict(os.environ, CROSSDOCK_JAVA_OPTS="-showversion")).stderr
    return next((line for line in told.splitlines() if "Runtime Environment" in line), "unknown")


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.machine())
    return {"cpu": model, "cores": len(os.sched_getaffinity(0)), "kernel": platform.release(),
            "jdk": jdk(), "gcc": first_line(["gcc", "--version"]),
            "rclone": first_line(["rclone", "version"])}


def commit():
    head = first_line(["git", "-C", str(ROOT), "rev-parse", "--verify", "HEAD"])
    changed = subprocess.run(["git", "-C", str(ROOT), "status", "--porcelain", "--", ".", ":!bench/results"], capture_output=True, text=True).stdout
    return (head or "no commit yet") + (" with uncommitted changes" if changed.strip() else "")


# ---- results ----

def verdict(result):
    control = next((r["cpu"] for r in result["ratios"] if r["over"] == CONTROL_AGAIN), None)
    if control is None:
        return "No A/A control in this run: no conclusion."
    if max(control["max"] - 1, 1 - control["min"]) > CONTROL_SPREAD_MAX:
        return (f"The A/A control ranges over {control['min']:.2f} to {control['max']:.2f}, more than "
                f"{CONTROL_SPREAD_MAX:.0%} from 1: differences of that order mean nothing here.")
    return f"The A/A control stays within {control['min']:.2f} to {control['max']:.2f}."


def goal_line(result):
    ratio = next((r["cpu"] for r in result["ratios"] if (r["over"], r["under"]) == ("crossdock", CONTROL)), None)
    if ratio is None:
        return "crossdock did not take part: the goal is open."
    met = "met" if ratio["median"] <= result["goal"] else "MISSED"
    goal = f"Goal: crossdock at most {result['goal']}x the CPU of the bare pipe."
    return f"{goal} Measured {ratio['median']:.2f}x: {met}."


def markdown(result):
    gigabytes = result["objects"] * result["size"] / 1e9
    lines = [f"# {result['title']}", "", f"{result['date']}, commit {result['commit']}", ""]
    lines += [f"- {name}: {value}" for name, value in result["machine"].items() if value]
    lines += [f"- rounds: {result['rounds']}; built with `{result['compiler']}`", "",
              "| whole process, median [min-max] | CPU s | us per object | CPU s per GB | wall s | RSS MiB | load |",
              "|---|---|---|---|---|---|---|"]
    for name, runs in result["runs"].items():
        cpu, wall, rss, load = (spread([run[field] for run in runs])
                                for field in ("cpuSeconds", "wallSeconds", "rssMiB", "load"))
        lines.append(f"| {name} | {cpu['median']:.3f} [{cpu['min']:.3f}-{cpu['max']:.3f}] "
                     f"| {cpu['median'] * 1e6 / result['objects']:.1f} | {cpu['median'] / gigabytes:.3f} "
                     f"| {wall['median']:.3f} [{wall['min']:.3f}-{wall['max']:.3f}] "
                     f"| {rss['median']:.0f} [{rss['min']:.0f}-{rss['max']:.0f}] | {load['min']}-{load['max']} |")
    lines += ["", "| ratio per round, median [min-max] | CPU | wall |", "|---|---|---|"]
    for ratio in result["ratios"]:
        cpu, wall = ratio["cpu"], ratio["wall"]
        lines.append(f"| {ratio['over']} / {ratio['under']} | {cpu['median']:.2f} [{cpu['min']:.2f}-{cpu['max']:.2f}] "
                     f"| {wall['median']:.2f} [{wall['min']:.2f}-{wall['max']:.2f}] |")
    lines += ["", verdict(result), goal_line(result), "",
              "After every run the target server held exactly the objects of the source, each with equal size and "
              "CRC32C; no run was left out.", "", "Commands (ports differ):", ""]
    for name, how in result["commands"].items():
        settings = " ".join(f"{key}={value}" for key, value in how["environment"].items())
        command = " ".join(how["command"]).replace(str(ROOT) + "/", "./")
        lines.append(f"- {name}: `{settings + ' ' if settings else ''}{command}`")
    lines += [f"- {name}: {why}" for name, why in result["missing"].items()]
    lines += ["", "Requests in the last round:", ""]
    lines += [f"- {name}: {json.dumps(runs[-1]['requests'])}" for name, runs in result["runs"].items()]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", default=list(ROWS), metavar="ROW", help=f"of {', '.join(ROWS)}")
    parser.add_argument("--pairs", type=int, default=7, help="rounds, in each of which everybody runs once")
    parser.add_argument("--only", default="", help="contenders, separated by commas")
    parser.add_argument("--results", type=pathlib.Path, default=BENCH / "results")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in ROWS]
    if unknown or options.pairs < 1:
        parser.error(f"unknown row {unknown[0]}" if unknown else "--pairs must be 1 or more")
    compiler = build()
    chosen, missing = contenders([name for name in options.only.split(",") if name])
    for name, why in missing.items():
        print(f"without {name}: {why}")
    for name in options.rows:
        row = ROWS[name]
        print(f"{name}: {row['title']}")
        runs, commands = measure(row, chosen, options.pairs)
        result = {"row": name, "title": row["title"], "goal": row["goal"], "objects": row["objects"],
                  "size": row["size"], "date": datetime.date.today().isoformat(), "commit": commit(),
                  "machine": machine(), "compiler": compiler, "rounds": options.pairs, "missing": missing,
                  "commands": commands, "ratios": compare(runs), "runs": runs}
        options.results.mkdir(parents=True, exist_ok=True)
        base = options.results / f"{result['date']}-{name}"
        # No path of the machine that measured belongs in the results.
        text = json.dumps(result, indent=1).replace(f'"{ROOT}/', '"./')
        base.with_suffix(".json").write_text(text + "\n")
        base.with_suffix(".md").write_text(markdown(result))
        print(f"  {verdict(result)}\n  {goal_line(result)}\n  -> {base}.md")


if __name__ == "__main__":
    main()
