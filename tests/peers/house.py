"""A site to measure: its configuration, its server, and a PostgreSQL of its own with the settings it comes with."""

from __future__ import annotations

import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from processes import Failed

ARENA = "text"
ACTIVE = 4
"""How many of the made log's models the site runs, with recorded answers."""
PROMPTS = 20
START_S = 300
TICKS = os.sysconf("SC_CLK_TCK")

HEAD = """[server]
listen = "127.0.0.1:{port}"
database = "{database}"

[limits]
battles = 1000000
reads = 1000000
concurrent_battles = 100000

[battle]
tick_ms = 1

[[endpoint]]
id = "book"
protocol = "recorded"
file = "answers.jsonl"
pace = "instant"

[[arena]]
id = "{arena}"
title = "Text"
models = ["*"]
"""


@dataclass(frozen=True)
class Site:
    """A folder with a configuration and a database."""

    folder: Path
    agon: Path
    port: int
    database: str

    @staticmethod
    def make(folder: Path, agon: Path, database: str) -> Site:
        folder.mkdir(parents=True)
        port = free_port()
        models = [f"model-{number:03d}" for number in range(ACTIVE)]
        config = HEAD.format(port=port, database=database, arena=ARENA)
        config += "".join(f'\n[[model]]\nid = "{model}"\nendpoint = "book"\n' for model in models)
        (folder / "agon.toml").write_text(config, encoding="utf-8")
        rows = [
            {"prompt": f"question {number}?", "model": model, "answer": f"An answer of some words to question {number}."}
            for number in range(PROMPTS)
            for model in models
        ]
        (folder / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return Site(folder, agon, port, database)

    def command(self, *arguments: str | Path) -> list[str | Path]:
        return [self.agon, "--config", self.folder / "agon.toml", *arguments]

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of the running server."""
        base = f"http://127.0.0.1:{self.port}"
        with (self.folder / "server.log").open("w") as log:
            server = subprocess.Popen(self.command(), stdout=log, stderr=log)
            try:
                wait_until_ready(server, f"{base}/readyz")
                yield base
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(START_S)


def wait_until_ready(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise Failed(f"{url} did not answer")


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, int]]:
    """A PostgreSQL with its own defaults (it waits for the disk), and the number of its first process."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise Failed("PostgreSQL is not installed")
    tools, data, port = found[-1], folder / "postgres", free_port()
    data.mkdir(parents=True, mode=0o700)
    run = as_postgres(data)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
    run(tools / "initdb", "-D", data, "-U", "agon", "-A", "trust", "-E", "UTF8", "--no-locale")
    run(tools / "pg_ctl", "-D", data, "-w", "-o", options, "-l", data / "log", "start")
    try:
        first = int((data / "postmaster.pid").read_text().split("\n")[0])
        yield f"postgres://agon@127.0.0.1:{port}/postgres", first
    finally:
        run(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def as_postgres(data: Path):  # noqa: ANN201
    """Runs programs as somebody whom PostgreSQL does not refuse: root is one whom it does."""
    prefix: list[str] = []
    if os.getuid() == 0:
        somebody = pwd.getpwnam("postgres")
        os.chown(data, somebody.pw_uid, somebody.pw_gid)
        for parent in data.parents:
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
        prefix = ["runuser", "-u", "postgres", "--"]

    def run(*command: str | Path) -> None:
        # Into a file: the server keeps what it inherits open.
        with (data.parent / "postgres.log").open("a+") as log:
            if subprocess.run([*prefix, *command], stdout=log, stderr=log, cwd="/").returncode != 0:
                log.seek(0)
                raise Failed("\n".join(log.read().splitlines()[-5:]))

    return run


def server_cpu_s(first: int) -> float:
    """What a PostgreSQL has used of the processors, by the number of its first process."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = stat.read_text().split(" (", 1)
        except OSError:
            continue
        fields = rest.rsplit(") ", 1)[1].split()
        if int(number) == first:
            total += sum(int(ticks) for ticks in fields[11:15])
        elif int(fields[1]) == first:
            total += sum(int(ticks) for ticks in fields[11:13])
    return total / TICKS


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return some.getsockname()[1]


def progress(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
