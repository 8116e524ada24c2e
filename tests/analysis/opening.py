"""Opens every export with pandas, polars and DuckDB: the same rows, types and meaning in each, and the lines of /data as they stand.

    python3 tests/analysis/opening.py [FOLDER_OF_LLMFAO]

Without a folder: the exports of a simulated site. With it also those of the real votes in it.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import sites

KINDS = ["votes", "history", "leaderboard", "models", "pairs", "battles", "sampling"]
LISTS = {"categories", "reasons_a", "reasons_b", "aliases", "prompts", "answers_a", "answers_b"}
checked = 0


def same(what, *values):
    global checked
    checked += 1
    if any(value != values[0] for value in values):
        sys.exit(f"{what}: {str(values)[:2000]}")


def plain(value):
    """A value as JSON has it, whatever library gave it."""
    if value is None or value is pd.NaT or value is pd.NA or isinstance(value, float) and value != value:
        return None
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if hasattr(value, "isoformat"):
        return value.timestamp()
    return value


def rows_of(frames):
    """All rows as each library has them, as plain values."""
    pandas, polars, duck = frames
    names = list(pandas.columns)
    nullable = pandas.astype(object)
    return [
        [tuple(plain(v) for v in row) for row in nullable.itertuples(index=False)],
        [tuple(plain(v) for v in row) for row in polars.iter_rows()],
        [tuple(plain(v) for v in row) for row in duck],
        names,
    ]


def check_types(kind, path, frames):
    """Times have a zone, lists are lists, numbers are numbers, in all three."""
    pandas, polars, _ = frames
    duck = {name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()}
    same(f"columns of {kind}", list(pandas.columns), polars.columns, list(duck))
    for name in polars.columns:
        what = f"{kind}.{name}"
        if name == "time":
            same(what, str(pandas[name].dtype.tz), polars[name].dtype.time_zone, "UTC")
            same(what, duck[name], "TIMESTAMP WITH TIME ZONE")
        elif name in LISTS:
            same(what, polars[name].dtype, pl.List(pl.String))
            same(what, duck[name], "VARCHAR[]")
        elif polars[name].dtype in (pl.Int64, pl.Float64, pl.Boolean):
            same(what, duck[name], {pl.Int64: "BIGINT", pl.Float64: "DOUBLE", pl.Boolean: "BOOLEAN"}[polars[name].dtype])
        else:
            same(what, polars[name].dtype, pl.String)
            same(what, duck[name], "VARCHAR")


def check_parquet(kind, path):
    frames = (pd.read_parquet(path), pl.read_parquet(path), duckdb.sql(f"FROM '{path}'").fetchall())
    check_types(kind, path, frames)
    pandas, polars, duck, names = rows_of(frames)
    same(f"rows of {kind}", len(pandas), len(polars), len(duck))
    for number, rows in enumerate(zip(pandas, polars, duck)):
        same(f"row {number} of {kind}", *rows)
    return frames[1].schema, polars


def check_text(kind, folder, schema, rows):
    """CSV and JSONL say what Parquet says."""
    names = list(schema)
    texts = {name: str for name in names if schema[name] == pl.String}
    lines = pl.read_ndjson(folder / f"{kind}.jsonl", infer_schema_length=None) if rows else pl.DataFrame()
    commas = pd.read_csv(folder / f"{kind}.csv", keep_default_na=False, dtype=texts, na_values={name: [""] for name in names})
    duck = duckdb.sql(f"FROM read_csv('{folder / kind}.csv', header = true, all_varchar = true)").fetchall()
    same(f"rows of {kind}.csv", len(commas), len(duck), len(rows))
    same(f"columns of {kind}.csv", list(commas.columns), names)
    same(f"rows of {kind}.jsonl", lines.height, len(rows))
    if not rows:
        return
    same(f"columns of {kind}.jsonl", lines.columns, names)
    for place, name in enumerate(names):
        values = [row[place] for row in rows]
        if name == "time":
            told = [pd.Timestamp(text).timestamp() for text in lines[name]]
            same(f"{kind}.time", told, [pd.Timestamp(text).timestamp() for text in commas[name]], values)
        elif name not in LISTS:
            same(f"{kind}.jsonl {name}", [plain(v) for v in lines[name].to_list()], values)
            same(f"{kind}.csv {name}", [plain(v) for v in commas[name].astype(object)], values)
        else:
            same(f"{kind}.jsonl {name}", [v or [] for v in lines[name].to_list()], values)


def check_sums(folder):
    """What is counted by model is the same with each library, and the same as the board says."""
    votes, board = folder / "votes.parquet", folder / "leaderboard.parquet"
    sides = "(SELECT model_a AS model, state FROM '{0}' UNION ALL SELECT model_b, state FROM '{0}')".format(votes)
    duck = dict(duckdb.sql(f"SELECT model, count(*) FROM {sides} WHERE state = 'rated' GROUP BY model").fetchall())
    rated = pd.read_parquet(votes).query("state == 'rated'")
    pandas = pd.concat([rated.model_a, rated.model_b]).value_counts().to_dict()
    frame = pl.read_parquet(votes).filter(pl.col("state") == "rated")
    polars = dict(pl.concat([frame["model_a"], frame["model_b"]]).value_counts().iter_rows())
    told = {model: n for model, n in pl.read_parquet(board).select("model", "votes").iter_rows() if n}
    same("votes by model", duck, pandas, polars, told)


def check_days(site, folder):
    """The days of `agon export votes --to` are those of the log, and DuckDB and polars read them as partitions."""
    sites.agon(site, "export", "votes", "--to", str(folder / "days"))
    parts = f"{folder / 'days'}/votes/**/*.parquet"
    ended = "time < date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'"
    by_day = "SELECT strftime(time AT TIME ZONE 'UTC', '%Y-%m-%d') AS day, count(*), sum(seq)::BIGINT FROM {} GROUP BY day ORDER BY day"
    of_log = duckdb.sql(by_day.format(f"(FROM '{folder / 'votes.parquet'}' WHERE {ended})")).fetchall()
    if not of_log:
        same("files of a log without days that have ended", list((folder / "days").rglob("*.*")), [])
        print(f"no day of {folder.name} has ended")
        return
    read = f"read_parquet('{parts}', hive_partitioning = true)"
    of_parts = duckdb.sql(f"SELECT day::VARCHAR, count(*), sum(seq)::BIGINT FROM {read} GROUP BY 1 ORDER BY 1").fetchall()
    frame = pl.scan_parquet(parts, hive_partitioning=True).collect()
    of_polars = sorted((str(day), len(part), part["seq"].sum()) for (day,), part in frame.group_by("day"))
    same("days", of_log, of_parts, of_polars)
    print(f"{len(of_parts)} days of {folder.name}, partitioned: DuckDB and polars read {sum(n for _, n, _ in of_parts)} votes")


def check_snippets(server, folder):
    """The lines of /data, as they stand on the page."""
    page = server.call("GET", "/data")
    found = re.findall(r"<dt><code>(\w+)</code></dt><dd><pre[^>]*><code>(.*?)</code>", page, re.S)
    lines = {tool: html.unescape(code) for tool, code in found}
    same("snippets", sorted(lines), ["DuckDB", "R", "pandas", "polars", "shell"])
    run = lambda words: subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True).stdout
    (folder / "votes.parquet").unlink()
    run(["sh", "-c", lines["shell"]])
    outs = [run([sys.executable, "-c", lines[tool]]) for tool in ("pandas", "polars")]
    outs.append(run([sys.executable, "-c", f"import duckdb; print(duckdb.sql({lines['DuckDB']!r}))"]))
    counts = dict(duckdb.sql(f"SELECT choice, count(*) FROM '{folder / 'votes.parquet'}' GROUP BY choice").fetchall())
    for out in outs:
        for choice, count in counts.items():
            if not re.search(rf"\b{choice}\b.*\b{count}\b", out):
                sys.exit(f"{choice} {count} is not in {out}")
    if shutil.which("Rscript") is None:
        print("left out: the lines for R (Rscript is not installed)")
        return
    names, numbers = run(["Rscript", "-e", lines["R"]]).split("\n")[1:3]
    same("R", dict(zip(names.split(), map(int, numbers.split()))), counts)


def check_site(site, arena, work):
    work.mkdir()
    for kind in KINDS:
        for ending in ("csv", "jsonl", "parquet"):
            sites.agon(site, "export", kind, "--arena", arena, "-o", str(work / f"{kind}.{ending}"))
        schema, rows = check_parquet(kind, work / f"{kind}.parquet")
        check_text(kind, work, schema, rows)
        print(f"{kind:12} {len(rows):>6} rows, {len(schema):>2} columns: pandas, polars and DuckDB agree")
    check_sums(work)
    check_days(site, work)
    with sites.Server(site) as server:
        check_snippets(server, work)


def talked(site):
    """The site, with a few battles whose voter lets their texts be published."""
    with sites.Server(site) as server:
        token = server.voter()
        server.call("PUT", "/api/v1/voters/me", {"publish": True, "version": 1}, token)
        for number in range(5):
            ask = {"arena": "text", "prompt": f"question {number}?"}
            battle = f"/api/v1/battles/{server.call('POST', '/api/v1/battles', ask, token)['id']}"
            server.call("GET", f"{battle}/stream", token=token)
            server.call("POST", f"{battle}/vote", {"choice": "tie"}, token)
            server.call("PUT", f"{battle}/reasons", {"a": ["useful", "complete"], "note": "=1+1; \"quoted\",\nтекст"}, token)
    return site


def llmfao(folder, data):
    answers = [(f"question {n}?", model, "x") for n in range(2) for model in ("one", "two")]
    sites.recorded(folder, "llmfao", ["one", "two"], answers)
    print(sites.agon(folder, "import", "votes", str(data / "crowd-comparisons.csv"), "--arena", "llmfao").strip())
    return folder


with tempfile.TemporaryDirectory() as work:
    work = Path(work)
    check_site(talked(sites.simulated(work / "simulated")), "text", work / "files")
    if len(sys.argv) > 1:
        check_site(llmfao(work / "llmfao", Path(sys.argv[1])), "llmfao", work / "more")
print(f"{checked} comparisons held")
