// Moving through a list: `data-row` on a row with a link in it, `data-move` on a card that is itself the stop.

import { put } from "./focus.js";

const ROWS = "[data-row], [data-move]";
const PLACE = "backcast-place";

const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => row.checkVisibility());
const here = () => document.activeElement.closest(ROWS);
const link = (row) => [...row.querySelectorAll("a[href]")].find((one) => one.checkVisibility());
const stop = (row) => (row.matches("[data-row]") && link(row)) || row;

export function step(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(here());
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
  put(stop(all[next]));
  return true;
}

// Along a picture: its marks (`data-along`) in their order, from the one that stands for where the focus is.
export function along(by) {
  const all = [...document.querySelectorAll("[data-along]")].filter((one) => one.checkVisibility());
  const focus = document.activeElement;
  const row = focus.closest("[data-scope]")?.id;
  const at = all.findIndex((one) => one === focus || one.dataset.along === row);
  if (!all.length || (at < 0 && focus !== document.body)) return false;
  all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)].focus();
  return true;
}

export function select() {
  const box = here()?.querySelector("[data-select]");
  box?.click();
  return Boolean(box);
}

// A link in a row answers to Enter by itself; a card that has the focus opens what it is about.
export function open() {
  const row = here();
  if (!row || row !== document.activeElement || !link(row)) return false;
  link(row).click();
  return true;
}

// A key that sends a form of a row loads the page anew: the next row is then where the focus was. Only the number
// of the row is kept, and only until the next page.
export function keepRow(control) {
  const row = control.closest(ROWS);
  if (!row || !control.closest("form")) return;
  sessionStorage.setItem(PLACE, JSON.stringify({ page: location.pathname, row: rows().indexOf(row) }));
}

export function returnToRow() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  const all = rows();
  if (kept?.page === location.pathname && all.length) put(stop(all[Math.min(kept.row, all.length - 1)]));
}
