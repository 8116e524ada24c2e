"""What the measuring happens on, and whether it is quiet there."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import time
from pathlib import Path

LIBRARIES = [
    "arena-rank",
    "jax",
    "choix",
    "arenakit",
    "evalica",
    "polars",
    "duckdb",
    "numpy",
    "scipy",
    "pandas",
    "scikit-learn",
]

SAMPLE_S = 0.3
BUSY = 0.1
"""The share of all cores' time that may be in use by others on a quiet machine."""


def describe() -> list[str]:
    """The processor and the versions of everything that is measured."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return [_processor(), f"Python {platform.python_version()}", *libraries]


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def wait_for_quiet(patience_s: float) -> None:
    """Returns when others leave the cores alone, or when patience has ended."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end and _busy_share() > BUSY:
        pass


def _busy_share() -> float:
    idle, total = _ticks()
    time.sleep(SAMPLE_S)
    later_idle, later_total = _ticks()
    return 1 - (later_idle - idle) / max(1, later_total - total)


def _ticks() -> tuple[int, int]:
    """What all cores together have been idle, and have been, since the start."""
    ticks = [int(number) for number in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    name = next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())
    return f"{name}, {os.cpu_count()} cores"
