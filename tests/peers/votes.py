"""The votes that everybody is measured on: made from a seed, kept as Parquet, read as arrays.

A made log has what makes a real one hard: a few models meet most of the votes, models enter and retire, a third of the votes
are ties, the first position helps a little, style helps and is confounded with strength, a few voters cast many votes and a
few of those vote badly, and thirty overlapping categories.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

WINNERS = ["model_a", "model_b", "tie", "tie (bothbad)"]
STYLES = ["len", "head", "list", "bold"]
CATEGORIES = 30

ORIGIN = "origin"
"""Where a file says that it was made here."""

SLICES = 200
"""Stretches of time in which the same models are on offer."""

TIE_THRESHOLD = 0.75
POSITION_BIAS = 0.02
STYLE_EFFECTS = np.array([0.25, 0.04, 0.06, 0.05])
"""What one standard deviation more than the other answer is worth, in log-odds."""


@dataclass(frozen=True)
class Recipe:
    """How a set is made."""

    models: int
    votes: int
    seed: int


RECIPES = {
    "a": Recipe(models=100, votes=100_000, seed=11),
    "b": Recipe(models=200, votes=2_000_000, seed=22),
    "c": Recipe(models=400, votes=10_000_000, seed=33),
}


@dataclass(frozen=True)
class Votes:
    """The votes of a set as arrays. Models are numbered in the order of their names."""

    models: list[str]
    a: np.ndarray
    b: np.ndarray
    outcome: np.ndarray
    """Position in WINNERS."""

    @cached_property
    def wins(self) -> np.ndarray:
        """How often the model of the row beat that of the column, in either position."""
        return self._count(0) + self._count(1).T

    @cached_property
    def ties(self) -> np.ndarray:
        """How often two models tied, both bad or not. Symmetric."""
        tied = self._count(2) + self._count(3)
        return tied + tied.T

    def _count(self, outcome: int) -> np.ndarray:
        size = len(self.models)
        here = self.outcome == outcome
        cells = np.bincount(self.a[here].astype(np.int64) * size + self.b[here], minlength=size * size)
        return cells.reshape(size, size)


def ensure(folder: Path, name: str) -> Path:
    """The set's file, made if it is not there."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        make(RECIPES[name], unfinished)
        unfinished.rename(path)
    return path


def read(path: Path) -> Votes:
    """The models and outcomes of a file."""
    table = pq.read_table(path, columns=["model_a", "model_b", "winner"])
    models = sorted({name for side in ("model_a", "model_b") for name in table[side].unique().to_pylist()})
    return Votes(
        models=models,
        a=_codes(table["model_a"], models, np.int32),
        b=_codes(table["model_b"], models, np.int32),
        outcome=_codes(table["winner"], WINNERS, np.int8),
    )


def describe(path: Path) -> str:
    """What a set is, in a few words."""
    schema = pq.read_schema(path)
    origin = (schema.metadata or {}).get(ORIGIN.encode(), b"a file that was there").decode()
    return f"{len(read(path).models)} models, {pq.read_metadata(path).num_rows:,} votes, {origin}"


def style(path: Path) -> np.ndarray:
    """How much more of each kind of style the first answer has, from -1 to 1; 0 if neither has any."""
    columns = [f"{kind}_{side}" for kind in STYLES for side in "ab"]
    frame = pd.read_parquet(path, columns=columns)
    differences = np.zeros((len(frame), len(STYLES)))
    for column, kind in enumerate(STYLES):
        first, second = (frame[f"{kind}_{side}"].to_numpy(np.float64) for side in "ab")
        total = first + second
        np.divide(first - second, total, out=differences[:, column], where=total > 0)
    return differences


def _codes(column: pa.ChunkedArray, words: list[str], dtype: type) -> np.ndarray:
    """Each entry of a dictionary column as its position in the words."""
    place = {word: position for position, word in enumerate(words)}
    chunks = []
    for chunk in column.chunks:
        places = np.array([place[word] for word in chunk.dictionary.to_pylist()], dtype=dtype)
        chunks.append(places[chunk.indices.to_numpy()])
    return np.concatenate(chunks)


def make(recipe: Recipe, path: Path) -> None:
    """Writes a log of votes; equal recipes give equal votes."""
    log = pa.concat_tables(Truth.draw(recipe).log())
    pq.write_table(log.replace_schema_metadata({ORIGIN: f"made from seed {recipe.seed}"}), path, compression="zstd")


@dataclass(frozen=True)
class Truth:
    """What the made votes are drawn from."""

    recipe: Recipe
    rng: np.random.Generator
    strength: np.ndarray
    popularity: np.ndarray
    arrival: np.ndarray
    departure: np.ndarray
    verbosity: np.ndarray
    activity: np.ndarray
    """Running total of the voters' shares of the votes."""
    clickers: np.ndarray
    """Whether a voter clicks anything."""
    favourite: np.ndarray
    """The model that a voter always votes for, or -1."""
    category_rates: np.ndarray

    @staticmethod
    def draw(recipe: Recipe) -> Truth:
        rng = np.random.default_rng(recipe.seed)
        count = recipe.models
        strength = rng.normal(0, 0.75, count)
        strength -= strength.mean()
        arrival = np.where(rng.random(count) < 0.25, 0.0, rng.uniform(0, 0.95, count))
        stay = np.where(rng.random(count) < 0.15, 1.0, 0.08 + rng.exponential(0.3, count))
        voters = max(50, recipe.votes // 25)
        bad = rng.permutation(voters)[: max(4, voters // 2000)]
        clickers = np.zeros(voters, dtype=bool)
        clickers[bad[::2]] = True
        favourite = np.full(voters, -1)
        favourite[bad[1::2]] = rng.integers(0, count, len(bad[1::2]))
        rates = 0.45 * _power_law(CATEGORIES, 0.8)
        rates[0] = 1.0
        return Truth(
            recipe=recipe,
            rng=rng,
            strength=strength,
            popularity=rng.permutation(_power_law(count, 0.6)),
            arrival=arrival,
            departure=arrival + stay,
            verbosity=0.5 * strength / strength.std() + 0.75**0.5 * rng.normal(size=count),
            activity=_running_share(_power_law(voters, 0.8)),
            clickers=clickers,
            favourite=favourite,
            category_rates=rates,
        )

    def log(self) -> Iterator[pa.Table]:
        """The votes in their order, some at a time."""
        edges = np.linspace(0, self.recipe.votes, SLICES + 1).astype(np.int64)
        for first, last in zip(edges, edges[1:]):
            yield self._votes(first, last)

    def _votes(self, first: int, last: int) -> pa.Table:
        count = last - first
        time = np.arange(first, last) / self.recipe.votes
        a, b = self._pairs(count, time[0])
        voter = np.searchsorted(self.activity, self.rng.random(count), side="right").astype(np.int32)
        styles_a, styles_b = self._styles(a), self._styles(b)
        outcome = self._outcomes(a, b, _style_effect(styles_a, styles_b))
        self._spoil(outcome, a, b, voter)
        names = pa.array([f"model-{number:03d}" for number in range(self.recipe.models)])
        columns = {
            "model_a": pa.DictionaryArray.from_arrays(pa.array(a), names),
            "model_b": pa.DictionaryArray.from_arrays(pa.array(b), names),
            "winner": pa.DictionaryArray.from_arrays(pa.array(outcome), pa.array(WINNERS)),
            "tstamp": (1_700_000_000 + 60_000_000 * time).astype(np.int64),
            "voter": voter,
        }
        for kind, one, other in zip(STYLES, styles_a, styles_b):
            columns |= {f"{kind}_a": one, f"{kind}_b": other}
        return pa.table(columns | {"cats": self._categories(count)})

    def _pairs(self, count: int, time: float) -> tuple[np.ndarray, np.ndarray]:
        """Two different models per vote, out of those on offer at the time."""
        offered = self.popularity * ((self.arrival <= time) & (time < self.departure))
        shares = _running_share(offered if np.count_nonzero(offered) > 1 else self.popularity)
        a, b = (np.searchsorted(shares, self.rng.random(count), side="right").astype(np.int32) for _ in "ab")
        while len(same := np.flatnonzero(a == b)):
            b[same] = np.searchsorted(shares, self.rng.random(len(same)), side="right")
        return a, b

    def _styles(self, model: np.ndarray) -> list[np.ndarray]:
        """Length, headers, list items and bold words of an answer of each model."""
        level = self.verbosity[model]
        length = np.exp(5.6 + 0.35 * level + 0.6 * self.rng.normal(size=len(model))).astype(np.int32) + 1
        marks = [(-0.6, 0.5), (1.2, 0.4), (1.0, 0.5)]
        counts = [self.rng.poisson(np.exp(base + slope * level)).astype(np.int16) for base, slope in marks]
        return [length, *counts]

    def _outcomes(self, a: np.ndarray, b: np.ndarray, style_effect: np.ndarray) -> np.ndarray:
        """Rao-Kupper votes; a tie between weak models is more often one where both are bad."""
        advantage = self.strength[a] - self.strength[b] + POSITION_BIAS + style_effect
        dice = self.rng.random(len(a))
        outcome = np.full(len(a), 2, dtype=np.int8)
        outcome[dice < _sigmoid(advantage - TIE_THRESHOLD)] = 0
        outcome[dice > 1 - _sigmoid(-advantage - TIE_THRESHOLD)] = 1
        both_bad = self.rng.random(len(a)) < _sigmoid(-0.8 * (self.strength[a] + self.strength[b]))
        outcome[(outcome == 2) & both_bad] = 3
        return outcome

    def _spoil(self, outcome: np.ndarray, a: np.ndarray, b: np.ndarray, voter: np.ndarray) -> None:
        """Replaces the votes of the bad voters."""
        clicked = np.flatnonzero(self.clickers[voter])
        outcome[clicked] = self.rng.integers(0, 3, len(clicked))
        outcome[self.favourite[voter] == a] = 0
        outcome[self.favourite[voter] == b] = 1

    def _categories(self, count: int) -> np.ndarray:
        """One bit per category; every third belongs to harder and harder prompts, the others fall independently."""
        hardness = self.rng.random(count)
        bits = np.zeros(count, dtype=np.uint32)
        for category, rate in enumerate(self.category_rates):
            draw = hardness if category % 3 == 1 else self.rng.random(count)
            bits |= (draw < rate).astype(np.uint32) << np.uint32(category)
        return bits


def _style_effect(first: list[np.ndarray], second: list[np.ndarray]) -> np.ndarray:
    """What style alone moves the votes by. The divisors bring each kind to about one standard deviation."""
    effect = np.zeros(len(first[0]))
    for one, other, weight, deviation in zip(first, second, STYLE_EFFECTS, (0.38, 0.38, 0.30, 0.32)):
        one, other = one.astype(np.float64), other.astype(np.float64)
        effect += weight / deviation * (one - other) / (one + other + 1)
    return effect


def _power_law(count: int, exponent: float) -> np.ndarray:
    return np.arange(1.0, count + 1) ** -exponent


def _running_share(weights: np.ndarray) -> np.ndarray:
    total = np.cumsum(weights)
    return total / total[-1]


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))
