// A board that is live: when the server says that it changed, the same page is fetched and its board swapped in.
import { parsed, say, swap } from "./page.js";

const GAP_MS = 500;
const live = document.querySelector("[data-live]");
const pause = document.querySelector("[data-pause]");
let paused = false;
let timer = null;
let last = 0;
let missed = false;

if (live && window.EventSource) {
  pause.hidden = false;
  pause.addEventListener("click", toggle);
  const source = new EventSource(live.dataset.live);
  source.addEventListener("board", changed);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (missed) changed(); });
}

/** At most one fetch per gap, and always one after the last change. */
function changed() {
  missed = paused || document.hidden;
  if (missed || timer) return;
  timer = setTimeout(refresh, Math.max(0, last + GAP_MS - Date.now()));
}

async function refresh() {
  last = Date.now();
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response.ok && !paused) show(await parsed(response));
  } catch {
    missed = true;
  } finally {
    timer = null;
  }
}

function show(next) {
  const before = places();
  const scroller = document.querySelector("[data-board] .scroll");
  const left = scroller?.scrollLeft ?? 0;
  const inside = scroller && document.activeElement === scroller;
  if (!swap(next, "[data-board]")) return;
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

function mark(before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const row of document.querySelectorAll("[data-board] tr[data-model]")) {
    const place = `${row.dataset.rank ?? ""} ${row.dataset.rating}`;
    if (before.get(row.dataset.model) !== place) row.classList.add("moved");
  }
}

function toggle() {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  live.toggleAttribute("data-paused", paused);
  say(paused ? "Updates are paused." : "Updates go on.");
  if (!paused && missed) changed();
}
