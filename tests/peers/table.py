"""The results as one table in Markdown."""

from __future__ import annotations

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


@dataclass(frozen=True)
class Result:
    """A row with what was measured; None where nothing was."""

    row: Row
    ours: Timing | None
    peer: Timing | None
    origin: str | None
    """Where the peer's time comes from if not from this run."""

    def cells(self) -> list[str]:
        row = self.row
        ratio = self.peer.ms / self.ours.ms if self.peer and self.ours else None
        return [
            row.work,
            row.set,
            row.peer,
            _time(self.ours),
            self._peer_time(),
            f"{_number(ratio)}x" if ratio else NOTHING,
            f"{_number(row.target)}x" if row.target else NOTHING,
            _met(ratio >= row.target) if ratio and row.target else NOTHING,
        ]

    def _peer_time(self) -> str:
        if self.peer is None and self.row.recorded_ms is not None:
            return f"({_number(self.row.recorded_ms)}, recorded elsewhere)"
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
    return "yes" if met else "NO"
