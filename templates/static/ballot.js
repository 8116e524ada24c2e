// The vote: chosen early and sent when both answers have finished, confirmed by those who want that, saved without a reload.
import { parsed } from "./page.js";

/** The value of the button that was pressed and not sent yet. */
let chosen = null;

/** What a voter switched, kept in this browser. */
export function setting(name) {
  try {
    return localStorage.getItem(`agon-${name}`) ?? (name === "keys" ? "on" : "off");
  } catch {
    return name === "keys" ? "on" : "off";
  }
}

export function bindSettings() {
  for (const box of document.querySelectorAll("[data-setting]")) {
    box.checked = setting(box.dataset.setting) === "on";
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(`agon-${box.dataset.setting}`, box.checked ? "on" : "off");
      } catch { /* then it holds for this page only, as the box shows */ }
    });
  }
}

/** Binds the bar as it is now. `show` puts the server's page in place, `note` writes below the buttons. */
export function bindBallot(words, show, note) {
  const form = document.querySelector("[data-vote]");
  if (!form) return (chosen = null);
  const waiting = form.hasAttribute("data-waiting");
  const buttons = [...form.querySelectorAll("button[name=choice]")];
  const send = form.querySelector("[data-send]");
  const asks = () => waiting || setting("confirm") === "on";
  const mark = () => {
    for (const button of buttons) {
      button.disabled = false;
      if (asks()) button.ariaPressed = String(button.value === chosen);
    }
    const button = buttons.find(({ value }) => value === chosen);
    send.hidden = waiting || !button;
    const pattern = waiting ? words.sayArmed : words.sayConfirm;
    if (button) note(pattern.replace("{}", button.firstElementChild.textContent));
    else form.querySelector("[data-note]").textContent = waiting ? words.sayEarly : words.sayNow;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!event.submitter || form.dataset.sent) return;
    if (!asks()) return cast(form, event.submitter, words, show, note);
    chosen = chosen === event.submitter.value ? null : event.submitter.value;
    mark();
  });
  form.addEventListener("keydown", (event) => {
    const left = event.key === "ArrowLeft";
    if (!left && event.key !== "ArrowRight") return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // From the bar to the side that the arrow points to, from a choice to its neighbour: a key never votes by the way.
    const back = left === (getComputedStyle(form).direction === "ltr");
    const at = buttons.indexOf(event.target);
    if (at < 0 && event.target !== form) return;
    const from = at < 0 ? (back ? 1 : buttons.length - 2) : at;
    buttons[Math.min(Math.max(from + (back ? -1 : 1), 0), buttons.length - 1)].focus({ preventScroll: true });
    event.preventDefault();
  });
  send.addEventListener("click", () => {
    const button = buttons.find(({ value }) => value === chosen);
    if (button) cast(form, button, words, show, note);
  });
  const armed = buttons.find(({ value }) => value === chosen);
  if (armed && !asks()) return cast(form, armed, words, show, note);
  mark();
  if (armed && !waiting) send.focus({ preventScroll: true });
}

export function forget() {
  chosen = null;
}

async function cast(form, button, words, show, note) {
  form.dataset.sent = "yes";
  button.classList.add("chosen");
  note(words.saySaving);
  try {
    const response = await sent(form.action, new URLSearchParams({ choice: button.value }));
    if (!response.ok) throw new Error((await detail(response)) || words.sayRefused);
    chosen = null;
    await show(response);
    const heading = document.querySelector("[data-focus]");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
  } catch (error) {
    delete form.dataset.sent;
    button.classList.remove("chosen");
    note(error instanceof TypeError ? words.sayUnsaved : error.message);
  }
}

/** A ballot may be sent twice: the same choice gives the same vote. */
export async function sent(url, body) {
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
