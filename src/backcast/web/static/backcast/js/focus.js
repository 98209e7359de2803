// Where the focus goes when the page changes under it. It is never lost, and never taken from where one writes.

const ASKING = "[data-focus], [aria-invalid=true]";
const STOPS = "a[href], button, input, select, textarea, summary";
let path = [];
let nth = -1;

function ids(element) {
  const found = [];
  for (let here = element; here && here !== document.body; here = here.parentElement) if (here.id) found.push(here.id);
  return found;
}

export function put(target, options) {
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus(options);
}

const stops = (part) => [...(part?.querySelectorAll(STOPS) ?? [])];

export function remember() {
  path = ids(document.activeElement);
  nth = stops(document.getElementById(path[0])).indexOf(document.activeElement);
}

// The same control, or the one in its place, or the nearest part of the page around it that is still there.
function before() {
  const around = document.getElementById(path.find((id) => document.getElementById(id)));
  return (around?.id === path[0] && stops(around)[nth]) || around;
}

// After a swap: to what the answer asks for (`data-focus`, a wrong field), else back to where it was.
export function refocus(swapped) {
  const asked = swapped?.matches?.(ASKING) ? swapped : swapped?.querySelector?.(ASKING);
  const lost = document.activeElement === document.body && path.length > 0;
  const back = lost ? before() : null;
  const target = asked ?? back;
  if (target) put(target, { preventScroll: target === back });
}

// An address that names a field (#log_text) leads into it.
export function arrive() {
  const field = location.hash && document.getElementById(location.hash.slice(1));
  if (field && field.matches("input, select, textarea")) field.focus();
}

// Words that came with the page are spoken by few screen readers; words that are put there later, by all.
const HEARD_MS = 150;
export function sayAgain() {
  const said = document.getElementById("said");
  if (!said || !said.childElementCount) return;
  setTimeout(() => { if (!said.contains(document.activeElement)) said.append(...said.childNodes); }, HEARD_MS);
}
