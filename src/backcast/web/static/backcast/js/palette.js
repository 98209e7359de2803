// The finder: options come from the server while one types; arrows choose, Enter goes, Esc leaves.

import { arrive } from "./focus.js";

const dialog = document.getElementById("palette");
const input = dialog?.querySelector("[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
let sent = null;      // what was asked last
let shown = null;     // what the options answer
let going = false;    // Enter came before the answer
let failed = false;   // then Enter leads to the plain page, which says why

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  input.setAttribute("aria-expanded", String(Boolean(option)));
  input.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = options();
  if (all.length) choose(all.at((all.indexOf(chosen()) + by + all.length) % all.length));
}

function go() {
  going = shown !== input.value;
  if (!going) chosen()?.click();
}

function start() {
  input.value = "";
  shown = null;
  going = failed = false;
}

function answered() {
  shown = sent;
  choose(options()[0]);
  if (going) go();
}

const KEYS = { "ArrowDown": () => step(1), "ArrowUp": () => step(-1), "Enter": go };

function pressed(event) {
  if (event.isComposing || !KEYS[event.key] || (failed && event.key === "Enter")) return;
  event.preventDefault();
  KEYS[event.key]();
}

function left(event) {
  if (!event.target.closest("[role=option]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  dialog.close();
  setTimeout(arrive);
}

if (dialog) {
  dialog.addEventListener("opened", start);
  input.addEventListener("keydown", pressed);
  input.addEventListener("htmx:beforeRequest", () => { sent = input.value; });
  input.addEventListener("htmx:responseError", () => { failed = true; });
  input.addEventListener("htmx:sendError", () => { failed = true; });
  list.addEventListener("htmx:afterSettle", answered);
  list.addEventListener("click", left);
}
