"""A made log in the shape that people bring: LMArena's, with its names, ids, judges and records of style.

    shaped.py FILE VOTES

makes the Parquet file if it is not there and prints what it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from votes import ORIGIN, Recipe, Truth

MODELS = 80
SEED = 44
LANGUAGES = ["English", "Chinese", "Russian", "German", "Japanese", "Spanish", "French", "Portuguese", "Arabic", "unknown"]
LANGUAGE_SHARES = [0.52, 0.12, 0.11, 0.06, 0.05, 0.04, 0.04, 0.03, 0.02, 0.01]
FLAGS = {"is_code": 0.25, "is_refusal": 0.02}
HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)


def make(votes: int, path: Path) -> None:
    """Writes the log; equal numbers of votes give equal files."""
    truth = Truth.draw(Recipe(models=MODELS, votes=votes, seed=SEED))
    rng = np.random.default_rng(SEED)
    judges = _hexadecimal(rng, len(truth.activity))
    unfinished = path.with_suffix(".unfinished")
    writer = None
    for part in truth.log():
        table = _shaped(part, judges, rng)
        writer = writer or pq.ParquetWriter(unfinished, table.schema.with_metadata({ORIGIN: f"seed {SEED}"}), compression="zstd")
        writer.write_table(table.replace_schema_metadata({ORIGIN: f"seed {SEED}"}))
    if writer:
        writer.close()
    unfinished.rename(path)


def _shaped(part: pa.Table, judges: pa.Array, rng: np.random.Generator) -> pa.Table:
    count = len(part)
    text = {name: part[name].combine_chunks().cast(pa.string()) for name in ("model_a", "model_b", "winner")}
    language = rng.choice(len(LANGUAGES), size=count, p=LANGUAGE_SHARES)
    time = part["tstamp"].to_numpy() + rng.random(count).round(4)
    columns = {
        "question_id": _hexadecimal(rng, count),
        **text,
        "judge": judges.take(part["voter"].combine_chunks()),
        "turn": pa.array(rng.geometric(0.85, count), pa.int64()),
        "anony": pa.array(np.ones(count, dtype=bool)),
        "language": pa.array(LANGUAGES).take(pa.array(language)),
        "tstamp": pa.array(np.sort(time)),
        "conv_metadata": _metadata(part),
    }
    columns |= {name: pa.array(rng.random(count) < share) for name, share in FLAGS.items()}
    return pa.table(columns)


def _metadata(part: pa.Table) -> pa.StructArray:
    """How long answers are, and what stands in them; LMArena counts headers by level and lists and bold runs by kind."""
    records = {}
    for side in "ab":
        number = {kind: part[f"{kind}_{side}"].combine_chunks().cast(pa.int64()) for kind in ("head", "list", "bold")}
        none = pa.array(np.zeros(len(part), dtype=np.int64))
        levels = {f"h{level}": number["head"] if level == 2 else none for level in range(1, 7)}
        records |= {
            f"sum_assistant_{side}_tokens": part[f"len_{side}"].combine_chunks().cast(pa.int32()),
            f"header_count_{side}": _record(levels),
            f"list_count_{side}": _record({"ordered": none, "unordered": number["list"]}),
            f"bold_count_{side}": _record({"**": number["bold"], "__": none}),
        }
    return _record(records)


def _record(fields: dict[str, pa.Array]) -> pa.StructArray:
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields))


def _hexadecimal(rng: np.random.Generator, count: int) -> pa.Array:
    """Texts of 32 digits."""
    digits = HEX[rng.integers(0, 16, (count, 32), dtype=np.uint8)]
    return pa.array(np.ascontiguousarray(digits).view("S32").ravel()).cast(pa.string())


def main(path: Path, votes: int) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make(votes, path)
    size = path.stat().st_size / 2**20
    print(
        f"{pq.read_metadata(path).num_rows:,} votes on {MODELS} models, {size:.0f} MiB of Parquet in LMArena's shape, seed {SEED}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
