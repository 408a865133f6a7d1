"""Who does the work, and with which flags. Every flag ends up on the result's page."""
import os

from harness.model import CONTROL, CONTROL_AGAIN, Command, Contender
from harness.tools import ACCESS_KEY_ID, BUILT, CERTIFICATE, LAUNCHER, REGION, SECRET_ACCESS_KEY, find

MIB = 1 << 20

RCLONE_FASTEST = [
    "--fast-list", "--size-only", "--retries", "1", "--stats", "0", "--buffer-size", "0", "--use-server-modtime",
    "--ignore-checksum", "--s3-no-check-bucket", "--s3-disable-checksum", "--s3-no-head",
]
RCLONE_SMALL = ["--transfers", "64", "--checkers", "64", "--s3-no-head-object"]
# Without its HEAD rclone takes a multipart object for empty and deletes it.
RCLONE_LARGE = ["--transfers", "1", "--s3-chunk-size", "16Mi", "--s3-upload-concurrency", "8",
                "--multi-thread-streams", "8", "--multi-thread-chunk-size", "16Mi"]
RCLONE_TO_DISK = ["--inplace", "--local-no-set-modtime"]


# ---- what a command needs to know of where it runs ----

def keys():
    return {"AWS_ACCESS_KEY_ID": ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY, "AWS_REGION": REGION}


def trust(tls):
    return {"AWS_CA_BUNDLE": str(CERTIFICATE)} if tls else {}


def rclone_remotes(stage, tls):
    environment = {"RCLONE_CONFIG": os.path.join(stage.scratch, "none.conf")}
    for remote, server in (("A", stage.servers.source), ("B", stage.servers.target)):
        # The ETags of the server are no MD5 digests and say so; rclone must not compare them with its own.
        settings = {"TYPE": "s3", "PROVIDER": "Minio", "ENDPOINT": server.url(tls), "REGION": REGION,
                    "ACCESS_KEY_ID": ACCESS_KEY_ID, "SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
                    "USE_MULTIPART_ETAG": "false"}
        environment |= {f"RCLONE_CONFIG_{remote}_{name}": value for name, value in settings.items()}
    return environment


def mc_hosts(stage):
    hosts = (("A", stage.servers.source), ("B", stage.servers.target))
    aliases = {f"MC_HOST_{alias}": f"http://{ACCESS_KEY_ID}:{SECRET_ACCESS_KEY}@127.0.0.1:{server.port}"
               for alias, server in hosts}
    return aliases | {"MC_CONFIG_DIR": os.path.join(stage.scratch, "mc")}


# ---- copies ----

def place(stage, side):
    """Directory or bucket."""
    if side == "source":
        return stage.tree if stage.point.tree else "s3://source/"
    return stage.out if stage.point.disk else "s3://target/"


def crossdock_endpoints(stage):
    endpoints = []
    if not stage.point.tree:
        endpoints += ["--source-endpoint", stage.servers.source.url(stage.point.tls)]
    if not stage.point.disk:
        endpoints += ["--target-endpoint", stage.servers.target.url(stage.point.tls)]
    return endpoints


def crossdock_environment(stage, home=None):
    return keys() | trust(stage.point.tls) | {"CROSSDOCK_HOME": home or os.path.join(stage.scratch, "home")}


def crossdock_copy(*more):
    def command(stage):
        argv = [str(LAUNCHER), "copy", place(stage, "source"), place(stage, "target"), *crossdock_endpoints(stage)]
        return Command([*argv, *more], crossdock_environment(stage))
    return Contender("crossdock", command, program="crossdock")


def bare_pipe(*more):
    """The control twice: A and A."""
    def command(stage):
        source = (["--source-directory", stage.tree] if stage.point.tree
                  else ["--source-port", str(stage.servers.source.port)])
        target = (["--target-directory", stage.out] if stage.point.disk
                  else ["--target-port", str(stage.servers.target.port)])
        size = ["--objects", str(stage.point.objects), "--size", str(stage.point.size)]
        return Command([str(BUILT / "bare-pipe"), *source, *target, *size, "--key-format", stage.point.key_format,
                        *more])
    return [Contender(CONTROL, command, signs=False), Contender(CONTROL_AGAIN, command, signs=False)]


def rclone_copy(*more, name="rclone", after=None, rounds_max=None):
    def command(stage):
        source = stage.tree if stage.point.tree else "A:source"
        target = stage.out if stage.point.disk else "B:target"
        authority = ["--ca-cert", str(CERTIFICATE)] if stage.point.tls else []
        return Command([find("rclone"), "copy", source, target, *RCLONE_FASTEST, *more, *authority],
                       rclone_remotes(stage, stage.point.tls))
    return Contender(name, command, program="rclone", after=after, rounds_max=rounds_max)


def s5cmd_copy(*more, after=None):
    """Only between a directory and S3: it has no copy from one endpoint to another."""
    def command(stage):
        source = f"{stage.tree}/" if stage.point.tree else "s3://source/*"
        target = f"{stage.out}/" if stage.point.disk else "s3://target/"
        server = stage.servers.target if stage.point.tree else stage.servers.source
        return Command([find("s5cmd"), "--log", "error", "--numworkers", "64", "cp", *more, source, target],
                       keys() | trust(stage.point.tls) | {"S3_ENDPOINT_URL": server.url(stage.point.tls)})
    return Contender("s5cmd", command, program="s5cmd", after=after)


def mc_copy(*, after=None):
    def command(stage):
        source = stage.tree if stage.point.tree else "A/source"
        target = stage.out if stage.point.disk else "B/target"
        return Command([find("mc"), "--quiet", "mirror", "--overwrite", source, target], mc_hosts(stage))
    return Contender("mc", command, program="mc", after=after)


# ---- listings ----

def bare_list(*more, both=False):
    def command(stage):
        target = ["--target-port", str(stage.servers.target.port)] if both else []
        return Command([str(BUILT / "bare-list"), "--source-port", str(stage.servers.source.port), *target, *more])
    return [Contender(CONTROL, command, signs=False, check=bare_list_counted(2 if both else 1)),
            Contender(CONTROL_AGAIN, command, signs=False, check=bare_list_counted(2 if both else 1))]


def bare_list_counted(times):
    def check(stage, output):
        counted, wanted = output.read().strip(), str(times * stage.point.objects).encode()
        return [] if counted == wanted else [f"it counted {counted.decode()} keys, not {wanted.decode()}"]
    return check


def crossdock_ls(name="crossdock", tls=False):
    def command(stage):
        return Command([str(LAUNCHER), "ls", "s3://source/", "--endpoint", stage.servers.source.url(tls)],
                       keys() | trust(tls) | {"CROSSDOCK_HOME": os.path.join(stage.scratch, "home")})
    return Contender(name, command, program="crossdock")


def rclone_ls(name="rclone", tls=False, rounds_max=None):
    def command(stage):
        authority = ["--ca-cert", str(CERTIFICATE)] if tls else []
        return Command([find("rclone"), "lsf", "-R", "--files-only", "--fast-list", "--format", "stp", "--separator",
                        " ", "--use-server-modtime", "--retries", "1", "A:source", *authority],
                       rclone_remotes(stage, tls))
    return Contender(name, command, program="rclone", rounds_max=rounds_max)


def s5cmd_ls(rounds_max=None):
    def command(stage):
        return Command([find("s5cmd"), "ls", "s3://source/*"],
                       keys() | {"S3_ENDPOINT_URL": stage.servers.source.url(False)})
    return Contender("s5cmd", command, program="s5cmd", rounds_max=rounds_max)


def mc_ls(rounds_max=None):
    def command(stage):
        return Command([find("mc"), "--quiet", "ls", "-r", "A/source"], mc_hosts(stage))
    return Contender("mc", command, program="mc", rounds_max=rounds_max)


def aws_ls(name="aws", tls=False):
    def command(stage):
        return Command([find("aws"), "s3", "ls", "--recursive", "s3://source/", "--endpoint-url",
                        stage.servers.source.url(tls)],
                       keys() | trust(tls) | {"AWS_CONFIG_FILE": os.path.join(stage.scratch, "none")})
    return Contender(name, command, program="aws")


# ---- comparisons of two sides that are the same ----

def crossdock_sync(name, home_of, before=None, check=None):
    def command(stage):
        argv = [str(LAUNCHER), "sync", "s3://source/", "s3://target/", "--quiet", *crossdock_endpoints(stage)]
        return Command(argv, crossdock_environment(stage, home_of(stage)))
    return Contender(name, command, program="crossdock", before=before, check=check)


def rclone_sync(rounds_max=None):
    def command(stage):
        return Command([find("rclone"), "sync", "A:source", "B:target", *RCLONE_FASTEST, *RCLONE_SMALL],
                       rclone_remotes(stage, False))
    return Contender("rclone", command, program="rclone", rounds_max=rounds_max)
