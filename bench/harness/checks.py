"""What must be true after a run, seen from outside the contender. Each answers a list of what is wrong."""
import subprocess

from harness.tools import BUILT


def tree_command(point, verb, directory):
    return [str(BUILT / "bench-tree"), "--objects", str(point.objects), "--size", str(point.size),
            "--key-format", point.key_format, verb, directory]


def target_complete(stage, output):
    """The target server took, digested and counted exactly the objects of the source."""
    point, stats = stage.point, stage.servers.target.stats()
    wanted = {"targetObjects": point.objects, "targetBytes": point.objects * point.size,
              "targetVerifiedObjects": point.objects, "targetVerifiedBytes": point.objects * point.size,
              "mismatches": 0, "signatureFailures": 0, "uploadsOpen": 0}
    return [f"{name} is {stats[name]}, not {value}" for name, value in wanted.items() if stats[name] != value]


def tree_complete(stage, output):
    """The directory holds exactly the objects of the source, with their bytes."""
    done = subprocess.run(tree_command(stage.point, "check", stage.out), capture_output=True, text=True)
    return [done.stderr.strip()] if done.returncode != 0 else []


def signed(stage):
    """In servers that check signatures but let the bare control in without one."""
    sides = (stage.servers.source.stats(), stage.servers.target.stats())
    problems = [f"{stats[name]} {name}" for stats in sides for name in ("anonymous", "signatureFailures")
                if stats[name] != 0]
    return problems if stage.contender.signs else []


def keys_printed(stage, output):
    """Every key is the last word of a line, once, and there is no other line."""
    # In a process of its own: what this one grows to would be counted as the memory of those it starts.
    done = subprocess.run(tree_command(stage.point, "keys", "-"), stdin=output, capture_output=True, text=True)
    return ([done.stderr.strip()] if done.returncode != 0 else []) + signed(stage)


def both_listed(stage, output):
    """Nothing was written, and both sides were listed to their ends."""
    source, target = stage.servers.source.stats(), stage.servers.target.stats()
    pages = (stage.point.objects + 999) // 1000
    problems = [f"{target[name]} {name}" for name in ("put", "createUpload", "delete", "mismatches") if target[name]]
    problems += [f"only {stats['list']} pages of {pages}" for stats in (source, target) if stats["list"] < pages]
    return problems + signed(stage)


def both_skipped(stage, output):
    """As `both_listed`, and crossdock's report counts every object as skipped."""
    report = output.read().decode()
    counted = f"skipped  {stage.point.objects} objects" in report
    return ([] if counted else [f"the report does not count {stage.point.objects} skipped"]) + both_listed(stage, output)
