// A battle: answers as they are written, waiting, stopping, keys. Everything here also works without script.
import { bindBallot, bindSettings, forget, sent, setting } from "./ballot.js";
import { guard, parsed, say, swap } from "./page.js";
import { Pane, bindFolds, bindTabs, dress, goTo, keepInSight } from "./panes.js";

const SLICE_MS = 8;
const FACTS = "[data-facts]";
const UNREAD = `${FACTS}[data-unread]`;
const [ELAPSED_S, REASON_S, WAY_OUT_S] = [5, 15, 30];
let source = null;
let timer = null;
let heardAt = 0;
let lastSeq = -1;
let panes = {};
let steps = [];
let planned = false;
let words = {};

bindSettings();
start();

/** (Re)binds to the page as it is now. */
function start() {
  const battle = document.querySelector("[data-battle]");
  if (!battle) return;
  words = battle.querySelector("[data-words]").dataset;
  for (const form of battle.querySelectorAll("[data-ask]")) guard(form);
  battle.querySelector("#stop")?.addEventListener("submit", stop);
  bindTabs(battle);
  bindFolds(battle);
  dress(battle, words);
  keepInSight();
  bindBallot(words, show, note);
  if (battle.dataset.stream && !source) follow(battle);
  if (battle.querySelector(UNREAD)) setTimeout(readFacts, 400);
}

/** The board reads a vote within moments; what it made of it comes by itself. */
async function readFacts(wait = 800) {
  try {
    const response = await here();
    if (response.ok) swap(await parsed(response), FACTS);
  } catch { /* a reload shows it */ }
  if (document.querySelector(UNREAD) && wait < 20000) setTimeout(readFacts, wait, wait * 2);
}

/** The page as the server would show it now. */
function here() {
  return fetch(location.href, { headers: { Accept: "text/html" } });
}

// ---- streaming

function follow(battle) {
  panes = {};
  for (const sheet of battle.querySelectorAll("[data-last] [data-streaming]")) panes[sheet.dataset.side] = new Pane(sheet, words);
  lastSeq = -1;
  heard();
  timer = setInterval(wait, 1000);
  source = new EventSource(battle.dataset.stream);
  source.addEventListener("frame", (event) => later(() => frame(JSON.parse(event.data))));
  source.addEventListener("end", (event) => later(() => ended(JSON.parse(event.data))));
  source.addEventListener("ready", () => later(() => finish(words.sayReady)));
  source.addEventListener("void", () => later(() => finish(words.sayVoid)));
  source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) finish(""); });
}

function frame({ seq, a, b, blocks }) {
  if (seq <= lastSeq) return;
  lastSeq = seq;
  heard();
  panes.a?.add(a, blocks?.a);
  panes.b?.add(b, blocks?.b);
}

/** Events are taken together, once per picture, and never for so long that a key would wait. */
function later(step) {
  steps.push(step);
  if (!planned) plan();
}

function plan() {
  planned = true;
  if (document.hidden) setTimeout(take, SLICE_MS);
  else requestAnimationFrame(take);
}

function take() {
  const [began, bottom] = [performance.now(), atBottom()];
  while (steps.length && performance.now() - began < SLICE_MS) steps.shift()();
  if (bottom) scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  planned = false;
  if (steps.length) plan();
}

function ended({ seq, side, blocks }) {
  if (seq <= lastSeq) return;
  lastSeq = seq;
  const pane = panes[side];
  pane?.add("", blocks?.[side]);
  pane?.finish();
}

function close() {
  source?.close();
  source = null;
  steps = [];
  clearInterval(timer);
}

/** The stream is over: the server's page says what comes next. While it cannot, it is asked again, less and less often. */
async function finish(sentence, pause = 1000) {
  close();
  try {
    const response = await here();
    if (response.status === 404) return location.reload();
    if (!response.ok) throw new Error(String(response.status));
    // A vote that was chosen before is on its way: nobody is asked for one.
    if (await show(response) && !document.querySelector("[data-vote][data-sent]")) say(sentence);
  } catch {
    note(words.sayAway);
    setTimeout(() => finish(sentence, Math.min(pause * 2, 30000)), pause);
  }
}

function atBottom() {
  const root = document.documentElement;
  return root.scrollHeight > innerHeight && innerHeight + scrollY >= root.scrollHeight - 48;
}

// ---- waiting

function heard() {
  heardAt = Date.now();
  const line = document.querySelector("[data-wait]");
  if (line?.textContent) line.textContent = "";
}

/** After a while how long it takes, then why, then a way out. */
function wait() {
  const seconds = Math.floor((Date.now() - heardAt) / 1000);
  const line = document.querySelector("[data-wait]");
  if (!line || seconds < ELAPSED_S) return;
  const elapsed = words.sayElapsed.replace("{}", String(seconds));
  line.textContent = seconds < REASON_S ? elapsed : `${elapsed} \u00b7 ${words.saySlow}`;
  if (seconds === REASON_S) say(words.saySlow);
  if (seconds >= WAY_OUT_S) document.querySelector("[data-way-out]").hidden = false;
}

async function stop(event) {
  event.preventDefault();
  const { action } = event.target;
  note(words.sayStopping);
  try {
    const response = await sent(action);
    if (!response.ok) throw new TypeError(String(response.status));
    close();
    forget();
    await show(response);
    focus(document.querySelector("[data-focus]"));
  } catch {
    note(words.sayAway);
  }
}

// ---- the page after an answer of the server

/** Puts the server's page in place. Panes that are complete stay as they are, but for their heads. */
async function show(response) {
  const next = await parsed(response);
  await picture();
  const before = document.activeElement;
  const elsewhere = before && before !== document.body;
  const draft = document.querySelector("#follow")?.value;
  const [x, y] = [scrollX, scrollY];
  if (!settle(next) && !swap(next, "#main")) throw new Error("foreign");
  scrollTo({ left: x, top: y, behavior: "instant" });
  if (draft && document.querySelector("#follow")) document.querySelector("#follow").value = draft;
  // The bar, not a button: a space that was meant to scroll must not become a vote for A.
  if (!elsewhere) focus(document.querySelector("[data-vote]"));
  else if (document.activeElement === document.body) focus(again(before));
  start();
  return true;
}

/** Whether all that differs could be put in place around the panes. */
function settle(next) {
  const [now, then] = [document.querySelector("[data-battle]"), next.querySelector("[data-battle]")];
  const [mine, theirs] = [now, then].map((page) => [...(page?.querySelectorAll(".sheet") ?? [])]);
  const whole = (sheet) => !sheet.hasAttribute("data-streaming") && !sheet.querySelector("[data-rest]");
  const same = mine.length > 0 && mine.length === theirs.length && mine.every((sheet, place) => sheet.id === theirs[place].id);
  if (!same || !mine.every(whole) || !theirs.every(whole)) return false;
  const tongues = [];
  mine.forEach((sheet, place) => {
    sheet.className = theirs[place].className;
    swap(next, `#${sheet.id} > header`);
    const [text, told] = [sheet, theirs[place]].map((one) => one.querySelector("[data-text]"));
    if (text && told?.lang && text.lang !== told.lang) tongues.push([text, told.lang]);
  });
  tell(tongues);
  now.removeAttribute("data-stream");
  return swap(next, "[data-outcome]");
}

/** A language gives every word of its answer a new look: one answer a picture. */
async function tell(tongues) {
  for (const [text, lang] of tongues) {
    await picture();
    text.lang = lang;
  }
}

/** Resolves behind the next picture, or soon where none is drawn; keys that wait come first. */
function picture() {
  return new Promise((due) => {
    requestAnimationFrame(() => setTimeout(due));
    setTimeout(due, 100);
  });
}

/** The namesake of what had the focus. */
function again(element) {
  if (element.id) return document.getElementById(element.id);
  return element.name === "choice" ? document.querySelector(`[data-vote] button[value=${element.value}]`) : document.querySelector("[data-vote]");
}

function focus(element) {
  element?.focus({ preventScroll: true });
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
  if (setting("keys") !== "on" || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector("#keys:popover-open")) return;
  if (event.key === "?") return document.querySelector("#keys")?.showPopover();
  if (event.key === "n") return newPair();
  if (event.key === "a" || event.key === "b") return goTo(document.querySelector("[data-last]"), "ab".indexOf(event.key));
  if (event.key === "s") return document.querySelector("[data-stop]")?.click();
  const buttons = document.querySelectorAll("[data-vote] button[name=choice]");
  if (["1", "2", "3", "4"].includes(event.key)) buttons[Number(event.key) - 1]?.click();
});

// Whoever tabs out of the list of keys leaves it. (As a modal dialog it took 20 times as long to open: the browser looks at all that becomes inert.)
document.querySelector("#keys")?.addEventListener("focusout", ({ currentTarget, relatedTarget }) => {
  if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.hidePopover();
});

function newPair() {
  const link = document.querySelector(".next a[aria-keyshortcuts=n]");
  const url = link?.href ?? document.querySelector("[data-battle]")?.dataset.new;
  if (url) location.assign(url);
}

addEventListener("scroll", keepInSight, { passive: true });

// A picture that was planned may never be drawn once the page is hidden.
document.addEventListener("visibilitychange", () => { if (document.hidden && planned) take(); });

// Coming back with the browser's button: the stream of a frozen page is gone.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
