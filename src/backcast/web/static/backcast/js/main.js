// Comfort on top of plain pages: keys from `data-key`, a drop zone, copying, focus after swaps. Nothing depends on it.

const CHORD_MS = 1500;
let chord = "";
let chordTimer;

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const keysOn = () => document.documentElement.dataset.keys !== "off";

// A key inside a `data-scope` (a card, a row) acts only while the focus is in there.
function within(control) {
  const scope = control.closest("[data-scope]");
  return scope === null || scope.contains(document.activeElement);
}

function follow(key) {
  const control = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(within);
  if (!control) return false;
  if (control.matches("input, select, textarea")) control.focus();
  else control.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (typing(event.target) || !keysOn()) return;
  const key = chord ? `${chord} ${event.key}` : event.key;
  chord = "";
  clearTimeout(chordTimer);
  if (key === "g") {
    chord = "g";
    chordTimer = setTimeout(() => { chord = ""; }, CHORD_MS);
  } else if (follow(key)) {
    event.preventDefault();
  }
});

function dropZone(zone) {
  const input = zone.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    zone.closest("form").requestSubmit();
  });
}

// A button that copies a text field; where the clipboard is closed to us, the text is marked for the user's own copy.
function copies(button) {
  const field = document.getElementById(button.dataset.copy);
  button.parentElement.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    field.closest("details").open = true;
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      field.focus();
      field.select();
    }
  });
}

function attach(root) {
  for (const zone of root.querySelectorAll("[data-drop]:not([data-attached])")) {
    zone.dataset.attached = "";
    dropZone(zone);
  }
  for (const button of root.querySelectorAll("[hidden] > [data-copy]")) copies(button);
}

// After a swap the focus goes to what the answer asks for (`data-focus`, a wrong field), else back to where it
// was: the same control, or the nearest part of the page around it that is still there.
const ASKING = "[data-focus], [aria-invalid=true]";
let path = [];

function ids(element) {
  const found = [];
  for (let here = element; here && here !== document.body; here = here.parentElement) if (here.id) found.push(here.id);
  return found;
}

function refocus(swapped) {
  const asked = swapped?.matches?.(ASKING) ? swapped : swapped?.querySelector?.(ASKING);
  const lost = document.activeElement === document.body && path.length > 0;
  const back = lost ? document.getElementById(path.find((id) => document.getElementById(id))) : null;
  const target = asked ?? back;
  if (!target) return;
  if (target.tabIndex < 0) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: target === back });
}

document.addEventListener("htmx:beforeSwap", () => { path = ids(document.activeElement); });
document.addEventListener("htmx:afterSettle", (event) => {
  attach(document);
  refocus(event.detail.elt);
});
attach(document);
