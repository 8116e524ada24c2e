// The ask page: Enter sends, nothing is sent twice.
import { guard } from "./page.js";

for (const form of document.querySelectorAll("[data-ask]")) guard(form);
