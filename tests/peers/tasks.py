"""What each peer is asked to do, through its public API as its documentation says.

A task prepares its input, which is not measured, and returns a job, which is. Nothing is left to a later evaluation: a job ends
with its numbers in memory. Libraries are imported where they are used, so that a process loads only the peer that it measures.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

import votes

BOOTSTRAPS = 100
ELO_K = 4.0
POINTS_PER_LOGIT = 400 / math.log(10)


@dataclass(frozen=True)
class Input:
    """Where the votes are, and FastChat, if there is a checkout of it."""

    parquet: Path
    fastchat: Path | None

    def frame(self, *columns: str) -> pd.DataFrame:
        return pd.read_parquet(self.parquet, columns=["model_a", "model_b", "winner", *columns])


@dataclass(frozen=True)
class Job:
    """What is measured, and how its result is read as ratings in Elo points."""

    run: Callable[[], Any]
    ratings: Callable[[Any], dict[str, float]] | None = None


def arena_rank_intervals(given: Input) -> Job:
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    dataset = PairDataset.from_pandas(given.frame())
    size = len(dataset.competitors)
    return Job(
        run=lambda: _evaluated(BradleyTerry(n_competitors=size).compute_ratings_and_cis(dataset)),
        ratings=lambda board: dict(zip(dataset.competitors, board["ratings"].tolist())),
    )


def arena_rank_style(given: Input) -> Job:
    from arena_rank.models.contextual_bradley_terry import ContextualBradleyTerry
    from arena_rank.utils.data_utils import ContextualPairDataset

    frame = given.frame()
    frame[votes.STYLES] = votes.style(given.parquet)
    dataset = ContextualPairDataset.from_pandas(frame, feature_cols=votes.STYLES)

    def run() -> dict[str, np.ndarray]:
        model = ContextualBradleyTerry(n_competitors=len(dataset.competitors), n_features=len(votes.STYLES))
        return _evaluated(model.compute_ratings_and_cis(dataset))

    return Job(run)


def arena_rank_categories(given: Input) -> Job:
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    frame = given.frame("cats")

    def board(part: pd.DataFrame) -> dict[str, np.ndarray]:
        dataset = PairDataset.from_pandas(part)
        return _evaluated(BradleyTerry(n_competitors=len(dataset.competitors)).compute_ratings_and_cis(dataset))

    return Job(lambda: [board(part) for part in _categories(frame)])


def _evaluated(board: dict[str, Any]) -> dict[str, np.ndarray]:
    """JAX computes when it likes; as an array of NumPy a result is there."""
    return {name: np.asarray(value) for name, value in board.items()}


def choix_fit(given: Input) -> Job:
    from choix import ilsr_pairwise_dense

    log = votes.read(given.parquet)
    scores = _scores(log)
    return Job(run=lambda: ilsr_pairwise_dense(scores), ratings=lambda logits: _from_logits(log.models, logits))


def choix_bootstrap(given: Input) -> Job:
    return _choix_bootstrap(given, lambda rng, counts: rng.multinomial(counts.sum(), counts / counts.sum()))


def choix_bootstrap_poisson(given: Input) -> Job:
    return _choix_bootstrap(given, lambda rng, counts: rng.poisson(counts))


def _choix_bootstrap(given: Input, resample: Callable[[np.random.Generator, np.ndarray], np.ndarray]) -> Job:
    """choix has no bootstrap: the loop its user would write, from counts, each fit started at the estimate."""
    from choix import ilsr_pairwise_dense

    log = votes.read(given.parquet)
    size = len(log.models)
    won = np.nonzero(log.wins)
    tied = np.nonzero(np.triu(log.ties))
    counts = np.concatenate([log.wins[won], log.ties[tied]])

    def drawn(rng: np.random.Generator) -> np.ndarray:
        sample = resample(rng, counts)
        scores = np.zeros((size, size))
        scores[tied] = sample[len(won[0]) :] / 2
        scores += scores.T
        scores[won] += sample[: len(won[0])]
        return scores

    def run() -> np.ndarray:
        rng = np.random.default_rng(0)
        estimate = ilsr_pairwise_dense(_scores(log))
        return np.array([ilsr_pairwise_dense(drawn(rng), initial_params=estimate) for _ in range(BOOTSTRAPS)])

    return Job(run)


def arenakit_fit(given: Input) -> Job:
    from arenakit import fit_bt

    arena = _arenakit_arena(given)
    counts = arena.counts()
    return Job(run=lambda: fit_bt(counts), ratings=lambda fit: _from_logits(arena.models, fit.scores))


def arenakit_bootstrap(given: Input) -> Job:
    from arenakit import bootstrap

    arena = _arenakit_arena(given)
    return Job(lambda: bootstrap(arena, n_resamples=BOOTSTRAPS))


def _arenakit_arena(given: Input) -> Any:
    """An arena without its constructor, which checks one object per vote (minutes for a set of millions)."""
    from arenakit import Arena

    log = votes.read(given.parquet)
    arena = object.__new__(Arena)
    arena.models, arena.a, arena.b, arena.item, arena.voter = log.models, log.a, log.b, None, None
    arena.y = np.minimum(log.outcome, 2)
    return arena


def evalica_elo_lists(given: Input) -> Job:
    """The native core as evalica's own elo() calls it: with lists."""
    log = votes.read(given.parquet)
    arguments = (log.a.tolist(), log.b.tolist(), _evalica_winners(log).tolist(), [1.0] * len(log.a))
    return _evalica_elo(log, *arguments)


def evalica_elo_arrays(given: Input) -> Job:
    """The native core with arrays, which it also takes and evalica's API never hands it."""
    log = votes.read(given.parquet)
    arguments = (log.a.astype(np.uint64), log.b.astype(np.uint64), _evalica_winners(log), np.ones(len(log.a)))
    return _evalica_elo(log, *arguments)


def _evalica_elo(log: votes.Votes, *arguments: Any) -> Job:
    from evalica import _brzo

    return Job(lambda: _brzo.elo(*arguments, len(log.models), 1000.0, 10.0, 400.0, ELO_K, 1.0, 0.5))


def evalica_fit(given: Input) -> Job:
    """evalica's own way to Bradley-Terry; only its ratings are of interest."""
    from evalica import Winner, bradley_terry

    log = votes.read(given.parquet)
    winners = [Winner(code) for code in _evalica_winners(log).tolist()]
    index = pd.Index(range(len(log.models)))
    return Job(
        run=lambda: bradley_terry(log.a.tolist(), log.b.tolist(), winners, index=index).scores.sort_index(),
        ratings=lambda scores: _from_logits(log.models, np.log(scores.to_numpy())),
    )


def _evalica_winners(log: votes.Votes) -> np.ndarray:
    return np.array([1, 2, 0, 0], dtype=np.uint8)[log.outcome]


def sklearn_fit(given: Input) -> Job:
    """Logistic regression on one row per pair and winner, practically without a penalty; only its ratings are of interest."""
    from sklearn.linear_model import LogisticRegression

    log = votes.read(given.parquet)
    scores = _scores(log)
    rows, columns = np.nonzero(np.triu(scores + scores.T))
    design = np.zeros((len(rows), len(log.models)))
    design[np.arange(len(rows)), rows], design[np.arange(len(rows)), columns] = 1, -1
    design = np.concatenate([design, design])
    outcome = np.repeat([1, 0], len(rows))
    weights = np.concatenate([scores[rows, columns], scores[columns, rows]])
    model = LogisticRegression(C=1e10, fit_intercept=False, tol=1e-8, max_iter=1000)
    return Job(
        run=lambda: model.fit(design, outcome, sample_weight=weights).coef_[0],
        ratings=lambda logits: _from_logits(log.models, logits),
    )


def fastchat_fit(given: Input) -> Job:
    ratings = _fastchat_prepared(given, "preprocess_for_bt", given.frame())
    return Job(run=lambda: ratings.compute_bt(None), ratings=lambda board: board.to_dict())


def fastchat_bootstrap(given: Input) -> Job:
    frame = given.frame()
    ratings = _fastchat_prepared(given, "preprocess_for_bt", frame)
    return Job(lambda: ratings.compute_bootstrap_bt(frame, BOOTSTRAPS))


def fastchat_categories(given: Input) -> Job:
    ratings = _fastchat(given)
    frame = given.frame("cats")
    return Job(lambda: [ratings.compute_bt(part) for part in _categories(frame)])


def fastchat_elo(given: Input) -> Job:
    ratings = _fastchat_prepared(given, "preprocess_for_elo", given.frame())
    return Job(lambda: ratings.compute_elo(None, k=ELO_K))


def fastchat_style(given: Input) -> Job:
    ratings = _fastchat(given)
    matchups, outcomes, models = ratings.preprocess_for_elo(given.frame())
    differences = votes.style(given.parquet)
    features = np.ascontiguousarray((differences - differences.mean(axis=0)) / differences.std(axis=0))
    return Job(lambda: ratings.fit_contextual_bt(matchups, features, outcomes, models))


def _fastchat_prepared(given: Input, step: str, frame: pd.DataFrame) -> ModuleType:
    """FastChat with the result of a preparing step that its functions would otherwise do themselves, being measured."""
    ratings = _fastchat(given)
    prepared = getattr(ratings, step)(frame)
    setattr(ratings, step, lambda _: prepared)
    return ratings


def _fastchat(given: Input) -> ModuleType:
    if given.fastchat is None:
        raise SystemExit("FastChat is measured from a checkout: --fastchat PATH")
    sys.path.append(str(given.fastchat / "fastchat/serve/monitor"))
    return importlib.import_module("rating_systems")


def _categories(frame: pd.DataFrame) -> list[pd.DataFrame]:
    bits = frame["cats"].to_numpy()
    return [frame[(bits >> category) & 1 == 1] for category in range(votes.CATEGORIES)]


def _scores(log: votes.Votes) -> np.ndarray:
    """Wins of the row's model over the column's, with half a win to both for a tie."""
    return log.wins + log.ties / 2


def _from_logits(models: list[str], logits: np.ndarray) -> dict[str, float]:
    points = 1000 + POINTS_PER_LOGIT * (logits - logits.mean())
    return dict(zip(models, points.tolist()))
