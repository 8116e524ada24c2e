// What the pages' modules share.

const GAP_MS = 2000;
let spokenAt = 0;
let waiting = [];

/** Says a sentence in the page's one live region, with time to hear the one before. */
export function say(sentence) {
  if (!sentence) return;
  waiting.push(sentence);
  if (waiting.length === 1) setTimeout(speak, Math.max(0, spokenAt + GAP_MS - Date.now()));
}

function speak() {
  const live = document.querySelector("#live");
  if (live) live.textContent = waiting.join(" ");
  waiting = [];
  spokenAt = Date.now();
}

/** Our own server's page as a document; it is parsed, and its scripts never run. */
export function read(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

export async function parsed(response) {
  return read(await response.text());
}

/** Replaces one element by its namesake of another document. */
export function swap(next, selector) {
  const [now, then] = [document.querySelector(selector), next.querySelector(selector)];
  if (now && then) now.replaceWith(document.adoptNode(then));
  return Boolean(now && then);
}

/** Enter sends, Shift+Enter makes a line; a second submit waits for the first. */
export function guard(form) {
  form.addEventListener("keydown", (event) => {
    if (event.target.tagName !== "TEXTAREA" || event.key !== "Enter" || event.isComposing) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.ariaBusy = "true";
  });
}

// Coming back with the browser's button must not find a locked form.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    form.ariaBusy = null;
  }
});

// A menu closes when somebody leaves it.
addEventListener("click", (event) => closeMenus(event.target));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.(".language details[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".language details[open]")) if (!menu.contains(except)) menu.open = false;
}
