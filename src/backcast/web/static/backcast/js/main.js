// Comfort on top of plain pages. Nothing depends on it: every key has a control, every dialog a page of its own.

import { copies } from "./copy.js";
import "./dialogs.js";
import { dropZone } from "./drop.js";
import { arrive, remember, refocus, sayAgain } from "./focus.js";
import "./keys.js";
import "./palette.js";
import { returnToRow } from "./rows.js";
import { slides } from "./sliders.js";

function attach(root) {
  for (const zone of root.querySelectorAll("[data-drop]:not([data-attached])")) {
    zone.dataset.attached = "";
    dropZone(zone);
  }
  for (const range of root.querySelectorAll("[data-slides]:not([data-attached])")) {
    range.dataset.attached = "";
    slides(range);
  }
  for (const button of root.querySelectorAll("[hidden] > [data-copy]")) copies(button);
}

document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSettle", (event) => {
  attach(document);
  refocus(event.detail.elt);
});
window.addEventListener("hashchange", arrive);
attach(document);
arrive();
returnToRow();
sayAgain();
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
