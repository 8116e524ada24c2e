"""A whole process of duckdb: votes in a Parquet file to how often each pair ended how; prints only the number of cells."""

import sys

import duckdb

cells = "SELECT model_a, model_b, winner, count(*) AS votes FROM read_parquet(?) GROUP BY ALL"
print(len(duckdb.execute(cells, [sys.argv[1]]).fetchnumpy()["votes"]))
