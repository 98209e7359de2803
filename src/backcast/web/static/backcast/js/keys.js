// Keys: those on controls (`data-key`) and the few acts below. What each does stands in pages/keys.py.

import { along, keepRow, open, select, step } from "./rows.js";

const ACTS = {
  "j": () => step(1),
  "k": () => step(-1),
  "x": select,
  "Enter": open,
  "ArrowLeft": () => along(1),
  "ArrowRight": () => along(-1),
  "/": () => follow("ctrl k"),
};
const HELD = ["j", "k", "ArrowLeft", "ArrowRight"];
const CHORD_MS = 1500;
const WRITING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=range], [type=file])";
let chord = "";
let chordTimer;

const keysOn = () => document.documentElement.dataset.keys !== "off";

// A field keeps the focus for a moment after its dialog has closed; nobody writes in what is not seen.
const writes = (element) => element.closest(WRITING)?.checkVisibility();

// A key inside a `data-scope` (a card, a row) acts only while the focus is in there, or on what stands for it in a
// picture (`data-along` names it). It goes before one that acts everywhere.
function within(control) {
  const scope = control.closest("[data-scope]");
  const here = document.activeElement;
  return scope === null || scope.contains(here) || (scope.id !== "" && scope.id === here.dataset?.along);
}

function follow(key) {
  const controls = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(within);
  const control = controls.find((one) => one.closest("[data-scope]")) ?? controls[0];
  if (!control) return false;
  if (control.matches("input, select, textarea")) control.focus();
  else press(control);
  return true;
}

function press(control) {
  keepRow(control);
  control.click();
  const opened = control.matches("summary") && control.parentElement.open ? control.parentElement : null;
  const fields = ["input:checked", "input:not([type=hidden])", "select", "textarea"];
  fields.map((field) => opened?.querySelector(field)).find(Boolean)?.focus();
}

// The Latin letter of the key on a keyboard that writes another script.
function named(event) {
  const letter = /^Key([A-Z])$/.exec(event.code);
  return /^[^ -~]$/.test(event.key) && letter ? letter[1].toLowerCase() : event.key;
}

function chorded(key) {
  const whole = chord ? `${chord} ${key}` : key;
  clearTimeout(chordTimer);
  chord = whole === "g" ? "g" : "";
  if (chord) chordTimer = setTimeout(() => { chord = ""; }, CHORD_MS);
  return whole;
}

function withControl(event, key) {
  if (key === "k" && !event.altKey && !event.shiftKey && follow("ctrl k")) event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const key = named(event);
  const control = event.ctrlKey || event.metaKey;
  if (event.isComposing || event.defaultPrevented || (event.repeat && (control || !HELD.includes(key)))) return;
  if (control) return withControl(event, key);
  if (event.altKey || !keysOn() || writes(event.target)) return;
  if (document.querySelector("dialog[open]") && key !== "?") return;
  const whole = chorded(key);
  if (whole !== "g" && (follow(whole) || ACTS[whole]?.())) event.preventDefault();
});
