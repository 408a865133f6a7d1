"""The two servers: a source and a target, each a process."""
import json
import os
import subprocess
import urllib.request

from harness.tools import ACCESS_KEY_ID, BUILT, CERTIFICATE, PRIVATE_KEY, SECRET_ACCESS_KEY


class Server:
    """One process; `port` speaks plain http, `tls_port` TLS if it was asked for."""

    def __init__(self, point, options, tls):
        command = [str(BUILT / "bench-s3"), "--objects", str(point.objects), "--size", str(point.size),
                   "--key-format", point.key_format, *options]
        if tls:
            command += ["--certificate", str(CERTIFICATE), "--private-key", str(PRIVATE_KEY)]
        keys = {"BENCH_ACCESS_KEY_ID": ACCESS_KEY_ID, "BENCH_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **keys})
        ports = [int(port) for port in self.process.stdout.readline().split()]
        if not ports:
            raise SystemExit(f"bench: the server did not start: {' '.join(command)}")
        self.port, self.tls_port = ports[0], ports[-1]

    def url(self, tls):
        return f"https://127.0.0.1:{self.tls_port}" if tls else f"http://127.0.0.1:{self.port}"

    def reset(self):
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}/_reset", method="POST")).close()

    def stats(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stats") as reply:
            return json.load(reply)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Servers:
    """Both; in the verifying mode they check every signature and every hash of a payload."""

    def __init__(self, point, *, signatures):
        verifying = ["--verify-signature"] if signatures else []
        if point.signatures == "always":
            verifying = ["--verify-signature", "--allow-anonymous"]
        self.source = Server(point, [*point.source_options, *verifying], point.tls)
        self.target = Server(point, ["--verify", *point.target_options, *verifying], point.tls)

    def alive(self):
        return all(server.process.poll() is None for server in (self.source, self.target))

    def reset(self):
        self.source.reset()
        self.target.reset()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.source.stop()
        self.target.stop()
