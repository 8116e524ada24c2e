# %% [markdown]
# # A board from its votes
#
# Everything that an Agon site rates can be taken away. This notebook reads the exports of one arena, draws the board, its
# history and its pairs, and fits the ratings again: the last cell compares every figure with what the site published.
#
# It needs `pip install duckdb matplotlib` and, to show tables, pandas or polars. `AGON_SOURCE` is a site such as
# `https://arena.example.org`, or a folder with `leaderboard.parquet`, `history.parquet`, `pairs.parquet` and `votes.parquet`
# (`agon export votes --arena text -o votes.parquet`, and so on). `AGON_ARENA` is the arena, if a site has several.

# %%
import os
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt
import numpy as np

SOURCE = os.environ.get("AGON_SOURCE", ".")
ARENA = os.environ.get("AGON_ARENA", "text")


def file_of(kind):
    """The Parquet file of a kind: from the folder, or fetched from the site."""
    if not SOURCE.startswith(("http://", "https://")):
        return Path(SOURCE) / f"{kind}.parquet"
    query = urllib.parse.urlencode({"arena": ARENA})
    address = f"{SOURCE.rstrip('/')}/api/v1/exports/{kind}.parquet?{query}"
    path = Path(tempfile.mkdtemp()) / f"{kind}.parquet"
    urllib.request.urlretrieve(address, path)
    return path


for kind in ["leaderboard", "history", "pairs", "votes"]:
    duckdb.sql(f"CREATE OR REPLACE VIEW {kind} AS FROM read_parquet('{file_of(kind)}')")


def columns(query):
    """The columns of an answer as arrays; what is not there is NaN."""
    found = duckdb.sql(query).fetchnumpy()
    return {name: np.ma.filled(values.astype(float), np.nan) if np.ma.isMaskedArray(values) and values.dtype.kind in "fi"
            else np.asarray(values) for name, values in found.items()}


def table(query):
    """The same as a table to look at, with pandas or polars."""
    try:
        return duckdb.sql(query).df()
    except (ImportError, ModuleNotFoundError, duckdb.InvalidInputException):
        return duckdb.sql(query).pl()


INK, QUIET, BLUE, RED = "#1c1c22", "#8a8a94", "#2f5fd0", "#c2452d"
plt.rcParams.update({
    "figure.dpi": 120, "font.size": 10, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": QUIET, "axes.titleweight": "bold", "axes.titlelocation": "left", "text.color": INK,
})

# %% [markdown]
# ## What there is
#
# Votes are never deleted. Those that no rating uses say why.

# %%
table("""
    SELECT state, reason, mode, count(*) AS votes, min(time) AS first, max(time) AS last
    FROM votes GROUP BY ALL ORDER BY votes DESC
""")

# %% [markdown]
# ## The board
#
# Ratings are 400 log10 odds with a mean of 1000; the lines are 95% intervals. Where two intervals overlap, the order of the two
# models may be chance. A model that has won or lost everything has no finite rating and is left out of the picture.

# %%
board = columns("""
    SELECT model, name, rank, rank_high, rating, rating_low, rating_high, votes, status
    FROM leaderboard WHERE rating IS NOT NULL AND component = 0 ORDER BY rating DESC, model
""")

figure, axes = plt.subplots(figsize=(8, 1.2 + 0.28 * len(board["model"])), layout="constrained")
place = np.arange(len(board["model"]))
axes.hlines(place, board["rating_low"], board["rating_high"], color=BLUE, alpha=0.45, linewidth=3)
axes.plot(board["rating"], place, "o", color=BLUE, markersize=5)
axes.set_yticks(place, board["name"])
axes.invert_yaxis()
axes.grid(axis="x", color=QUIET, alpha=0.2)
axes.set(title=f"Ratings from {board['votes'].sum() / 2:,.0f} votes", xlabel="Rating, with its 95% interval")
plt.show()

# %% [markdown]
# ## How it came to be
#
# One point per kept board. The bands are the intervals; they narrow as votes come in.

# %%
history = columns("""
    SELECT epoch_ms(time)::DOUBLE / 86400000 AS day, model, rating, rating_low, rating_high
    FROM history WHERE rating IS NOT NULL AND category = 'overall' AND NOT style_control ORDER BY snapshot
""")

figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
shown = board["model"][:8]
for number, model in enumerate(shown):
    mine = history["model"] == model
    color = plt.get_cmap("tab10")(number)
    day = history["day"][mine]
    axes.fill_between(day, history["rating_low"][mine], history["rating_high"][mine], color=color, alpha=0.12, linewidth=0)
    axes.plot(day, history["rating"][mine], color=color, linewidth=1.6, label=board["name"][number])
axes.xaxis_date()
figure.autofmt_xdate()
axes.grid(axis="y", color=QUIET, alpha=0.2)
axes.set(title=f"The first {len(shown)} over time", ylabel="Rating")
axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
plt.show()

# %% [markdown]
# ## Who beats whom
#
# Each cell is the share of votes that preferred the model of its row to that of its column; ties count half. Empty cells never
# met.

# %%
pairs = columns("SELECT model_a, model_b, votes, wins_a, wins_b, ties, both_bad FROM pairs WHERE category = 'overall'")
index = {model: number for number, model in enumerate(board["model"])}
size = len(index)
wins, met = np.zeros((size, size)), np.zeros((size, size))
for a, b, votes, won, lost, ties, bad in zip(*pairs.values()):
    if a in index and b in index:
        i, j = index[a], index[b]
        wins[i, j] += won + (ties + bad) / 2
        wins[j, i] += lost + (ties + bad) / 2
        met[i, j] += votes
        met[j, i] += votes
share = np.divide(wins, met, out=np.full_like(wins, np.nan), where=met > 0)

figure, axes = plt.subplots(figsize=(2.5 + 0.36 * size, 2 + 0.36 * size), layout="constrained")
picture = axes.imshow(share, cmap="RdBu", vmin=0, vmax=1)
axes.set_xticks(range(size), board["name"], rotation=60, ha="right")
axes.set_yticks(range(size), board["name"])
axes.spines[:].set_visible(False)
axes.set_title("Share of votes for the row")
if size <= 14:
    for i, j in np.argwhere(met > 0):
        shade = "white" if abs(share[i, j] - 0.5) > 0.3 else INK
        axes.text(j, i, f"{share[i, j]:.0%}", ha="center", va="center", fontsize=7, color=shade)
figure.colorbar(picture, ax=axes, shrink=0.6, format=lambda value, _: f"{value:.0%}")
plt.show()

# %% [markdown]
# ## The same numbers again
#
# The Bradley-Terry model says that A is preferred to B with probability 1 / (1 + 10^((B - A) / 400)). Newton's method finds the
# ratings under which the votes are most likely, and the sandwich estimator says how sure that is. Both take a dozen lines.

# %%
POINTS = 400 / np.log(10)


def fit(wins, met):
    """Ratings and the standard errors of the sandwich, from how often who was preferred to whom."""
    size = len(wins)
    strength, mean = np.zeros(size), np.ones((size, size)) / size
    for _ in range(100):
        chance = 1 / (1 + np.exp(strength[None, :] - strength[:, None]))
        slope = (wins - met * chance).sum(1)
        weight = met * chance * (1 - chance)
        bread = np.linalg.inv(np.diag(weight.sum(1)) - weight + mean) - mean
        strength = strength + bread @ slope
        if np.abs(slope).max() < 1e-9:
            break
    return 1000 + POINTS * (strength - strength.mean()), chance, bread


rating, chance, bread = fit(wins, met)

# What each vote says against what was expected: (1 - p)^2 for a win, p^2 for a loss, (1/2 - p)^2 for a tie.
square = np.zeros((size, size))
for a, b, votes, won, lost, ties, bad in zip(*pairs.values()):
    if a in index and b in index:
        i, j = index[a], index[b]
        p = chance[i, j]
        square[i, j] = square[j, i] = won * (1 - p) ** 2 + lost * p**2 + (ties + bad) * (0.5 - p) ** 2
meat = np.diag(square.sum(1)) - square
error = POINTS * np.sqrt(np.diag(bread @ meat @ bread))

off = {
    "rating": np.abs(rating - board["rating"]).max(),
    "rating_low": np.abs(rating - 1.959964 * error - board["rating_low"]).max(),
    "rating_high": np.abs(rating + 1.959964 * error - board["rating_high"]).max(),
}
for name, points in off.items():
    print(f"{name:12} differs from the published board by at most {points:.1e} points")
