"""A whole process of polars: votes in a Parquet file to how often each pair ended how; prints only the number of cells."""

import sys

import polars as pl

print(pl.scan_parquet(sys.argv[1]).group_by("model_a", "model_b", "winner").len().collect().height)
