// The ask page: chips fill the box, Enter sends, nothing is sent twice.
import { guard } from "./page.js";

const box = document.querySelector("#prompt");

document.querySelector("[data-chips]")?.addEventListener("submit", (event) => {
  if (!box || !event.submitter) return;
  event.preventDefault();
  box.value = event.submitter.value;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
});

for (const form of document.querySelectorAll("[data-ask]")) guard(form);
