"""One contender from fork to exit."""
import os
import signal
import subprocess
import time

from harness.tools import ROOT

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
POLL_SECONDS = 0.05


def cpu_of(pid):
    """User and system seconds so far, with all threads; to a hundredth of a second."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def kept_environment():
    kept = ("PATH", "JAVA_HOME", "LANG", "LC_ALL")
    return {name: os.environ[name] for name in kept if name in os.environ}


def execute(command, output, errors, *, seconds_max, alive, watch=None):
    """Runs it to its end, or kills it when that takes too long or when `alive()` is false: without a server some clients
    try on for hours. `watch(pid, wall)` is asked every now and then, until it answers True."""
    started = time.monotonic()
    process = subprocess.Popen(command.argv, env=kept_environment() | command.environment, stdin=subprocess.DEVNULL,
                               stdout=output, stderr=errors, cwd=ROOT, start_new_session=True)

    def guard(*unused):
        if time.monotonic() - started > seconds_max or not alive():
            os.killpg(process.pid, signal.SIGKILL)
    signal.signal(signal.SIGALRM, guard)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        watched = watch is None
        while not watched:
            time.sleep(POLL_SECONDS)
            ended = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            watched = ended is not None or watch(process.pid, time.monotonic() - started)
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, {
        "wallSeconds": round(time.monotonic() - started, 4),
        "userSeconds": round(usage.ru_utime, 4), "systemSeconds": round(usage.ru_stime, 4),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 4), "rssMiB": round(usage.ru_maxrss / 1024, 1)}
