// A board that is live: when the server says that it changed, the page is asked for again and what differs is put in its place.
import { parsed, say, swap } from "./page.js";

const GAP_MS = 500;
const AGAIN_MS = 5000;
const FADE_MS = 2500;
const GLIDE_MS = 400;
const SPEAK_MS = 10000;
const live = document.querySelector("[data-live]");
const pause = document.querySelector("[data-pause]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let source = null;
let paused = false;
let dirty = false;
let busy = false;
let timer = null;
let next = 0;
let shown = null;
let speaking = null;

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

/** At once after a while of quiet, else at most one fetch per gap, and always one after the last change. */
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
    const tag = response.headers.get("etag");
    if (paused) dirty = true;
    else if (tag !== shown) {
      const page = await parsed(response);
      // Reading a large page and laying it out are two tasks, so that neither holds up a key or a tap for long.
      await new Promise((done) => { setTimeout(done); });
      show(page);
      shown = tag;
    }
  } catch {
    dirty = true;
    next = Date.now() + AGAIN_MS;
  } finally {
    busy = false;
    plan();
  }
}

function show(page) {
  const parts = (root) => new Map([...root.querySelectorAll("[data-board] [data-part]")].map((part) => [part.dataset.part, part]));
  const [now, then] = [parts(document), parts(page)];
  if ([...now.keys()].join() !== [...then.keys()].join()) {
    swap(page, "[data-board]");
    return;
  }
  const before = now.get("reading")?.textContent;
  for (const [name, part] of now) {
    if (name === "rows") rows(part, then.get(name));
    else morph(part, then.get(name));
  }
  if (now.get("reading")?.textContent !== before) speak();
}

/** Makes one element like another with as few changes as can be: what has the focus or is open stays so. */
function morph(now, then) {
  if (now.isEqualNode(then)) return;
  if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== then.nodeName || now.childNodes.length !== then.childNodes.length) {
    now.replaceWith(document.adoptNode(then));
    return;
  }
  for (const { name, value } of then.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  for (const { name } of [...now.attributes]) if (!then.hasAttribute(name)) now.removeAttribute(name);
  const others = [...then.childNodes];
  [...now.childNodes].forEach((child, place) => morph(child, others[place]));
}

/** Rows keep their elements, go to their new places, and glide there from the old ones. */
function rows(body, fresh) {
  const known = new Map([...body.rows].map((row) => [row.dataset.model, { row, top: row.offsetTop, said: said(row) }]));
  const focus = document.activeElement;
  const kept = [...known.values()];
  let place = body.firstElementChild;
  for (const then of [...fresh.rows]) {
    const row = known.get(then.dataset.model)?.row ?? document.adoptNode(then);
    known.delete(then.dataset.model);
    morph(row, then);
    if (row === place) place = place.nextElementSibling;
    else if (body.moveBefore && row.isConnected) body.moveBefore(row, place);
    else body.insertBefore(row, place);
  }
  for (const { row } of known.values()) row.remove();
  if (focus !== document.activeElement && focus?.isConnected) focus.focus({ preventScroll: true });
  if (!calm.matches) glide(kept);
}

/** What a reader wants to be shown a change of. */
function said(row) {
  return `${row.dataset.rank ?? ""} ${row.dataset.rating}`;
}

/** Only transforms and colours: nothing else on the page moves. All places are read before the first one is written. */
function glide(kept) {
  const moves = kept.filter(({ row }) => row.isConnected).map((one) => ({ ...one, by: one.top - one.row.offsetTop }));
  for (const { row, by, said: before } of moves) {
    if (by) row.animate({ transform: [`translateY(${by}px)`, "none"] }, { duration: GLIDE_MS, easing: "ease-out" });
    if (before !== said(row)) row.animate({ backgroundColor: ["var(--accent-wash)", "transparent"] }, { duration: FADE_MS, easing: "ease-out" });
  }
}

/** The sentence above the board, when it has changed, and never one after the other. */
function speak() {
  speaking ??= setTimeout(() => {
    speaking = null;
    if (!paused) say(document.querySelector("[data-part=reading]")?.textContent);
  }, SPEAK_MS);
}

function toggle() {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  live.toggleAttribute("data-paused", paused);
  say(paused ? live.dataset.sayPaused : live.dataset.sayResumed);
  plan();
}
