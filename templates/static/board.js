// A board that is live: when the server says that it changed, the same page is fetched and its board swapped in.
import { parsed, say, swap } from "./page.js";

const GAP_MS = 500;
const AGAIN_MS = 5000;
const FADE_MS = 2500;
const moved = new Map();
const live = document.querySelector("[data-live]");
const pause = document.querySelector("[data-pause]");
let source = null;
let paused = false;
let dirty = false;
let busy = false;
let timer = null;
let next = 0;

if (live && window.EventSource) {
  pause.hidden = false;
  pause.addEventListener("click", toggle);
  listen();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", plan);
}

/** A stream that the server refused for good is opened anew after a while; the board may have changed meanwhile. */
function listen() {
  source = new EventSource(live.dataset.live);
  source.addEventListener("board", changed);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { listen(); changed(); }, AGAIN_MS);
  });
}

function changed() {
  dirty = true;
  plan();
}

/** At most one fetch per gap, and always one after the last change. */
function plan() {
  if (!dirty || busy || timer || paused || document.hidden) return;
  timer = setTimeout(refresh, Math.max(0, next - Date.now()));
}

async function refresh() {
  timer = null;
  busy = true;
  dirty = false;
  next = Date.now() + GAP_MS;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    if (paused) dirty = true;
    else show(await parsed(response));
  } catch {
    dirty = true;
    next = Date.now() + AGAIN_MS;
  } finally {
    busy = false;
    plan();
  }
}

function show(page) {
  const before = places();
  const scroller = document.querySelector("[data-board] .scroll");
  const left = scroller?.scrollLeft ?? 0;
  const inside = scroller && document.activeElement === scroller;
  if (!swap(page, "[data-board]")) return;
  const now = document.querySelector("[data-board] .scroll");
  if (now) now.scrollLeft = left;
  if (inside) now?.focus({ preventScroll: true });
  mark(before);
}

/** What each model's rank and rating were. */
function places() {
  const rows = document.querySelectorAll("[data-board] tr[data-model]");
  return new Map([...rows].map((row) => [row.dataset.model, `${row.dataset.rank ?? ""} ${row.dataset.rating}`]));
}

/** Marks what moved; a mark lives on when the next change comes before it has faded. */
function mark(before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const row of document.querySelectorAll("[data-board] tr[data-model]")) {
    const name = row.dataset.model;
    if (before.get(name) !== `${row.dataset.rank ?? ""} ${row.dataset.rating}`) moved.set(name, Date.now());
    const age = Date.now() - (moved.get(name) ?? 0);
    if (age > FADE_MS) continue;
    row.classList.add("moved");
    row.style.animationDelay = `-${age}ms`;
  }
}

function toggle() {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  live.toggleAttribute("data-paused", paused);
  say(paused ? live.dataset.sayPaused : live.dataset.sayResumed);
  plan();
}
