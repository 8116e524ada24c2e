import csv, hashlib, sys
from datetime import datetime
FACTS = ["seq", "battle", "time", "arena", "model_a", "model_b", "choice", "voter", "state", "chars_a", "chars_b",
         "headers_a", "headers_b", "lists_a", "lists_b", "bold_a", "bold_b", "reason"]
ends = {}
for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")):
    facts = dict(row, time=str(round(datetime.fromisoformat(row["time"].replace("Z", "+00:00")).timestamp() * 1000)))
    before = ends.get(row["arena"], "0" * 64)
    lines = ["agon vote 1", before] + [facts[name] for name in FACTS]
    ends[row["arena"]] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert ends[row["arena"]] == row["hash"], row["seq"]
    cells = list(row.values())
    assert hashlib.sha256("\n".join(cells[:-1]).encode()).hexdigest()[:16] == row["check"], row["seq"]
print(ends)
