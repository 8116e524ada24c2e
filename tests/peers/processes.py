"""Processes that are measured: a peer that waits to be told to go, and a program from its start to its exit.

Nothing that run.py loads may be large: a child's peak memory counts from that of the process that started it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""OpenBLAS waits busily, which makes its small matrices a hundred times slower when another process wants the core."""


class Failed(Exception):
    """A process that did not do what it was asked to; the text says what it said."""


@dataclass(frozen=True)
class Timing:
    """How long something took, at best."""

    ms: float
    first_ms: float | None = None
    """The very first time, with what is compiled or cached then."""
    peak_mib: float | None = None

    def best(self, other: Timing | None) -> Timing:
        if other is None:
            return self
        first = other.first_ms if other.first_ms is not None else self.first_ms
        return Timing(min(self.ms, other.ms), first, _least(self.peak_mib, other.peak_mib))


def _least(one: float | None, other: float | None) -> float | None:
    known = [value for value in (one, other) if value is not None]
    return min(known, default=None)


class Worker:
    """A peer's process (worker.py), prepared for one task."""

    def __init__(self, task: str, parquet: Path, fastchat: Path | None, one_thread: bool = True) -> None:
        self._errors = tempfile.TemporaryFile("w+")
        command = [sys.executable, HERE / "worker.py", task, parquet, *([fastchat] if fastchat else [])]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=os.environ | (ONE_THREAD if one_thread else {}),
        )

    def __enter__(self) -> Worker:
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._errors.close()

    def round(self) -> Timing:
        return Timing(**json.loads(self._ask("go")))

    def ratings(self) -> dict[str, float]:
        return json.loads(self._ask("ratings"))

    def _ask(self, what: str) -> str:
        print(what, file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> str:
        answer = self._process.stdout.readline()
        if not answer:
            self._process.wait()
            raise Failed(last_lines(self._errors))
        return answer


@dataclass(frozen=True)
class Program:
    """A peer's whole process, from Parquet to its output."""

    name: str
    parquet: Path

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def round(self) -> Timing:
        return whole([sys.executable, HERE / f"whole/{self.name}.py", self.parquet])


def whole(command: Sequence[str | Path]) -> Timing:
    """Runs a process from start to exit; its output is thrown away."""
    took, used = waited(command)
    return Timing(ms=took * 1e3, peak_mib=used.ru_maxrss / 1024)


def waited(command: Sequence[str | Path]) -> tuple[float, resource.struct_rusage]:
    """Runs a process from start to exit: its seconds, and what it used. Its output is thrown away."""
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failed(f"{command}: {last_lines(errors)}")
    return took, used


def last_lines(errors: IO[str]) -> str:
    errors.seek(0)
    return "\n".join(errors.read().splitlines()[-5:])
