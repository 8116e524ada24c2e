"""How far everybody's ratings are from the exact optimum, and from ours."""

from __future__ import annotations

import numpy as np

import votes
from tasks import POINTS_PER_LOGIT

STEP = 1e-13
"""Log-odds; Newton's method doubles the digits with each step, so a step this small is the last."""


def exact(log: votes.Votes) -> dict[str, float]:
    """The Bradley-Terry optimum to the last digits, by Newton's method on a plain matrix."""
    scores = log.wins + log.ties / 2
    games = scores + scores.T
    logits = np.zeros(len(log.models))
    step = np.ones(len(log.models))
    while np.max(np.abs(step)) > STEP:
        expected = games / (1 + np.exp(logits[None, :] - logits[:, None]))
        curvature = expected * (1 - np.divide(expected, games, out=np.zeros_like(expected), where=games > 0))
        hessian = np.diag(curvature.sum(axis=1)) - curvature + curvature.mean()
        step = np.linalg.solve(hessian, (scores - expected).sum(axis=1))
        logits += step
    return dict(zip(log.models, (POINTS_PER_LOGIT * logits).tolist()))


def distance(one: dict[str, float], other: dict[str, float] | None) -> str:
    """The largest difference in Elo points, with both boards moved to the same mean."""
    if other is None:
        return "-"
    models = sorted(one)
    if models != sorted(other):
        return f"other models: {', '.join(sorted(set(one) ^ set(other)))}"
    first, second = (np.array([board[model] for model in models]) for board in (one, other))
    return f"{np.max(np.abs((first - first.mean()) - (second - second.mean()))):.1e}"
