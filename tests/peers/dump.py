"""The votes as a plain file, so that our example can be measured without a reader of Parquet.

    dump.py FOLDER SET...

makes what is missing and prints what each set is. SET.votes.bin is little-endian: a header (b"AGNV", u32 models, u64 votes) and
one record of 32 bytes per vote. SET.models.txt names the models, one a line, in the order of their numbers.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import votes

RECORD = np.dtype(
    [
        ("a", "<u2"),
        ("b", "<u2"),
        ("outcome", "u1"),
        ("padding", "V3"),
        ("voter", "<u4"),
        ("cats", "<u4"),
        ("style", "<f4", 4),
    ]
)


def main(folder: Path, names: list[str]) -> None:
    for name in names:
        parquet = votes.ensure(folder, name)
        plain = folder / f"{name}.votes.bin"
        if not plain.exists() or plain.stat().st_mtime < parquet.stat().st_mtime:
            write(parquet, plain, folder / f"{name}.models.txt")
        print(f"{name}: {votes.describe(parquet)}", flush=True)


def write(parquet: Path, plain: Path, names: Path) -> None:
    log = votes.read(parquet)
    others = pd.read_parquet(parquet, columns=["voter", "cats"])
    records = np.zeros(len(log.a), dtype=RECORD)
    records["a"], records["b"], records["outcome"] = log.a, log.b, log.outcome
    records["voter"], records["cats"] = others["voter"], others["cats"]
    records["style"] = votes.style(parquet)
    names.write_text("".join(f"{model}\n" for model in log.models), encoding="utf-8")
    with plain.open("wb") as out:
        out.write(struct.pack("<4sIQ", b"AGNV", len(log.models), len(records)))
        records.tofile(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
