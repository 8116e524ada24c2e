"""One process that measures one task of one peer, so that thread settings and warm caches are the peer's own.

    worker.py TASK PARQUET [FASTCHAT]

Says "ready" when its input is prepared. Answers every "go" with one line of JSON: the shortest and the first time of this round
in milliseconds. Answers "ratings" with the ratings of its last result.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import tasks

ROUND_S = 0.5
"""A round repeats a short job for so long."""


def main(task: str, parquet: str, fastchat: str | None = None) -> None:
    say = _take_stdout()
    given = tasks.Input(Path(parquet), Path(fastchat) if fastchat else None)
    job = getattr(tasks, task)(given)
    say("ready")
    result = None
    for line in sys.stdin:
        if line.strip() == "ratings":
            say(json.dumps(job.ratings(result)))
        else:
            times, result = _round(job)
            say(json.dumps({"ms": min(times) * 1e3, "first_ms": times[0] * 1e3}))


def _take_stdout() -> Any:
    """Keeps what libraries print out of the answers."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return lambda line: print(line, file=answers, flush=True)


def _round(job: tasks.Job) -> tuple[list[float], Any]:
    times: list[float] = []
    while not times or sum(times) < ROUND_S:
        start = time.perf_counter()
        result = job.run()
        times.append(time.perf_counter() - start)
    return times, result


if __name__ == "__main__":
    main(*sys.argv[1:])
