// A link with `data-opens` opens the dialog of that id instead of leading to the page with the same content. Esc
// closes it and gives the focus back (the browser's own work); so do the link's key, and a press beside it.

import { hint } from "./hints.js";

function show(dialog) {
  for (const other of document.querySelectorAll("dialog[open]")) other.close();
  dialog.showModal();
  dialog.dispatchEvent(new Event("opened"));
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("[data-opens]");
  const dialog = link && document.getElementById(link.dataset.opens);
  if (event.target.matches("dialog")) event.target.close();
  if (!dialog) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else show(dialog);
});

const keys = document.getElementById("keys");
keys?.addEventListener("opened", () => hint(true));
keys?.addEventListener("close", () => hint(false));
