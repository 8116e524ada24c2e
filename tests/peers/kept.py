"""The peers' best times of earlier runs, as long as they are of this machine and of these versions."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from processes import Timing
from rows import Row


class Kept:
    def __init__(self, path: Path, measured_with: list[str]) -> None:
        self._path = path
        self._measured_with = measured_with
        document = json.loads(path.read_text()) if path.exists() else {}
        same = document.get("measured_with") == measured_with
        self._rows: dict[str, dict] = document["rows"] if same else {}

    def get(self, row: Row) -> tuple[Timing, str] | None:
        """The best time so far, and when it was improved last."""
        entry = self._rows.get(_key(row))
        return (Timing(**entry["timing"]), entry["date"]) if entry else None

    def put(self, row: Row, timing: Timing) -> None:
        """Keeps the time if it is the best so far, on disk at once."""
        earlier = self.get(row)
        if earlier and earlier[0].ms <= timing.ms:
            return
        self._rows[_key(row)] = {"timing": vars(timing), "date": datetime.date.today().isoformat()}
        document = {"measured_with": self._measured_with, "rows": self._rows}
        self._path.write_text(json.dumps(document, indent=1) + "\n")


def _key(row: Row) -> str:
    return f"{row.work} | {row.set} | {row.peer}"
