"""A whole process of arena-rank: votes in a Parquet file to ratings and intervals as CSV on stdout."""

import sys

import pandas as pd
from arena_rank.models.bradley_terry import BradleyTerry
from arena_rank.utils.data_utils import PairDataset

frame = pd.read_parquet(sys.argv[1], columns=["model_a", "model_b", "winner"])
dataset = PairDataset.from_pandas(frame)
board = BradleyTerry(n_competitors=len(dataset.competitors)).compute_ratings_and_cis(dataset)
pd.DataFrame(board).sort_values("ratings", ascending=False).to_csv(sys.stdout, index=False)
