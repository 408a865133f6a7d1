"""Builds what the benchmark has of its own, finds the peers, and says what is missing."""
import functools
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

BENCH = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
BUILT = BENCH / "target"
PEERS = BUILT / "peers"
LAUNCHER = ROOT / "crossdock"
ACCESS_KEY_ID, SECRET_ACCESS_KEY, REGION = "BENCHBENCHBENCHBENCH", "bench/only+secret", "us-east-1"
CERTIFICATE, PRIVATE_KEY = BUILT / "certificate.pem", BUILT / "private-key.pem"

# Each may refuse: then the rows go without it and say so.
PEER_MODULES = {
    "rclone": "github.com/rclone/rclone@v1.75.1",
    "s5cmd": "github.com/peak/s5cmd/v2@latest",
    "mc": "github.com/minio/mc@latest",
}
PEERS_KNOWN = ("rclone", "s5cmd", "mc", "aws")
RCLONE_LEAST = (1, 75)
FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-O2", "-march=native", "-Wall", "-Wextra"]
SHARED = [BENCH / "server" / name for name in ("synthetic.c", "crc32c.c", "crc64nvme.c")]


def has_tls(compiler):
    probe = subprocess.run([compiler, "-E", "-x", "c", "-"], input=b"#include <openssl/ssl.h>\n", capture_output=True)
    return probe.returncode == 0 and shutil.which("openssl") is not None


def build():
    """Compiles the C programs; answers the command and why there is no TLS, if there is none."""
    compiler = shutil.which("gcc")
    if compiler is None:
        sys.exit("bench: gcc is missing; the server and the controls are C programs (install gcc and the libc headers)")
    if not sys.platform.startswith("linux"):
        sys.exit("bench: Linux is needed (epoll)")
    BUILT.mkdir(exist_ok=True)
    tls = has_tls(compiler)
    programs = {
        "bench-s3": (sorted((BENCH / "server").glob("*.c")), ["-DWITH_TLS", "-lssl", "-lcrypto"] if tls else []),
        "bare-pipe": ([BENCH / "pipe/bare-pipe.c", *SHARED], []),
        "bare-list": ([BENCH / "pipe/bare-list.c"], []),
        "bench-tree": ([BENCH / "tree/bench-tree.c", *SHARED], ["-pthread"]),
    }
    for name, (sources, more) in programs.items():
        subprocess.run([compiler, *FLAGS, "-o", BUILT / name, *sources, *more], check=True)
    if tls:
        make_certificate()
    return " ".join([compiler, *FLAGS]), None if tls else "OpenSSL (its headers and its command) is missing"


def make_certificate():
    """One certificate for both servers, which every contender is told to trust."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
               "7", "-subj", "/CN=bench", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
               "-keyout", PRIVATE_KEY, "-out", CERTIFICATE]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: openssl made no certificate:\n{done.stderr}")


@functools.cache
def find(name):
    """The path of a peer: one that the benchmark built comes before those on PATH; None if there is none of use."""
    for folder in (str(PEERS), *os.environ.get("PATH", "").split(os.pathsep)):
        found = shutil.which(name, path=folder)
        if found is None:
            continue
        if "/shims/" in found:  # a shim of pyenv: its own start is none of the peer's cost
            found = first_line(["pyenv", "which", name]) or found
        if name != "rclone" or rclone_is_new(found):
            return found
    return None


def rclone_is_new(path):
    """Older ones lack flags that make it fast, and would be beaten unfairly."""
    version = re.search(r"v(\d+)\.(\d+)", first_line([path, "version"]) or "")
    return version is not None and (int(version[1]), int(version[2])) >= RCLONE_LEAST


def build_peers():
    """Asks Go for the peers; the answer is final, there is no other way to have them."""
    go = shutil.which("go")
    if go is None:
        sys.exit("bench: go is missing; peers can only be taken from PATH")
    PEERS.mkdir(parents=True, exist_ok=True)
    for name, module in PEER_MODULES.items():
        if (PEERS / name).is_file():
            print(f"{name}: is in {PEERS.relative_to(ROOT)}")
            continue
        print(f"{name}: go install {module} ...", flush=True)
        done = subprocess.run([go, "install", module], env={**os.environ, "GOBIN": str(PEERS)}, capture_output=True,
                              text=True)
        find.cache_clear()
        if done.returncode != 0:
            print(f"{name}: not to be had: {done.stderr.strip().splitlines()[-1].strip()}")
    for name in PEERS_KNOWN:
        print(f"{name}: {find(name) or 'missing'}")


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if done.returncode == 0 and lines else None


def jdk():
    """The one that the launcher finds."""
    told = subprocess.run([str(LAUNCHER), "--version"], capture_output=True, text=True,
                          env=dict(os.environ, CROSSDOCK_JAVA_OPTS="-showversion")).stderr
    return next((line for line in told.splitlines() if "Runtime Environment" in line), "unknown")


def version_of(name):
    """What a peer says of itself, and for one that Go built, what Go built it from."""
    said = first_line([find(name), "--version" if name in ("mc", "aws") else "version"])
    told = subprocess.run(["go", "version", "-m", find(name)], capture_output=True, text=True) if shutil.which("go") \
        else None
    module = re.search(r"\n\tmod\t(\S+)\t(\S+)", told.stdout) if told else None
    return f"{said} ({module[1]} {module[2]})" if module else said


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.machine())
    peers = {name: version_of(name) for name in PEERS_KNOWN if find(name)}
    return {"cpu": model, "cores": len(os.sched_getaffinity(0)), "kernel": platform.release(),
            "jdk": jdk(), "gcc": first_line(["gcc", "--version"]), **peers}


def commit():
    head = first_line(["git", "-C", str(ROOT), "rev-parse", "--verify", "HEAD"])
    changed = subprocess.run(["git", "-C", str(ROOT), "status", "--porcelain", "--", ".", ":!bench/results"],
                             capture_output=True, text=True).stdout
    return (head or "no commit yet") + (" with uncommitted changes" if changed.strip() else "")
