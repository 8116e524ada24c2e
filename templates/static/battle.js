// A battle: answers as they are written, keys, and a vote without a reload. Everything here also works without script.
import { guard, parsed, say, swap } from "./page.js";

const QUIET_MS = 15000;
let source = null;
let lastSeq = -1;
let panes = {};
let words = {};

start();

/** (Re)binds to the page as it is now. */
function start() {
  const battle = document.querySelector("[data-battle]");
  if (!battle) return;
  words = battle.querySelector("[data-words]").dataset;
  for (const form of battle.querySelectorAll("[data-ask]")) guard(form);
  battle.querySelector("[data-vote]")?.addEventListener("submit", vote);
  bindKeysButton();
  bindPanes(battle);
  addCopyButtons(battle);
  if (battle.dataset.stream && !source) follow(battle);
}

// ---- streaming

function follow(battle) {
  panes = {};
  for (const sheet of battle.querySelectorAll("[data-last] [data-streaming]")) panes[sheet.dataset.side] = pane(sheet);
  lastSeq = -1;
  source = new EventSource(battle.dataset.stream);
  source.addEventListener("frame", (event) => frame(JSON.parse(event.data)));
  source.addEventListener("end", (event) => ended(JSON.parse(event.data).side));
  source.addEventListener("ready", () => finish(words.sayReady));
  source.addEventListener("void", () => finish(words.sayVoid));
  source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) finish(""); });
  setTimeout(() => { if (source && lastSeq < 0) note(words.saySlow); }, QUIET_MS);
}

/** The stream replays the turn from its start, so what the page already shows stays until the replay has caught up. */
function pane(sheet) {
  const shown = sheet.querySelector("[data-text]");
  const text = document.createTextNode("");
  return { sheet, shown, text, before: shown.textContent.length, caughtUp: false, received: "" };
}

function frame({ seq, a, b }) {
  if (Number.isFinite(seq) && seq <= lastSeq) return;
  if (Number.isFinite(seq)) lastSeq = seq;
  const bottom = atBottom();
  add(panes.a, a);
  add(panes.b, b);
  if (bottom) scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
}

function add(side, text) {
  if (!side || !text) return;
  if (side.caughtUp) return side.text.appendData(text);
  side.received += text;
  if (side.received.length < side.before) return;
  side.text.data = side.received;
  side.shown.replaceChildren(side.text);
  side.caughtUp = true;
}

function ended(side) {
  const sheet = panes[String(side).toLowerCase()]?.sheet;
  if (!sheet || !sheet.hasAttribute("data-streaming")) return;
  sheet.removeAttribute("data-streaming");
  sheet.removeAttribute("aria-busy");
  sheet.querySelector(".caret")?.remove();
  sheet.querySelector("[data-state]").textContent = words.sayFinished;
  say(sheet.dataset.sayFinished);
}

/** The stream is over: the server's page says what comes next. While it cannot, it is asked again, less and less often. */
async function finish(sentence, wait = 1000) {
  source?.close();
  source = null;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response.status === 404) return location.reload();
    if (!response.ok) throw new Error(String(response.status));
    if (await show(response) && sentence) say(sentence);
  } catch {
    note(words.sayAway);
    setTimeout(() => finish(sentence, Math.min(wait * 2, 30000)), wait);
  }
}

function atBottom() {
  const root = document.documentElement;
  return root.scrollHeight > innerHeight && innerHeight + scrollY >= root.scrollHeight - 48;
}

// ---- the page after an answer of the server

/** Swaps in the server's page; the focus stays where it was, or goes to what is new. */
async function show(response) {
  const next = await parsed(response);
  const elsewhere = document.activeElement && document.activeElement !== document.body;
  const follow = document.activeElement?.id;
  const draft = document.querySelector("#follow")?.value;
  const [x, y] = [scrollX, scrollY];
  if (!swap(next, "#main")) throw new Error("foreign");
  scrollTo({ left: x, top: y, behavior: "instant" });
  if (draft && document.querySelector("#follow")) document.querySelector("#follow").value = draft;
  start();
  // The bar, not a button: a space that was meant to scroll must not become a vote for A.
  if (!elsewhere) focus(document.querySelector("[data-vote]"));
  else if (follow && document.activeElement === document.body) focus(document.getElementById(follow));
  return true;
}

function focus(element) {
  element?.focus({ preventScroll: true });
}

// ---- voting

async function vote(event) {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter;
  if (!button || form.dataset.sent) return;
  form.dataset.sent = "yes";
  button.classList.add("chosen");
  note(words.saySaving);
  try {
    const body = new URLSearchParams({ choice: button.value });
    const response = await send(form.action, body);
    if (!response.ok) throw new Error((await detail(response)) || words.sayRefused);
    await show(response);
    focus(document.querySelector("[data-focus]"));
    document.querySelector("[data-focus]")?.scrollIntoView({ block: "nearest" });
  } catch (error) {
    delete form.dataset.sent;
    button.classList.remove("chosen");
    note(error instanceof TypeError ? words.sayUnsaved : error.message);
  }
}

/** A ballot may be sent twice: the same choice gives the same vote. */
async function send(url, body) {
  const ballot = { method: "POST", body, headers: { Accept: "text/html" } };
  try {
    return await fetch(url, ballot);
  } catch {
    return await fetch(url, ballot);
  }
}

async function detail(response) {
  const page = await parsed(response);
  return page.querySelector("[data-detail]")?.textContent.trim();
}

/** A line under the buttons, also said aloud. */
function note(sentence) {
  const place = document.querySelector("[data-note]");
  if (place) place.textContent = sentence;
  say(sentence);
}

// ---- keys

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  if (event.key === "?") return openKeys();
  if (event.key === "n") return newPair();
  const buttons = document.querySelectorAll("[data-vote] button[name=choice]");
  const button = ["1", "2", "3", "4"].includes(event.key) ? buttons[Number(event.key) - 1] : null;
  if (button && !button.disabled) button.click();
});

function newPair() {
  const link = document.querySelector(".next a[aria-keyshortcuts=n]");
  const url = link?.href ?? document.querySelector("[data-battle]")?.dataset.new;
  if (url) location.assign(url);
}

function openKeys() {
  const dialog = document.querySelector("#keys");
  if (dialog && !dialog.open) dialog.showModal();
}

function bindKeysButton() {
  const button = document.querySelector("[data-keys]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", openKeys);
}

// ---- comforts

/** On a narrow screen the links A and B move between the panes, and the one in view is marked. */
function bindPanes(battle) {
  for (const turn of battle.querySelectorAll(".turn")) {
    const links = [...turn.querySelectorAll(".jump a")];
    const duel = turn.querySelector("[data-duel]");
    if (!duel) continue;
    if (duel.scrollWidth > duel.clientWidth) duel.tabIndex = 0;
    const mark = () => {
      const second = Math.abs(duel.scrollLeft) > duel.clientWidth / 3;
      links.forEach((link, index) => (second === (index === 1) ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    };
    duel.addEventListener("scroll", mark, { passive: true });
    links.forEach((link, index) => link.addEventListener("click", (event) => {
      event.preventDefault();
      const way = getComputedStyle(duel).direction === "rtl" ? -1 : 1;
      duel.scrollTo({ left: way * index * duel.scrollWidth });
    }));
    mark();
  }
}

function addCopyButtons(battle) {
  if (!navigator.clipboard) return;
  for (const pre of battle.querySelectorAll(".text pre")) {
    const block = document.createElement("div");
    const button = document.createElement("button");
    block.className = "block";
    Object.assign(button, { type: "button", className: "copy", textContent: words.sayCopy });
    button.setAttribute("aria-label", words.sayCopyCode);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      say(words.sayCopied);
    });
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

// Coming back with the browser's button: the stream of a frozen page is gone.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
