"""What is compared with what, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table: a work on a set, done by a peer and by us."""

    work: str
    set: str
    peer: str
    peer_task: str
    """A function of tasks.py, or a program of whole/."""
    ours: str
    """A work of the example `timings`, or WHOLE."""
    target: float | None
    """How many times our time the peer's has to be; nothing is promised where there is none."""
    recorded_ms: float | None = None
    """What the peer took elsewhere, on the machine that the targets were derived on, for a peer that cannot be installed."""
    one_thread: bool = True
    """Whether the peer's OpenBLAS is kept to one thread."""
    all_threads: bool = False
    """Whether ours is measured on all threads of the machine too, besides on one."""

    @property
    def fastchat(self) -> bool:
        return self.peer.startswith("FastChat")


@dataclass(frozen=True)
class Limit:
    """A line of the table that needs no peer."""

    work: str
    set: str
    ours: str
    """A work of the example `timings`, or PEAK or GROWTH."""
    limit: float
    unit: str


WHOLE = "whole"
"""Ours of a row that measures whole processes, from start to exit."""

PEAK = "peak"
"""Ours of a limit for the memory of such a process."""

GROWTH = "growth"
"""Ours of a limit for its time per vote, compared with that on a smaller set."""

GROWTH_FROM = "b"
GROWTH_VOTES = 5
"""How many times the votes of the smaller set the larger one has."""

INTERVALS = "pair counts -> ratings, intervals"
RATINGS = "pair counts -> ratings"
BOOTSTRAP = "100 bootstrap rounds"
STYLE = "style control, intervals"
CATEGORIES = "30 categories, intervals"
ELO = "Elo online"
FILE = "whole process: Parquet -> ratings, intervals as CSV"

ARENA_RANK = "arena-rank"
ARENAKIT = "arenakit"
CHOIX = "choix, 1 thread"
FASTCHAT = "FastChat"


ROWS: list[Row] = [
    Row(INTERVALS, "a", ARENA_RANK, "arena_rank_intervals", "bt_intervals", 1000, one_thread=False),
    Row(INTERVALS, "b", ARENA_RANK, "arena_rank_intervals", "bt_intervals", 400, one_thread=False),
    Row(INTERVALS, "c", ARENA_RANK, "arena_rank_intervals", "bt_intervals", 400, one_thread=False, all_threads=True),
    Row(RATINGS, "a", CHOIX, "choix_fit", "bt", 2.5),
    Row(RATINGS, "b", CHOIX, "choix_fit", "bt", 2.5),
    Row(RATINGS, "c", CHOIX, "choix_fit", "bt", 2.5),
    Row(RATINGS, "a", ARENAKIT, "arenakit_fit", "bt", 13),
    Row(RATINGS, "b", ARENAKIT, "arenakit_fit", "bt", 13),
    Row(RATINGS, "c", ARENAKIT, "arenakit_fit", "bt", 13),
    Row(RATINGS, "a", FASTCHAT, "fastchat_fit", "bt", 40, recorded_ms=27),
    Row(RATINGS, "b", FASTCHAT, "fastchat_fit", "bt", 180, recorded_ms=320),
    Row(RATINGS, "c", FASTCHAT, "fastchat_fit", "bt", 700, recorded_ms=5100),
    Row(BOOTSTRAP, "b", CHOIX, "choix_bootstrap", "bootstrap100", 8),
    Row(BOOTSTRAP, "b", f"{CHOIX}, Poisson", "choix_bootstrap_poisson", "bootstrap100", None),
    Row(BOOTSTRAP, "b", ARENAKIT, "arenakit_bootstrap", "bootstrap100", 28),
    Row(BOOTSTRAP, "b", f"{FASTCHAT}, 1 thread each", "fastchat_bootstrap", "bootstrap100", None),
    Row(BOOTSTRAP, "b", f"{FASTCHAT} as it comes", "fastchat_bootstrap", "bootstrap100", 550, 76_800, one_thread=False),
    Row(STYLE, "b", ARENA_RANK, "arena_rank_style", "style", 70, one_thread=False, all_threads=True),
    Row(STYLE, "b", f"{FASTCHAT}, no intervals", "fastchat_style", "style", 100, recorded_ms=24_200, all_threads=True),
    Row(CATEGORIES, "b", ARENA_RANK, "arena_rank_categories", "categories30", 1400, one_thread=False, all_threads=True),
    Row(
        CATEGORIES, "b", f"{FASTCHAT}, no intervals", "fastchat_categories", "categories30", 200, 30_600, all_threads=True
    ),
    Row(ELO, "b", "evalica core, as its API calls it", "evalica_elo_lists", "elo", 4.5),
    Row(ELO, "b", "evalica core, given arrays", "evalica_elo_arrays", "elo", None),
    Row(ELO, "b", FASTCHAT, "fastchat_elo", "elo", 80, recorded_ms=3400),
    Row(FILE, "b", ARENA_RANK, "arena_rank_board", WHOLE, 30),
    Row(FILE, "b", "polars, GROUP BY pair only", "polars_pairs", WHOLE, 1 / 1.5),
    Row(FILE, "b", "duckdb, GROUP BY pair only", "duckdb_pairs", WHOLE, 1 / 1.5),
    Row(FILE, "c", "polars, GROUP BY pair only", "polars_pairs", WHOLE, None),
    Row(FILE, "c", "duckdb, GROUP BY pair only", "duckdb_pairs", WHOLE, None),
]

LIMITS: list[Limit] = [
    Limit("whole process: time per vote, as a multiple of that on b", "c", GROWTH, 1.1, "x"),
    Limit("whole process: peak memory", "c", PEAK, 1024, "MiB"),
    Limit("one vote into a board of 400: moved preview", "c", "preview", 0.05, "ms"),
    Limit("one vote into a board of 400: cold fit, all intervals", "c", "cold400", 20, "ms"),
]

RATED: dict[str, str] = {
    "arena-rank": "arena_rank_intervals",
    "choix": "choix_fit",
    "arenakit": "arenakit_fit",
    "evalica": "evalica_fit",
    "scikit-learn": "sklearn_fit",
    "FastChat": "fastchat_fit",
}
"""The peers whose ratings are compared with ours."""
