// A board that is live: when the server says that it changed, the page is asked for again and what differs is put in its place.
import { read, say, swap } from "./page.js";

const GAP_MS = 500;
const AGAIN_MS = 5000;
const FADE_MS = 2500;
const GLIDE_MS = 300;
const SPEAK_MS = 10000;
const AT_ONCE = 12;
const IDLE_MS = 100;
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
let round = 0;
// What the server wrote of a row that script has written since.
const written = new WeakMap();
const gliding = new WeakMap();
const idle = window.requestIdleCallback ? (work) => requestIdleCallback(work, { timeout: IDLE_MS }) : setTimeout;

if (live && window.EventSource) {
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
      show(await response.text());
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

function show(text) {
  const { frame, sources } = cut(text);
  const page = read(frame);
  const parts = (root) => new Map([...root.querySelectorAll("[data-board] [data-part]")].map((part) => [part.dataset.part, part]));
  const [now, then] = [parts(document), parts(page)];
  if ([...now.keys()].join() !== [...then.keys()].join()) {
    round += 1;
    swap(read(text), "[data-board]");
    return;
  }
  const before = now.get("reading")?.textContent;
  for (const [name, part] of now) if (name !== "rows") morph(part, then.get(name));
  if (now.has("rows")) settle(now.get("rows"), sources);
  if (now.get("reading")?.textContent !== before) speak();
}

/** A page without its rows, and the rows as the server wrote them. */
function cut(text) {
  const [from, to] = [text.indexOf('data-part="rows">'), text.indexOf("</tbody>")];
  if (from < 0 || to < from) return { frame: text, sources: [] };
  const head = text.indexOf(">", from) + 1;
  return { frame: text.slice(0, head) + text.slice(to), sources: text.slice(head, to).split(/(?<=<\/tr>)/) };
}

/** Makes one element like another with as few changes as can be: what has the focus or is open stays so. */
function morph(now, then) {
  if (now.isEqualNode(then)) return;
  if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== then.nodeName) {
    now.replaceWith(document.adoptNode(then));
    return;
  }
  for (const { name, value } of then.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  for (const { name } of [...now.attributes]) if (!then.hasAttribute(name)) now.removeAttribute(name);
  const others = [...then.childNodes];
  if (now.childNodes.length !== others.length) now.replaceChildren(...others.map((one) => document.adoptNode(one)));
  else [...now.childNodes].forEach((child, place) => morph(child, others[place]));
}

/**
 * Rows keep their elements and go to their new places. Those in sight do so at once and glide there; the others follow in
 * small parts, so that a long board never holds up a key or a tap.
 */
function settle(body, sources) {
  round += 1;
  freeze(body.closest("table"));
  body.setAttribute("aria-busy", "true");
  const before = new Map([...body.rows].map((row) => [row.dataset.model, { row, top: row.getBoundingClientRect().top, said: said(row) }]));
  const near = inSight(body);
  const order = sources.map((source) => ({ source, row: before.get(/data-model="([^"]*)"/.exec(source)[1])?.row }));
  const fresh = made(order.filter(({ row }) => !row).map(({ source }) => source));
  for (const one of order.filter(({ row }) => !row)) written.set((one.row = body.appendChild(fresh.shift())), one.source);
  const stay = new Set(order.map(({ row }) => row));
  for (const row of [...body.rows]) if (!stay.has(row)) row.remove();
  const places = { body, order, at: [...body.rows] };
  const all = order.map((_, place) => place);
  const seen = places.at.filter((_, at) => near(at));
  place(places, all.filter(near), Boolean(body.moveBefore));
  const moving = calm.matches ? [] : glide(before, new Set([...seen, ...places.at.filter((_, at) => near(at))]));
  const [rest, mine] = [all.filter((at) => !near(at)), round];
  // Not while rows glide: whatever is laid out then counts as a jump of theirs.
  Promise.allSettled(moving.map((one) => one.finished)).then(() => follow(places, rest, mine));
}

/** Columns keep their widths while what stands in them changes; also, a row that changes is laid out alone. */
function freeze(table) {
  if (table.querySelector("colgroup")) return;
  const widths = [...table.tHead.rows[0].cells].map((head) => head.getBoundingClientRect().width);
  const group = document.createElement("colgroup");
  for (const width of widths.filter((width) => width > 0)) group.appendChild(document.createElement("col")).style.width = `${width}px`;
  table.caption.after(group);
  table.style.tableLayout = "fixed";
  addEventListener("resize", () => {
    group.remove();
    table.style.tableLayout = "";
  }, { once: true });
}

/** The rest in small parts, until there is a newer board. */
function follow(places, left, mine) {
  if (mine !== round) return;
  if (left.length === 0) places.body.removeAttribute("aria-busy");
  else {
    idle(() => {
      if (mine !== round) return;
      place(places, left.slice(0, AT_ONCE));
      follow(places, left.slice(AT_ONCE), mine);
    });
  }
}

/**
 * Writes the rows that belong to some places and puts them there, each in exchange for the one that is there. A row that stays
 * but is pushed by a taller one glides as well; put anew, it counts as little as a jump as the others.
 */
function place({ body, order, at }, some, anew = false) {
  const stale = some.map((here) => order[here]).filter(({ row, source }) => (written.get(row) ?? row.outerHTML) !== source);
  const fresh = made(stale.map(({ source }) => source));
  stale.forEach(({ row, source }, here) => {
    morph(row, fresh[here]);
    written.set(row, source);
  });
  const focus = document.activeElement;
  for (const here of some) {
    const { row } = order[here];
    const other = at[here];
    if (row === other) {
      if (anew) body.moveBefore(row, row.nextSibling);
      continue;
    }
    const next = row.nextSibling;
    // Both are put anew, also where one of them would come to its place by itself.
    if (next === other) {
      move(body, other, row);
      move(body, row, other.nextSibling.nextSibling);
    } else {
      move(body, row, other);
      move(body, other, next);
    }
    at[at.indexOf(row)] = other;
    at[here] = row;
  }
  if (focus !== document.activeElement && focus?.isConnected) focus.focus({ preventScroll: true });
}

function move(body, row, next) {
  if (body.moveBefore) body.moveBefore(row, next);
  else body.insertBefore(row, next);
}

/** Rows of their sources. */
function made(sources) {
  return sources.length === 0 ? [] : [...read(`<table><tbody>${sources.join("")}</tbody></table>`).querySelectorAll("tr")];
}

/** Whether a place is in sight, or nearly. */
function inSight(body) {
  const tops = [...body.rows].map((row) => row.offsetTop);
  const from = -body.closest("table").getBoundingClientRect().top;
  return (at) => tops[at] > from - innerHeight / 4 && tops[at] < from + 1.25 * innerHeight;
}

/** What a reader wants to be shown a change of. */
function said(row) {
  return `${row.dataset.rank ?? ""} ${row.dataset.rating}`;
}

/**
 * Only transforms and colours: nothing else on the page moves. All places are read before the first one is written. Returns the
 * movements.
 */
function glide(before, some) {
  // A row that is on its way goes on from where it is seen.
  for (const row of some) gliding.get(row)?.cancel();
  const known = [...some].filter((row) => before.has(row.dataset.model));
  const moves = known.map((row) => ({ row, was: before.get(row.dataset.model), top: row.getBoundingClientRect().top }));
  for (const { row, was } of moves.filter(({ row, was }) => was.said !== said(row))) {
    row.animate({ backgroundColor: ["var(--accent-wash)", "transparent"] }, { duration: FADE_MS, easing: "ease-out" });
  }
  return moves.filter(({ was, top }) => was.top !== top).map(({ row, was, top }) => {
    const one = row.animate({ transform: [`translateY(${was.top - top}px)`, "none"] }, { duration: GLIDE_MS, easing: "ease-out" });
    gliding.set(row, one);
    return one;
  });
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
