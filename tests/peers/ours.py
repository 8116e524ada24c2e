"""Our side: the example `timings` of agon-rating, and the binary."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from processes import Failed, Timing, whole

REPOSITORY = Path(__file__).resolve().parents[2]
RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target")) / "release"


@dataclass(frozen=True)
class Ours:
    """Our programs, and the folder with the sets."""

    agon: Path
    timings: Path
    data: Path

    def work(self, name: str, work: str, threads: int = 1) -> Timing:
        """One work of the example on a set."""
        lines = _output([self.timings, self.data / name, "--only", work], threads).splitlines()
        times = [entry["ms"] for entry in map(json.loads, lines) if entry["work"] == work]
        if not times:
            raise Failed(f"{self.timings} printed no line for {work}")
        return Timing(ms=min(times))

    def whole(self, name: str) -> Timing:
        return whole([self.agon, "rate", self.data / f"{name}.parquet", "--output", "csv"])

    def ratings(self, name: str) -> dict[str, float]:
        board = _output([self.agon, "rate", self.data / f"{name}.parquet", "--output", "csv"])
        return {row["model"]: float(row["rating"]) for row in csv.DictReader(board.splitlines())}

    def version(self) -> str:
        commit = _output(["git", "-C", REPOSITORY, "describe", "--always", "--dirty"]).strip()
        return f"{_output([self.agon, '--version']).strip()} at {commit}"


def find(data: Path, agon: Path | None, timings: Path | None) -> Ours:
    """Our programs; what is not given is built."""
    cargo = ["cargo", "build", "--release", "--quiet"]
    if agon is None:
        subprocess.run(cargo, cwd=REPOSITORY, check=True)
    if timings is None:
        subprocess.run([*cargo, "-p", "agon-rating", "--example", "timings"], cwd=REPOSITORY, check=True)
    return Ours(agon or RELEASE / "agon", timings or RELEASE / "examples/timings", data)


def _output(command: list[str | Path], threads: int | None = None) -> str:
    environment = os.environ | ({"RAYON_NUM_THREADS": str(threads)} if threads else {})
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise Failed(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout
