"""The results as one table in Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from processes import Timing
from rows import Limit, Row

HEADER = ["work", "set", "peer", "ours ms", "peer ms", "ratio", "target", "met?"]
NUMBERS = range(3, 7)
"""Columns that are aligned to the right."""

NOTHING = "-"
FIRST_WORTH_SAYING = 1.5
"""How many times slower than the best the first run is where it is told."""


def threads_of(row: Row) -> list[int]:
    """On how many threads ours is measured."""
    most = len(os.sched_getaffinity(0))
    return [1, most] if row.all_threads and most > 1 else [1]


@dataclass(frozen=True)
class Result:
    """A row with what was measured; None where nothing was."""

    row: Row
    ours: list[Timing]
    """On each number of threads; empty if nothing was measured."""
    peer: Timing | None
    origin: str | None
    """Where the peer's time comes from if not from this run."""

    def cells(self) -> list[str]:
        row = self.row
        here = self._ratios(self.peer.ms if self.peer else None)
        recorded = self._ratios(row.recorded_ms)
        return [
            row.work,
            row.set,
            row.peer,
            self._by_threads([_time(ours) for ours in self.ours]),
            _beside(self._peer_time(), _number(row.recorded_ms) if row.recorded_ms else NOTHING),
            _beside(self._told(here), self._told(recorded)),
            f"{_number(row.target)}x" if row.target else NOTHING,
            self._verdict(here, recorded) if row.target else NOTHING,
        ]

    def _ratios(self, peer_ms: float | None) -> list[float]:
        """How many times ours the peer's time is, on each number of threads; none if either is not known."""
        return [peer_ms / ours.ms for ours in self.ours] if peer_ms else []

    def _told(self, ratios: list[float]) -> str:
        return self._by_threads([f"{_number(ratio)}x" for ratio in ratios])

    def _by_threads(self, texts: list[str]) -> str:
        said = zip(texts, threads_of(self.row))
        return "; ".join(text if threads == 1 else f"{text} on {threads} threads" for text, threads in said) or NOTHING

    def _verdict(self, here: list[float], recorded: list[float]) -> str:
        """Whether the target is met by what was measured here, and if not, whether it is by what was recorded elsewhere."""
        by_here, by_recorded = (self._met([ratio >= self.row.target for ratio in ratios]) for ratios in (here, recorded))
        if not recorded or by_here.startswith(_met(True)) or by_here == by_recorded:
            return by_here
        return f"{by_here}; as recorded: {by_recorded}" if here else f"as recorded: {by_recorded}"

    def _met(self, met: list[bool]) -> str:
        """Whether the target is met, and on how many threads if one is not enough."""
        if not any(met):
            return _met(False) if met else NOTHING
        threads = threads_of(self.row)[met.index(True)]
        return _met(True) if threads == 1 else f"{_met(True)}, on {threads} threads"

    def _peer_time(self) -> str:
        return _time(self.peer) + (f" ({self.origin})" if self.origin else "")


@dataclass(frozen=True)
class Limited:
    """A limit with what was measured, in the limit's unit."""

    limit: Limit
    ours: float

    def cells(self) -> list[str]:
        limit = self.limit
        return [
            limit.work,
            limit.set,
            NOTHING,
            f"{_number(self.ours)} {limit.unit}",
            NOTHING,
            NOTHING,
            f"<= {_number(limit.limit)} {limit.unit}",
            _met(self.ours <= limit.limit),
        ]


def markdown(header: Sequence[str], lines: Iterable[Sequence[str]], numbers: Iterable[int]) -> str:
    rule = ["---:" if column in numbers else "---" for column in range(len(header))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, rule, *lines])


def _beside(here: str, recorded: str) -> str:
    """What is known here, and the same of another machine beside it."""
    if recorded == NOTHING:
        return here
    return f"recorded: {recorded}" if here == NOTHING else f"{here} (recorded: {recorded})"


def _time(timing: Timing | None) -> str:
    if timing is None:
        return NOTHING
    text = _number(timing.ms)
    if timing.first_ms and timing.first_ms > FIRST_WORTH_SAYING * timing.ms:
        text += f", first {_number(timing.first_ms)}"
    if timing.peak_mib:
        text += f", {_number(timing.peak_mib)} MiB"
    return text


def _number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _met(met: bool) -> str:
    return "yes" if met else "no"
