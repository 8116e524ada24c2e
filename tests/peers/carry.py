#!/usr/bin/env python3
"""Measures what goes in and out of a site: import, Parquet export beside DuckDB's COPY, verify, and votes during an export.

Prints one table in Markdown. README.md says what is counted.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import machine
import ours
from house import ARENA, Site, postgres, progress, server_cpu_s
from processes import HERE, Failed, waited
from table import markdown

HEADER = ["work", "database", "wall s", "rows/s", "CPU s", "server CPU s", "peak MiB", "target", "met?"]
NUMBERS = range(2, 8)
TIMES_DUCKDB = 10
EXPORT_MIB = 150
ROWS_PER_S = {"SQLite": 60_000, "PostgreSQL": 80_000}
SLOWER = 1.1


@dataclass(frozen=True)
class Used:
    """What a process took from start to exit."""

    wall_s: float
    cpu_s: float
    peak_mib: float | None
    server_cpu_s: float | None = None

    def line(self, work: str, database: str, rows: int, target: str = "-", met: bool | None = None) -> list[str]:
        server = "-" if self.server_cpu_s is None else f"{self.server_cpu_s:.1f}"
        peak = "-" if self.peak_mib is None else f"{self.peak_mib:.0f}"
        verdict = {None: "-", True: "yes", False: "NO"}[met]
        rate = f"{rows / self.wall_s:,.0f}"
        return [work, database, f"{self.wall_s:.1f}", rate, f"{self.cpu_s:.1f}", server, peak, target, verdict]


@dataclass(frozen=True)
class Kind:
    """A database to measure with."""

    name: str
    address: str
    first_process: int | None = None

    def measured(self, command: list[str | Path]) -> Used:
        before = server_cpu_s(self.first_process) if self.first_process else 0
        took = used(command)
        if self.first_process is None:
            return took
        return replace(took, server_cpu_s=server_cpu_s(self.first_process) - before)


def used(command: list[str | Path]) -> Used:
    """Runs a process; its output is thrown away."""
    wall, usage = waited(command)
    return Used(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(tempfile.gettempdir()) / "agon-peers"
    parser.add_argument(
        "--data", type=Path, default=default, help="folder of the made log and of all that is written (%(default)s)"
    )
    parser.add_argument("--votes", type=int, default=2_000_000, help="rows of the made log (%(default)s)")
    parser.add_argument("--agon", type=Path, metavar="PATH", help="the release binary; built if not given")
    parser.add_argument("--only", choices=["sqlite", "postgres"], help="one of the databases")
    parser.add_argument("--repeats", type=int, default=2, help="rounds of exports and of COPY; the best counts (%(default)s)")
    parser.add_argument("--rate", type=float, default=100, help="votes per second during the export (%(default)s)")
    parser.add_argument(
        "--seconds", type=int, default=20, help="length of each stretch of votes; 0 leaves them out (%(default)s)"
    )
    parser.add_argument("--stretches", type=int, default=3, help="stretches with and without an export, in turn (%(default)s)")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    agon = options.agon or built()
    log = options.data / f"shaped-{options.votes}.parquet"
    made = output([sys.executable, HERE / "shaped.py", log, str(options.votes)])
    print(f"{datetime.date.today()}; {machine.describe()[0]}; {output([agon, '--version'])}; {made}")
    print(f"The load was {machine.load()} at the start.\n")
    work = options.data / "carry"
    shutil.rmtree(work, ignore_errors=True)
    lines: list[list[str]] = []
    try:
        for kind in kinds(work, options.only):
            lines += measure(kind, Site.make(work / kind.name, agon, kind.address), log, options)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(markdown(HEADER, lines, NUMBERS))


def built() -> Path:
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ours.REPOSITORY, check=True)
    return ours.RELEASE / "agon"


def kinds(work: Path, only: str | None) -> Iterator[Kind]:
    if only != "postgres":
        yield Kind("SQLite", "sqlite:agon.db")
    if only != "sqlite":
        with postgres(work) as (address, first):
            yield Kind("PostgreSQL", address, first)


def measure(kind: Kind, site: Site, log: Path, options: argparse.Namespace) -> Iterator[list[str]]:
    rows = options.votes
    bring = site.command("import", "votes", log, "--arena", ARENA)
    progress(f"{kind.name}: import")
    took = kind.measured(bring)
    wanted = ROWS_PER_S[kind.name]
    yield took.line("import into an empty site", kind.name, rows, f">= {wanted:,} rows/s", rows / took.wall_s >= wanted)
    progress(f"{kind.name}: import again")
    yield kind.measured(bring).line("the same file again: nothing new", kind.name, rows)
    file = site.folder / "votes.parquet"
    progress(f"{kind.name}: export")
    take = site.command("export", "votes", "--arena", ARENA, "-o", file)
    took = best(lambda: kind.measured(take), options.repeats)
    yield from exported(kind, took, file, options)
    progress(f"{kind.name}: verify")
    checked = used([site.agon, "verify", file, "--manifest", f"{file}.manifest.json"])
    yield checked.line("verify", "the file", rows)
    if options.seconds > 0:
        yield from voted(kind, site, options)


def exported(kind: Kind, took: Used, file: Path, options: argparse.Namespace) -> Iterator[list[str]]:
    rows = options.votes
    yield took.line("Parquet export", kind.name, rows, f"<= {EXPORT_MIB} MiB", took.peak_mib <= EXPORT_MIB)
    for threads in sorted({1, os.cpu_count() or 1}):
        command = [sys.executable, HERE / "whole/duckdb_copy.py", file, file.parent, str(threads), str(options.repeats)]
        peer = json.loads(output(command))
        copy = Used(peer["wall_s"], peer["cpu_s"], None)
        ratio = took.wall_s / copy.wall_s
        work = f"duckdb {peer['version']} COPY, {threads} thread{'s' * (threads > 1)}: ours takes {ratio:.1f}x as long"
        yield copy.line(work, "its own", rows, f"<= {TIMES_DUCKDB}x", ratio <= TIMES_DUCKDB)


def voted(kind: Kind, site: Site, options: argparse.Namespace) -> Iterator[list[str]]:
    """Votes by the clock, in turn without and with exports by the server beside them."""
    stretches: dict[bool, list[dict[str, float]]] = {False: [], True: []}
    with site.served() as base:
        load(site, base, options)
        for _ in range(options.stretches):
            for beside in (False, True):
                progress(f"{kind.name}: votes, {'an export beside' if beside else 'alone'}")
                with exporting(site, base) if beside else nothing():
                    stretches[beside].append(load(site, base, options))
    for name in ("p50_ms", "p99_ms", "votes_per_s"):
        alone, beside = (sorted(one[name] for one in stretches[which])[options.stretches // 2] for which in (False, True))
        ratio = alone / beside if name == "votes_per_s" else beside / alone
        work = f"votes beside a Parquet export, median of {options.stretches}: {name} {alone:.2f} alone, {beside:.2f} beside"
        met = ratio <= SLOWER if name != "p99_ms" else None
        target = f"<= {SLOWER}x" if name != "p99_ms" else "-"
        yield [work, kind.name, "-", "-", "-", "-", f"{ratio:.2f}x", target, "-" if met is None else "yes" if met else "NO"]


def load(site: Site, base: str, options: argparse.Namespace) -> dict[str, float]:
    command = [site.agon, "simulate", "--url", base, "--rate", str(options.rate), "--seconds", str(options.seconds)]
    report = json.loads(output([*command, "--viewers", "1", "--output", "json"]))
    if report["errors"]:
        raise Failed(str(report["errors"]))
    vote = next(step for step in report["steps"] if step["step"] == "vote")
    return {"p50_ms": vote["p50_ms"], "p99_ms": vote["p99_ms"], "votes_per_s": report["votes_per_s"]}


@contextmanager
def exporting(site: Site, base: str) -> Iterator[None]:
    """Takes the votes of the running server away again and again, a process that reads and forgets."""
    loop = 'while :; do curl -sf -o /dev/null "$0" || exit 1; done'
    reader = subprocess.Popen(["sh", "-c", loop, f"{base}/api/v1/exports/votes.parquet?arena={ARENA}"], start_new_session=True)
    try:
        yield
        if reader.poll() is not None:
            raise Failed("the export broke off")
    finally:
        os.killpg(reader.pid, 15)
        reader.wait()


@contextmanager
def nothing() -> Iterator[None]:
    yield


def best(run, rounds: int) -> Used:  # noqa: ANN001
    return min((run() for _ in range(rounds)), key=lambda one: one.wall_s)


def output(command: list[str | Path]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"{command}: {done.stderr.strip()[-500:]}")
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        main()
    except (Failed, OSError, subprocess.CalledProcessError) as failed:
        sys.exit(str(failed))
