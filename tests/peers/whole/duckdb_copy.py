"""duckdb's own table with the rows of a Parquet file, and how long COPY takes to write it again; prints JSON.

duckdb_copy.py FILE FOLDER THREADS ROUNDS
"""

import json
import os
import sys
import time
from pathlib import Path

import duckdb


def main(file: str, folder: Path, threads: int, rounds: int) -> None:
    table, copy = folder / "peer.duckdb", folder / "peer.parquet"
    table.unlink(missing_ok=True)
    with duckdb.connect(str(table)) as peer:
        peer.execute("CREATE TABLE votes AS SELECT * FROM read_parquet(?)", [file])
        peer.execute("CHECKPOINT")
        peer.execute(f"SET threads = {threads}")
        times = []
        for _ in range(rounds):
            start, used = time.perf_counter(), os.times()
            peer.execute(f"COPY votes TO '{copy}' (FORMAT parquet, COMPRESSION zstd)")
            end = os.times()
            cpu = end.user - used.user + end.system - used.system
            times.append({"wall_s": time.perf_counter() - start, "cpu_s": cpu})
    best = min(times, key=lambda one: one["wall_s"])
    print(json.dumps(best | {"bytes": copy.stat().st_size, "version": duckdb.__version__}))
    table.unlink()
    copy.unlink()


main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
