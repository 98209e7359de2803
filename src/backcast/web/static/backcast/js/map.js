// The picture of the map: one canvas, one buffer (web/views/map.py, `packed`). The list below holds the same people.

import { fetched, named } from "./map-data.js";
import { painter } from "./map-paint.js";

const root = document.getElementById("map");
const frame = root?.querySelector(".map-frame");
const canvas = root?.querySelector("canvas");
const who = document.getElementById("map-who");
const IDLE_MS = 140;
const STEP = 60;
const NEAR = 14;
const view = { scale: 1, x: 0, y: 0, colour: "group", me: false, at: -1, ways: [], to: -1, moving: false };
const everybody = () => true;
let data, names = {}, paint, shown = everybody, asked = 0, idle = 0, told = 0;

function draw() {
  if (asked) return;
  asked = requestAnimationFrame(() => {
    asked = 0;
    if (paint(view)) draw();
  });
}

// While it moves fewer lines are drawn; all of them once it rests.
function moved() {
  view.moving = true;
  clearTimeout(idle);
  idle = setTimeout(() => { view.moving = false; draw(); }, IDLE_MS);
  draw();
}

// Brings some people into view, and keeps them there when the window changes.
function fit(only) {
  shown = only;
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  const at = data.places(view.me);
  for (let n = 0; n < data.n; n++) {
    if (!only(n)) continue;
    left = Math.min(left, at[2 * n]); right = Math.max(right, at[2 * n]);
    top = Math.min(top, at[2 * n + 1]); bottom = Math.max(bottom, at[2 * n + 1]);
  }
  if (left > right) return;
  const { clientWidth: wide, clientHeight: high } = canvas;
  view.scale = Math.min(wide / (right - left + 6), high / (bottom - top + 6), 40);
  view.x = wide / 2 - view.scale * (left + right) / 2;
  view.y = high / 2 - view.scale * (top + bottom) / 2;
  moved();
}

function zoom(by, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const scale = Math.min(Math.max(view.scale * by, 0.2), 80);
  view.x = x - (x - view.x) * scale / view.scale;
  view.y = y - (y - view.y) * scale / view.scale;
  view.scale = scale;
  moved();
}

function pan(x, y) {
  view.x += x;
  view.y += y;
  moved();
}

// Who is nearest to a point of the picture, within so many of its pixels.
function nearest(x, y, most) {
  const at = data.places(view.me);
  let best = -1, least = most * most;
  for (let n = 0; n < data.n; n++) {
    const dx = at[2 * n] * view.scale + view.x - x, dy = at[2 * n + 1] * view.scale + view.y - y;
    if (dx * dx + dy * dy < least) { least = dx * dx + dy * dy; best = n; }
  }
  return best;
}

const address = (n) => root.dataset.person.replace("ID", data.ids[n]);

// The name as text: it is what somebody wrote, never markup.
function tell(n) {
  view.at = n;
  draw();
  if (n < 0) return who.replaceChildren(who.dataset.hintText);
  const link = document.createElement("a");
  link.href = address(n);
  link.append(document.createElement("bdi"));
  link.firstChild.textContent = names[data.ids[n]] ?? "";
  who.replaceChildren(link);
}

const middle = () => nearest(canvas.clientWidth / 2, canvas.clientHeight / 2, Infinity);

function tellMiddle() {
  clearTimeout(told);
  told = setTimeout(() => tell(middle()), IDLE_MS);
}

const KEYS = {
  ArrowLeft: () => pan(STEP, 0), ArrowRight: () => pan(-STEP, 0), ArrowUp: () => pan(0, STEP), ArrowDown: () => pan(0, -STEP),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => fit(everybody),
};

function keyed(event) {
  if (event.target !== frame || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && view.at >= 0) location.assign(address(view.at));
  else if (KEYS[event.key]) { KEYS[event.key](); tellMiddle(); } else return;
  event.preventDefault();
}

function grabbed() {
  const held = new Map();
  let far = 0;
  canvas.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
    far = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return tell(nearest(event.offsetX, event.offsetY, NEAR));
    const x = event.offsetX - last.offsetX, y = event.offsetY - last.offsetY;
    far += Math.abs(x) + Math.abs(y);
    if (held.size === 2) pinched(held, event, last);
    else pan(x, y);
    held.set(event.pointerId, event);
  });
  const let_go = (event) => {
    held.delete(event.pointerId);
    if (event.type !== "pointerup" || far > 4) return;
    const n = nearest(event.offsetX, event.offsetY, NEAR);
    if (n >= 0 && event.pointerType === "mouse") location.assign(address(n));
    else tell(n);
  };
  canvas.addEventListener("pointerup", let_go);
  canvas.addEventListener("pointercancel", let_go);
}

function pinched(held, event, last) {
  const other = [...held.values()].find((one) => one.pointerId !== event.pointerId);
  const apart = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY) || 1;
  pan((event.offsetX - last.offsetX) / 2, (event.offsetY - last.offsetY) / 2);
  zoom(apart(event) / apart(last), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
}

// The wheel is the page's, until the map has the focus or ctrl is held (as a pinch on a touchpad says).
function wheeled(event) {
  if (!event.ctrlKey && document.activeElement !== frame) return;
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
}

async function coloured(colour) {
  view.colour = colour;
  for (const one of root.querySelectorAll("[data-legend]")) one.hidden = one.dataset.legend !== colour;
  for (const one of root.querySelectorAll("[data-for]")) one.hidden = one.dataset.for !== colour;
  if (colour === "way") await reached(document.getElementById("map-to").value);
  draw();
}

async function reached(id) {
  const answer = await fetch(root.dataset.ways.replace(/0$/, id), { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const found = await answer.json();
  view.to = data.place.get(found.to) ?? -1;
  view.ways = found.ways.map((way) => way.map((one) => data.place.get(one)).filter((one) => one !== undefined));
  const said = document.getElementById("map-way-said");
  const lines = view.ways.map((way) => [root.dataset.me, ...way.map((n) => names[data.ids[n]] ?? "")].join(" → "));
  said.textContent = lines.join(" · ");
  const on = new Set(view.ways.flat());
  fit(on.size > 1 && !view.me ? (n) => on.has(n) : everybody);
}

function listen() {
  frame.addEventListener("keydown", keyed);
  frame.addEventListener("focus", tellMiddle);
  canvas.addEventListener("wheel", wheeled, { passive: false });
  canvas.addEventListener("pointerleave", () => { if (document.activeElement !== frame) tell(-1); });
  grabbed();
  for (const button of root.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => (Number(button.dataset.zoom) ? zoom(Number(button.dataset.zoom)) : fit(everybody)));
  }
  document.getElementById("map-colour").addEventListener("change", (event) => coloured(event.target.value));
  document.getElementById("map-to")?.addEventListener("change", (event) => reached(event.target.value));
  document.getElementById("map-group").addEventListener("change", (event) => {
    const number = event.target.value;
    fit(number ? (n) => data.group[n] === Number(number) : everybody);
  });
  document.getElementById("map-me").addEventListener("change", (event) => {
    view.me = event.target.checked;
    document.getElementById("map-me-said").hidden = !view.me;
    fit(everybody);
  });
  new ResizeObserver(() => fit(shown)).observe(frame);
  for (const what of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(what).addEventListener("change", () => { paint.recolour(); draw(); });
  }
}

async function begin() {
  data = await fetched(root.dataset.url);
  root.hidden = false;
  paint = painter(root, canvas, data, () => names);
  listen();
  fit(everybody);
  requestAnimationFrame(() => tell(-1));
  names = await named(root.dataset.names);
  if (view.at >= 0) tell(view.at); // somebody was faster than the names
  draw();
}

if (root) begin();
