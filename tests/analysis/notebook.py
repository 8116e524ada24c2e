"""Runs the notebook on a simulated site, from a folder and from a running server, and compares its figures with the exports.

    python3 tests/analysis/notebook.py [FOLDER_FOR_PICTURES]
"""

import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import polars as pl
import sites

HERE = sites.ROOT / "deploy/notebook"


def run(source):
    """The notebook's variables, and the figures that it drew."""
    plt.close("all")
    os.environ.update(AGON_SOURCE=str(source), AGON_ARENA="text")
    plt.show = lambda: None
    variables = runpy.run_path(str(HERE / "analysis.py"))
    return variables, [plt.figure(number) for number in plt.get_fignums()]


def check(variables, figures, folder):
    for name, points in variables["off"].items():
        assert points < 1e-6, f"{name} is off by {points}"
    exported = pl.read_parquet(folder / "leaderboard.parquet").filter(pl.col("rating").is_not_null())
    board = variables["board"]
    drawn = dict(zip(board["model"], zip(board["rating"], board["rating_low"], board["rating_high"])))
    told = {row["model"]: (row["rating"], row["rating_low"], row["rating_high"]) for row in exported.iter_rows(named=True)}
    assert drawn == told and len(told) == 6, (drawn, told)
    forest, lines, heat = figures
    points = next(line for line in forest.axes[0].lines if line.get_linestyle() == "None")
    assert list(points.get_xdata()) == list(board["rating"])
    history = pl.read_parquet(folder / "history.parquet")
    assert len(lines.axes[0].lines) == 6
    assert sum(len(line.get_xdata()) for line in lines.axes[0].lines) == history.filter(pl.col("rating").is_not_null()).height
    shares = heat.axes[0].images[0].get_array()
    pairs = pl.read_parquet(folder / "pairs.parquet")
    first = pairs.row(0, named=True)
    i, j = (variables["index"][first[side]] for side in ("model_a", "model_b"))
    assert abs(shares[i, j] - (first["wins_a"] + (first["ties"] + first["both_bad"]) / 2) / first["votes"]) < 1e-12
    assert abs(shares[i, j] + shares[j, i] - 1) < 1e-12


subprocess.run([sys.executable, HERE / "make.py", "--check"], check=True)
with tempfile.TemporaryDirectory() as work:
    work = Path(work)
    site = sites.simulated(work / "site")
    files = work / "files"
    files.mkdir()
    for kind in ["leaderboard", "history", "pairs", "votes"]:
        sites.agon(site, "export", kind, "--arena", "text", "-o", str(files / f"{kind}.parquet"))
    variables, figures = run(files)
    check(variables, figures, files)
    if len(sys.argv) > 1:
        for name, figure in zip(["board", "history", "pairs"], figures):
            figure.savefig(Path(sys.argv[1]) / f"notebook-{name}.png")
    with sites.Server(site) as server:
        check(*run(server.url), files)
print("the notebook's board, intervals, history and shares are those of the exports")
