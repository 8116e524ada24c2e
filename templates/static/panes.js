// The panes of a battle: finished blocks that never change again, the rest as plain text, lengths, tabs, copy buttons.
import { say } from "./page.js";

const FENCE = /^\s*(?:```+|~~~+)\s*([\w+#.-]{0,20})/;
const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

/** One answer while it is written. */
export class Pane {
  constructor(sheet, words) {
    Object.assign(this, { sheet, words });
    const shown = sheet.querySelector("[data-rest]");
    this.place = shown.closest("p");
    this.end = sheet.querySelector(".skeleton");
    this.rest = document.createTextNode(shown.textContent);
    shown.replaceChildren(this.rest);
    this.hidden = Number(shown.dataset.rest);
    const index = sheet.dataset.side === "b" ? 1 : 0;
    this.counter = sheet.closest(".turn").querySelectorAll("[data-length]")[index];
    this.length = Number(this.counter?.dataset.length ?? 0);
    this.look();
  }

  /** Text behind what is there, then the blocks that it finishes. */
  add(text, blocks = []) {
    if (text) {
      this.sheet.dataset.begun = "";
      this.rest.appendData(text);
      this.length += [...text].length;
      if (this.counter) this.counter.textContent = number.format(this.length);
    }
    for (const block of blocks) this.take(block);
    this.trim();
    if (blocks.length) this.renew();
    this.look();
  }

  /** Empty lines between blocks are no part of what is shown; the next block counts them. */
  trim() {
    const lines = /^[\r\n]*/.exec(this.rest.data)[0].length;
    if (lines) this.rest.deleteData(0, lines);
    this.hidden += lines;
  }

  take({ html, units, continues }) {
    const shown = Math.max(units - this.hidden, 0);
    this.hidden -= units - shown;
    this.rest.deleteData(0, shown);
    const made = document.createElement("template");
    made.innerHTML = html;
    dress(made.content, this.words);
    const [last, list] = [this.end.previousElementSibling, made.content.firstElementChild];
    const joins = continues && list && last?.tagName === list.tagName && /^[OU]L$/.test(list.tagName);
    if (joins) last.append(...list.childNodes);
    else this.end.before(made.content);
  }

  /** What is behind the blocks begins anew below them: a new element, since one that moves is a layout shift. */
  renew() {
    const place = this.place.cloneNode(true);
    this.place.replaceWith(place);
    this.place = place;
    this.rest = place.querySelector("[data-rest]").firstChild;
  }

  /** Code looks like code before it is finished. */
  look() {
    const fence = FENCE.exec(this.rest.data.slice(0, 60));
    const { classList, dataset } = this.place;
    classList.toggle("code", Boolean(fence));
    if (fence && dataset.lang !== fence[1]) dataset.lang = fence[1];
  }

  finish() {
    const { sheet } = this;
    delete sheet.dataset.streaming;
    sheet.ariaBusy = null;
    if (this.rest.data.trim()) this.rest.parentElement.classList.remove("caret");
    else this.place.remove();
    this.end.remove();
    sheet.querySelector("[data-state]").textContent = this.words.sayFinished;
    say(sheet.dataset.sayFinished);
  }
}

/** Gives every piece of code in a part of the page a button that copies it. */
export function dress(part, words) {
  for (const pre of part.querySelectorAll("pre")) {
    if (pre.parentElement?.className === "block") continue;
    const [block, button] = ["div", "button"].map((name) => document.createElement(name));
    block.className = "block";
    Object.assign(button, { type: "button", className: "copy", textContent: words.sayCopy, ariaLabel: words.sayCopyCode });
    button.addEventListener("click", async () => {
      await copy(pre);
      say(words.sayCopied);
    });
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

/** Over plain http there is no clipboard, but the browser copies what is selected. */
async function copy(pre) {
  if (navigator.clipboard) return navigator.clipboard.writeText(pre.textContent);
  getSelection().selectAllChildren(pre);
  document.execCommand("copy");
}

/** On a narrow screen the links A and B move between the panes, and the one in view is marked. */
export function bindTabs(battle) {
  for (const turn of battle.querySelectorAll(".turn:not([data-tabs])")) {
    const links = [...turn.querySelectorAll(".jump a")];
    const duel = turn.querySelector("[data-duel]");
    if (!duel) continue;
    turn.dataset.tabs = "";
    new ResizeObserver(() => { duel.tabIndex = duel.scrollWidth > duel.clientWidth ? 0 : -1; }).observe(duel);
    const mark = () => {
      const second = Math.abs(duel.scrollLeft) > duel.clientWidth / 3;
      links.forEach((link, index) => { link.ariaCurrent = second === (index === 1) ? "true" : null; });
    };
    duel.addEventListener("scroll", mark, { passive: true });
    duel.addEventListener("scrollend", () => notBlank(turn, links[1]?.ariaCurrent ? 1 : 0, "auto"));
    // Snapping would take back what the focus brought into view.
    duel.addEventListener("focusin", ({ target }) => {
      const side = [...duel.children].findIndex((sheet) => sheet.contains(target));
      if (side >= 0) showPane(duel, side);
    });
    links.forEach((link, index) => link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(turn, index);
    }));
    mark();
  }
}

/** Shows a pane, where it was left if only one has room, and gives its heading the focus. */
export function goTo(turn, index) {
  const heading = turn?.querySelectorAll(".sheet h2")[index];
  const duel = turn?.querySelector("[data-duel]");
  if (!heading || !duel) return;
  const links = [...turn.querySelectorAll(".jump a")];
  const now = links.findIndex((link) => link.ariaCurrent);
  const isOne = duel.scrollWidth > duel.clientWidth;
  const left = isOne && now !== index ? links[index]?.dataset.left : undefined;
  if (isOne && links[now]) links[now].dataset.left = scrollY;
  showPane(duel, index);
  heading.focus({ preventScroll: true });
  if (left === undefined) heading.closest("header").scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  else scrollTo({ top: Number(left), behavior: "instant" });
  notBlank(turn, index, "instant");
}

/** Scrolls to a pane where only one has room. */
function showPane(duel, index) {
  const way = getComputedStyle(duel).direction === "rtl" ? -1 : 1;
  duel.scrollTo({ left: way * index * duel.scrollWidth, behavior: "instant" });
}

/** Who comes from the end of a long answer to a short one sees its end, not an empty pane. */
function notBlank(turn, index, behavior) {
  const text = turn.querySelectorAll("[data-text]")[index];
  const end = text?.lastElementChild?.getBoundingClientRect().bottom;
  if (end < innerHeight / 4) scrollBy({ top: end - innerHeight / 2, behavior });
}

/** A long answer of an earlier turn shows its beginning until somebody wants the rest, or comes to it with the keyboard. */
export function bindFolds(battle) {
  for (const button of battle.querySelectorAll("[data-unfold]:not([data-bound])")) {
    const fold = button.previousElementSibling;
    const unfold = () => {
      delete fold.dataset.fold;
      button.remove();
    };
    button.dataset.bound = "";
    fold.addEventListener("focusin", unfold, { once: true });
    button.addEventListener("click", () => {
      unfold();
      fold.tabIndex = -1;
      fold.focus({ preventScroll: true });
    });
  }
}

/** An answer that fits the window stays in sight while a longer one beside it is read. Nobody sees it begin to: only where
 * that moves nothing. */
export function keepInSight() {
  const bar = document.querySelector(".votebar")?.offsetHeight ?? 0;
  for (const text of document.querySelectorAll("[data-last] .sheet:not([data-streaming]) > [data-text]")) {
    const height = text.lastElementChild?.getBoundingClientRect().bottom - text.getBoundingClientRect().top;
    const fits = height < innerHeight - bar - 48;
    const rests = text.previousElementSibling.getBoundingClientRect().bottom >= 16;
    if (!fits) text.classList.remove("stays");
    else if (rests) text.classList.add("stays");
  }
}
