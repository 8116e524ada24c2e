"""Throw-away sites for the tests of this folder: the real binary in a folder of its own."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AGON = Path(os.environ.get("AGON_BIN", ROOT / "target/debug/agon"))

CONFIG = """
[server]
database = "%s"

[limits]
battles = 1000000
reads = 1000000

[[endpoint]]
id = "book"
protocol = "recorded"
file = "answers.jsonl"
pace = "instant"

%s
[[arena]]
id = "%s"
title = "%s"
models = ["*"]
"""


def agon(folder, *words):
    """Runs a command on a site's configuration; what it printed."""
    command = [AGON, "--config", folder / "agon.toml", *words]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "AGON_LOG": "error"})
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


def recorded(folder, arena, models, answers):
    """Writes a site of recorded answers: (prompt, model, answer)."""
    database = os.environ.get("AGON_TEST_DATABASE", "sqlite:agon.db")
    listed = "\n".join(f'[[model]]\nid = "{model}"\nendpoint = "book"\n' for model in models)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agon.toml").write_text(CONFIG % (database, listed, arena, arena.title()))
    lines = (json.dumps({"prompt": p, "model": m, "answer": a}) for p, m, a in answers)
    (folder / "answers.jsonl").write_text("\n".join(lines) + "\n")
    return folder


def simulated(folder, days=40, votes_per_day=60):
    """A site with a simulated past of six models."""
    models = ["ada", "bob", "cleo", "dora", "emil", "fay"]
    answers = [(f"question {n}?", model, f"# {model}\n\nanswer **{n}**") for n in range(5) for model in models]
    recorded(folder, "text", models, answers)
    agon(folder, "simulate", "--history", str(days), "--votes-per-day", str(votes_per_day))
    return folder


def demo(folder):
    """The demo's models and answers, with no limit that a test would meet."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "deploy/demo/agon.toml").read_text()
    answers = (ROOT / "deploy/demo/answers.jsonl").read_text()
    database = os.environ.get("AGON_TEST_DATABASE", "sqlite:agon.db")
    head = f'[server]\ndatabase = "{database}"\n\n[limits]\nbattles = 1000000\nreads = 1000000\n\n'
    (folder / "agon.toml").write_text(head + text.replace('file = "answers.jsonl"', 'file = "answers.jsonl"\npace = "instant"'))
    (folder / "answers.jsonl").write_text(answers)
    return folder


class Server:
    """A running server of a site; stopped at the end of the block."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        self.log = tempfile.TemporaryFile("w+")
        command = [AGON, "--config", self.folder / "agon.toml", "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"open (http://\S+?)/ in a browser", line)
            if found:
                self.url = found.group(1)
                break
        else:
            sys.exit("the server did not start")
        # What it says later must not block it.
        import threading

        self.said = []
        threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    def call(self, method, path, body=None, token=None):
        """One call of the API; its JSON."""
        request = urllib.request.Request(self.url + path, method=method)
        if token:
            request.add_header("authorization", f"Bearer {token}")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if answer.headers["content-type"].startswith("application/json") else text.decode()

    def voter(self):
        return self.call("POST", "/api/v1/voters", {})["token"]
