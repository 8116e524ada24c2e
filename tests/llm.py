#!/usr/bin/env python3
"""Ten battles between two real language models, voted on in a real browser: by keyboard, or by touch on a small phone.

    tests/llm.py site FOLDER SMALL=http://127.0.0.1:8001/v1 OTHER=http://127.0.0.1:8002/v1
    agon --config FOLDER/agon.toml                     (leave it running, in another window)
    tests/llm.py vote http://127.0.0.1:8484 [BATTLES] [--touch] [--pictures FOLDER]

For people and notes, not for CI: real models are slow and say what they like. The first command writes an agon.toml for
endpoints of the OpenAI protocol; each NAME is what the endpoint calls its model. The last one drives Chromium through
chromedriver, nothing but the standard library needed: it types a prompt, waits for both answers, presses 1 to 4 or taps a
choice, and at the end looks for every vote in the export. It fails if a vote is missing or says something else, or if
anything but a key or a finger would have been needed. Pictures are of the page while both write, when both ended, and
behind the vote.
"""
import argparse
import base64
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
PHONE = {"deviceMetrics": {"width": 360, "height": 640, "pixelRatio": 2, "mobile": True, "touch": True}}
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

    def __init__(self, touch=False, pictures=None):
        self.touch, self.pictures, self.taken = touch, pictures, 0
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(line for line in self.driver.stdout if "successfully on port" in line).rsplit(" ", 1)[1].strip(" .\n")
        self.base = f"http://127.0.0.1:{port}/session"
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900"]}
        if touch:
            options["mobileEmulation"] = PHONE
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

    def find(self, css):
        return self.send("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def type(self, css, keys):
        self.send("POST", f"/element/{self.find(css)}/value", {"text": keys})

    def tap(self, css):
        """A finger on what is in sight; nothing is scrolled for it."""
        there = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": {ELEMENT: self.find(css)}}
        steps = [there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": steps}
        self.send("POST", "/actions", {"actions": [finger]})

    def picture(self, what):
        if not self.pictures:
            return
        self.taken += 1
        self.pictures.mkdir(parents=True, exist_ok=True)
        png = base64.b64decode(self.send("GET", "/screenshot"))
        (self.pictures / f"{self.taken:02}-{what}.png").write_bytes(png)

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


def battle(browser, base, prompt, key, choice):
    """One battle: what happened, and how long it took."""
    browser.open(base)
    browser.type("#prompt", prompt)
    began = time.monotonic()
    if browser.touch:
        browser.tap("form[action='/battles'] .btn.primary")
    else:
        browser.type("#prompt", ENTER)
    first = wait(browser, lambda seen: seen["begun"] or seen["over"])
    first_s = time.monotonic() - began
    browser.picture("writing")
    if browser.touch and first["begun"]:
        browser.tap(".jump a:nth-of-type(2)")
        browser.picture("writing-b")
    seen = wait(browser, lambda seen: seen["ready"] or seen["over"])
    row = {"id": seen["id"], "first_s": first_s, "both_s": time.monotonic() - began, "lengths": seen["lengths"]}
    browser.picture("ended")
    if not first["begun"] or not seen["ready"]:
        return row | {"verdict": "void" if seen["over"] else "stuck"}
    if browser.touch:
        browser.tap(f"[data-vote] button[value={choice}]")
    else:
        browser.press(key)
    seen = wait(browser, lambda seen: seen["over"])
    browser.picture("reveal")
    return row | {"verdict": "voted" if seen["over"] else "stuck"}


def exported(base):
    """The rows of the vote file."""
    with urllib.request.urlopen(f"{base}/api/v1/exports/votes.csv", timeout=60) as answer:
        return list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))


def vote(base, count, browser):
    """All battles; whether every vote is in the export, and no other."""
    before = len(exported(base))
    rows = []
    try:
        for number in range(count):
            key, choice = KEYS[number % len(KEYS)]
            row = battle(browser, base, PROMPTS[number % len(PROMPTS)], key, choice) | {"choice": choice}
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    config = commands.add_parser("site")
    config.add_argument("folder", type=pathlib.Path)
    config.add_argument("models", nargs="+", metavar="NAME=URL")
    voting = commands.add_parser("vote")
    voting.add_argument("url")
    voting.add_argument("battles", nargs="?", type=int, default=10)
    voting.add_argument("--touch", action="store_true")
    voting.add_argument("--pictures", type=pathlib.Path, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.command == "site":
        return site(asked.folder, asked.models)
    browser = Browser(asked.touch, asked.pictures)
    return sys.exit(0 if vote(asked.url.rstrip("/"), asked.battles, browser) else 1)


if __name__ == "__main__":
    main()
