#!/usr/bin/env python3
"""Measures Agon's rating engine and its peers in turn, and prints one table. README.md says how to install the peers."""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import ours
from compare import Comparison
from kept import Kept
from processes import HERE, Failed, Worker
from rows import GROWTH, GROWTH_FROM, LIMITS, RATED, ROWS, Limit, Row
from table import HEADER, NUMBERS, Result, markdown

LEFT_OUT = """
Left out: arena-rank's bootstrap (`ci_method="bootstrap"`), which hangs: it forks after JAX has started its threads."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(tempfile.gettempdir()) / "agon-peers"
    parser.add_argument("--data", type=Path, default=default, help="folder of the sets; made if missing (%(default)s)")
    parser.add_argument("--sets", default="a,b,c", type=lambda text: text.split(","), help="which sets (%(default)s)")
    parser.add_argument("--only", action="append", metavar="WORD", help="only rows that have the word; may be repeated")
    parser.add_argument("--repeats", type=int, default=5, help="rounds per row, ours and the peer in turn (%(default)s)")
    parser.add_argument("--budget", type=float, default=90, metavar="S", help="no new round of a row after (%(default)s)")
    parser.add_argument("--patience", type=float, default=20, metavar="S", help="wait so long for idle cores (%(default)s)")
    parser.add_argument("--peers-only", action="store_true", help="measure no program of ours")
    parser.add_argument("--save", action="store_true", help="keep the peers' best times in DATA/peers.json")
    parser.add_argument("--reuse", type=float, metavar="MS", help="take kept times above this instead of measuring again")
    parser.add_argument("--check", action="store_true", help="compare ratings instead of times")
    parser.add_argument("--fastchat", type=Path, metavar="PATH", help="a checkout of FastChat, to measure it too")
    parser.add_argument("--agon", type=Path, metavar="PATH", help="the binary; built if not given")
    parser.add_argument("--timings", type=Path, metavar="PATH", help="the example of agon-rating; built if not given")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    measured_with = machine.describe()
    our_side = None if options.peers_only else ours.find(options.data, options.agon, options.timings)
    sets = prepare(options.data, options.sets)
    print(f"{datetime.date.today()}; {'; '.join(measured_with)}; FastChat: {options.fastchat or 'not measured'}")
    print(f"Sets: {'; '.join(sets)}")
    print(f"Ours: {our_side.version() if our_side else 'not measured'}")
    print(f"The best of at most {options.repeats} rounds; the load was {machine.load()} at the start.\n")
    if options.check:
        ratings(options, our_side)
    else:
        times(options, our_side, Kept(options.data / "peers.json", measured_with))


def prepare(data: Path, sets: list[str]) -> list[str]:
    """Makes what is missing of the sets and says what they are; in another process, for it needs much memory."""
    done = subprocess.run([sys.executable, HERE / "dump.py", data, *sets], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()


def times(options: argparse.Namespace, our_side: ours.Ours | None, kept: Kept) -> None:
    comparison = Comparison(
        data=options.data,
        ours=our_side,
        fastchat=options.fastchat,
        kept=kept,
        repeats=options.repeats,
        budget_s=options.budget,
        patience_s=options.patience,
        reuse_ms=options.reuse,
        save=options.save,
    )
    lines = []
    for row in wanted_rows(options):
        progress(f"{row.work} | {row.set} | {row.peer}")
        try:
            lines.append(comparison.row(row).cells())
        except Failed as failed:
            progress(f"failed: {failed}")
            lines.append(Result(row, [], None, "failed").cells())
    for limit in wanted_limits(options) if our_side else []:
        progress(f"{limit.work} | {limit.set}")
        try:
            lines.append(comparison.limit(limit, our_side).cells())
        except Failed as failed:
            progress(f"failed: {failed}")
    print(markdown(HEADER, lines, NUMBERS))
    print(LEFT_OUT)


def wanted_rows(options: argparse.Namespace) -> list[Row]:
    return [row for row in ROWS if row.set in options.sets and named(options, row.work, row.peer, row.peer_task, row.ours)]


def wanted_limits(options: argparse.Namespace) -> list[Limit]:
    possible = [limit for limit in LIMITS if limit.ours != GROWTH or GROWTH_FROM in options.sets]
    return [limit for limit in possible if limit.set in options.sets and named(options, limit.work, limit.ours)]


def named(options: argparse.Namespace, *texts: str) -> bool:
    return not options.only or any(word in text for word in options.only for text in texts)


def ratings(options: argparse.Namespace, our_side: ours.Ours | None) -> None:
    """Everybody's distance from the optimum, and from our ratings. Loads what `times` must not."""
    import check
    import votes

    lines = []
    for name in options.sets:
        parquet = options.data / f"{name}.parquet"
        optimum = check.exact(votes.read(parquet))
        board = our_side.ratings(name) if our_side else None
        boards = ({"Agon": board} if board else {}) | peer_ratings(parquet, options.fastchat)
        for who, theirs in boards.items():
            lines.append([name, who, *(check.distance(theirs, other) for other in (optimum, board))])
    print(markdown(["set", "who", "from the optimum, Elo", "from ours, Elo"], lines, (2, 3)))


def peer_ratings(parquet: Path, fastchat: Path | None) -> dict[str, dict[str, float]]:
    boards = {}
    for peer, task in RATED.items():
        if peer == "FastChat" and fastchat is None:
            continue
        progress(f"ratings | {parquet.stem} | {peer}")
        with Worker(task, parquet, fastchat) as worker:
            worker.round()
            boards[peer] = worker.ratings()
    return boards


def progress(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except (Failed, OSError, subprocess.CalledProcessError) as failed:
        sys.exit(str(failed))
