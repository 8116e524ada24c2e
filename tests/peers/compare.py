"""Measures rows and limits: ours and the peer in turn, the best time of each."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kept import Kept
from machine import wait_for_quiet
from ours import Ours
from processes import Program, Timing, Worker
from rows import GROWTH, GROWTH_FROM, GROWTH_VOTES, PEAK, WHOLE, Limit, Row
from table import Limited, Result, threads_of


@dataclass(frozen=True)
class Comparison:
    """How a run measures."""

    data: Path
    ours: Ours | None
    """None if only the peers are measured."""
    fastchat: Path | None
    kept: Kept
    repeats: int
    budget_s: float
    patience_s: float
    reuse_ms: float | None
    save: bool

    def row(self, row: Row) -> Result:
        kept = self._kept_instead(row)
        if kept:
            timing, date = kept
            return Result(row, self._ours_alone(row), timing, f"on {date}")
        if row.fastchat and self.fastchat is None:
            return Result(row, self._ours_alone(row), None, None)
        best_ours, best_peer = self._in_turn(row)
        if self.save:
            self.kept.put(row, best_peer)
        return Result(row, best_ours, best_peer, None)

    def limit(self, limit: Limit, ours: Ours) -> Limited:
        if limit.ours == PEAK:
            return Limited(limit, ours.whole(limit.set).peak_mib)
        if limit.ours == GROWTH:
            larger, smaller = (self._best(lambda name=name: ours.whole(name)).ms for name in (limit.set, GROWTH_FROM))
            return Limited(limit, larger / smaller / GROWTH_VOTES)
        return Limited(limit, self._best(lambda: ours.work(limit.set, limit.ours)).ms)

    def _kept_instead(self, row: Row) -> tuple[Timing, str] | None:
        kept = self.kept.get(row) if self.reuse_ms is not None else None
        return kept if kept and kept[0].ms > self.reuse_ms else None

    def _in_turn(self, row: Row) -> tuple[list[Timing], Timing]:
        ours, peer_best = [], None
        with self._peer(row) as peer:
            end = time.monotonic() + self.budget_s
            for _ in range(self.repeats):
                wait_for_quiet(self.patience_s)
                if self.ours:
                    ours = self._once(row, ours)
                peer_best = peer.round().best(peer_best)
                if time.monotonic() > end:
                    break
        return ours, peer_best

    def _peer(self, row: Row) -> Worker | Program:
        parquet = self.data / f"{row.set}.parquet"
        if row.ours == WHOLE:
            return Program(row.peer_task, parquet)
        return Worker(row.peer_task, parquet, self.fastchat, row.one_thread)

    def _ours_alone(self, row: Row) -> list[Timing]:
        ours = []
        for _ in range(self.repeats if self.ours else 0):
            wait_for_quiet(self.patience_s)
            ours = self._once(row, ours)
        return ours

    def _once(self, row: Row, best: list[Timing]) -> list[Timing]:
        """Ours on each number of threads that the row wants, the better of this time and those before."""
        if row.ours == WHOLE:
            timings = [self.ours.whole(row.set)]
        else:
            timings = [self.ours.work(row.set, row.ours, threads) for threads in threads_of(row)]
        return [timing.best(before) for timing, before in itertools.zip_longest(timings, best)]

    def _best(self, measure: Callable[[], Timing]) -> Timing:
        best = measure()
        for _ in range(self.repeats - 1):
            wait_for_quiet(self.patience_s)
            best = measure().best(best)
        return best
