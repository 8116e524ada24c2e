#!/usr/bin/env python3
"""Ten battles between two real language models, voted on by keyboard in a real browser.

    tests/llm.py site FOLDER SMALL=http://127.0.0.1:8001/v1 OTHER=http://127.0.0.1:8002/v1
    agon --config FOLDER/agon.toml                     (leave it running, in another window)
    tests/llm.py vote http://127.0.0.1:8484 [BATTLES]

For people and notes, not for CI: real models are slow and say what they like. The first command writes an agon.toml for
endpoints of the OpenAI protocol; each NAME is what the endpoint calls its model. The last one drives Chromium through
chromedriver, nothing but the standard library needed: it types a prompt, waits for both answers, presses 1 to 4, and at
the end looks for every vote in the export. It fails if a vote is missing or says something else.
"""
import csv
import io
import json
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request

PROMPTS = [
    "Why is the sky blue?",
    "Write a haiku about rain.",
    "Explain what a hash table is in two sentences.",
    "Name three good habits for sleeping well.",
    "Write a Python function that reverses a string.",
    "What is the capital of France?",
    "Give me a short recipe for pancakes.",
    "What does a lighthouse do?",
    "List four animals that live in the sea.",
    "Write one polite sentence that declines an invitation.",
]
# Key, and what the vote file calls it.
KEYS = [("1", "a"), ("4", "b"), ("2", "tie"), ("3", "both_bad")]
PATIENCE_S = 180
ENTER = "\ue007"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
SEEN = """return {
  id: location.pathname.split('/').pop(),
  begun: [...document.querySelectorAll('[data-text]')].some((text) => text.textContent.trim() !== ''),
  ready: !!document.querySelector('[data-vote]:not([data-waiting])'),
  over: !!document.querySelector('[data-focus]'),
  lengths: [...document.querySelectorAll('[data-text]')].map((text) => text.textContent.trim().length),
  names: document.querySelector('[data-outcome]')?.textContent ?? ''}"""


def site(folder, models):
    """Writes the configuration."""
    config = ""
    for number, (name, url) in enumerate(model.split("=", 1) for model in models):
        config += f'[[endpoint]]\nid = "real-{number}"\nprotocol = "openai"\nbase_url = {json.dumps(url)}\n\n'
        config += f'[[model]]\nid = {json.dumps(name)}\nname = {json.dumps(name)}\nendpoint = "real-{number}"\n'
        config += f"upstream = {json.dumps(name)}\nmax_output_tokens = 160\n\n"
    config += '[[arena]]\nid = "text"\ntitle = "Text"\nmodels = ["*"]\n'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agon.toml").write_text(config, encoding="utf-8")
    print(f"{folder / 'agon.toml'}: {len(models)} models")


class Browser:
    """A Chromium of its own."""

    def __init__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(line for line in self.driver.stdout if "successfully on port" in line).rsplit(" ", 1)[1].strip(" .\n")
        self.base = f"http://127.0.0.1:{port}/session"
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900"]}
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self.base += "/" + self.send("POST", "", wanted)["sessionId"]

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def open(self, url):
        self.send("POST", "/url", {"url": url})

    def press(self, keys):
        element = self.send("GET", "/element/active")[ELEMENT]
        self.send("POST", f"/element/{element}/value", {"text": keys})

    def type(self, css, keys):
        element = self.send("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]
        self.send("POST", f"/element/{element}/value", {"text": keys})

    def see(self):
        return self.send("POST", "/execute/sync", {"script": SEEN, "args": []})

    def close(self):
        try:
            self.send("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()


def wait(browser, is_so):
    """What the page says as soon as it is so, or as it is when patience ends."""
    until = time.monotonic() + PATIENCE_S
    while True:
        seen = browser.see()
        if is_so(seen) or time.monotonic() > until:
            return seen
        time.sleep(0.1)


def battle(browser, base, prompt, key):
    """One battle: what happened, and how long it took."""
    browser.open(base)
    browser.type("#prompt", prompt)
    began = time.monotonic()
    browser.type("#prompt", ENTER)
    first = wait(browser, lambda seen: seen["begun"] or seen["over"])
    first_s = time.monotonic() - began
    seen = wait(browser, lambda seen: seen["ready"] or seen["over"])
    row = {"id": seen["id"], "first_s": first_s, "both_s": time.monotonic() - began, "lengths": seen["lengths"]}
    if not first["begun"] or not seen["ready"]:
        return row | {"verdict": "void" if seen["over"] else "stuck"}
    browser.press(key)
    seen = wait(browser, lambda seen: seen["over"])
    return row | {"verdict": "voted" if seen["over"] else "stuck"}


def exported(base):
    """The rows of the vote file."""
    with urllib.request.urlopen(f"{base}/api/v1/exports/votes.csv", timeout=60) as answer:
        return list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))


def vote(base, count):
    """All battles; whether every vote is in the export, and no other."""
    before = len(exported(base))
    browser = Browser()
    rows = []
    try:
        for number in range(count):
            key, choice = KEYS[number % len(KEYS)]
            row = battle(browser, base, PROMPTS[number % len(PROMPTS)], key) | {"choice": choice}
            rows.append(row)
            first, both, verdict = row["first_s"], row["both_s"], row["verdict"]
            print(f"{number + 1:>3}  first text {first:5.1f} s  both ended {both:5.1f} s  {row['lengths']} characters  {choice:8} {verdict}", flush=True)
    finally:
        browser.close()
    votes = exported(base)
    voted = [row for row in rows if row["verdict"] == "voted"]
    said = {vote["battle"]: vote["choice"] for vote in votes}
    wrong = [row["id"] for row in voted if said.get(row["id"]) != row["choice"]]
    wrong += [row["id"] for row in rows if row["verdict"] == "stuck"]
    new = votes[before:]
    if voted:
        middle = statistics.median(row["first_s"] for row in voted), statistics.median(row["both_s"] for row in voted)
        print(f"medians: first text {middle[0]:.1f} s, both ended {middle[1]:.1f} s")
    for vote in new:
        print(f"seq {vote['seq']}: {vote['model_a']} against {vote['model_b']}: {vote['choice']}")
    voids = sum(row["verdict"] == "void" for row in rows)
    print(f"{len(rows)} battles, {len(voted)} voted, {voids} void; the export has {len(new)} new votes")
    for battle_id in wrong:
        print(f"battle {battle_id}: its vote is not in the export as it was cast, or it never ended")
    return not wrong and len(new) == len(voted)


if __name__ == "__main__":
    if len(sys.argv) >= 5 and sys.argv[1] == "site":
        site(pathlib.Path(sys.argv[2]), sys.argv[3:])
    elif len(sys.argv) in (3, 4) and sys.argv[1] == "vote":
        sys.exit(0 if vote(sys.argv[2].rstrip("/"), int(sys.argv[3]) if len(sys.argv) == 4 else 10) else 1)
    else:
        sys.exit(__doc__)
