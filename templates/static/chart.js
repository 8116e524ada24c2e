// Pictures: what is under the pointer, or reached by the arrow keys, is lit in all pictures of the page and said in words.
// Without this file, the tooltips of the marks and the tables below say the same.

const charts = () => document.querySelectorAll("[data-plot] svg");

function light(mark, said) {
  for (const old of document.querySelectorAll(".mark.on")) old.classList.remove("on");
  for (const chart of charts()) chart.classList.remove("lit");
  if (!mark) return;
  const key = mark.dataset.key;
  const same = key === undefined ? [mark] : document.querySelectorAll(`.mark[data-key="${CSS.escape(key)}"]`);
  for (const one of same) {
    one.classList.add("on");
    one.ownerSVGElement.classList.add("lit");
  }
  if (said) said.textContent = mark.querySelector("title").textContent;
}

for (const plot of document.querySelectorAll("[data-plot]")) {
  const said = plot.parentElement.querySelector("[data-said]");
  // A page has each picture for wide and for narrow screens and shows one of them.
  const shown = () => [...plot.children].find((picture) => picture.checkVisibility());
  const marks = () => [...(shown()?.querySelectorAll(".mark") ?? [])];
  let reached = null;
  plot.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".mark");
    light(mark, said);
    if (mark) reached = mark;
  });
  plot.addEventListener("pointerleave", () => light(null));
  plot.addEventListener("blur", () => light(null));
  plot.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") light(null);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = marks();
    if (!all.length) return;
    event.preventDefault();
    const at = all.indexOf(reached);
    reached = all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length];
    light(reached, said);
    reached.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
