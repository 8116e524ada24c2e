"""Schemathesis against a throw-away server with the demo's answers: every call, with what the description allows and with what it
does not, and chains of calls.

    python3 tests/analysis/fuzz.py [CASES]

AGON_TEST_DATABASE is the database to use (SQLite unless told). Left out: the stream of a board, which never ends.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import sites

HERE = Path(__file__).parent
# Calls that take something: the others are done after a few cases.
CALLS = 10


def known(server):
    """Battles of one voter in every state, and what else can be named."""
    token = server.voter()
    prompts = server.call("GET", "/api/v1/arenas/demo/prompts")
    battles = []
    for number in range(12):
        ask = {"arena": "demo", "prompt": prompts[number % len(prompts)]}
        battle = server.call("POST", "/api/v1/battles", ask, token)["id"]
        server.call("GET", f"/api/v1/battles/{battle}/stream", token=token)
        if number % 3:
            server.call("POST", f"/api/v1/battles/{battle}/vote", {"choice": "a"}, token)
        battles.append(battle)
    share = server.call("POST", f"/api/v1/battles/{battles[1]}/share", {}, token)
    models = [model["model"] for model in server.call("GET", "/api/v1/models")]
    return token, {"arena": ["demo"], "id": battles, "model": models, "token": [share["token"]]}


def run(server, folder, cases):
    token, names = known(server)
    command = [
        Path(sys.executable).with_name("st"), "--config-file", HERE / "schemathesis.toml",
        "run", f"{server.url}/api/openapi.json",
        "--header", f"Authorization: Bearer {token}",
        "--exclude-path", "/api/v1/arenas/{arena}/leaderboard/stream",
        "--max-examples", str(max(1, cases // CALLS)),
        # One worker: two parse at once, which Python 3.11 cannot.
        "--checks", "all", "--workers", "1", "--request-timeout", "20", "--seed", "1", "--no-color",
        "--continue-on-failure", "--warnings", "off",
        "--report", "ndjson", "--report-ndjson-path", folder / "events.ndjson",
    ]
    env = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "AGON_FUZZ_KNOWN": json.dumps(names), "PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    print(done.stdout[-int(os.environ.get("AGON_FUZZ_TAIL", 12000)):], done.stderr[-2000:])
    found = re.findall(r"(\d+) generated", done.stdout)
    return done.returncode, int(found[-1]) if found else 0


with tempfile.TemporaryDirectory() as work:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with sites.Server(sites.demo(Path(work) / "site")) as server:
        code, cases = run(server, Path(work), wanted)
    if code:
        sys.exit(code)
    if cases < wanted:
        sys.exit(f"only {cases} cases of {wanted}")
    print(f"{cases} cases without a failure")
