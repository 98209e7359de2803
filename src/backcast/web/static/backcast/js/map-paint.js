// Paints the map: lines as one path, marks by shape and colour in batches, names of groups and of whoever is pointed at.

import { RINGS, ringOf } from "./map-data.js";

const LINES = 2500;
const KEPT = 0.6;
const NEAR_NAMES = 30;
const FONT = "13px system-ui, sans-serif";
const SHAPES = {
  circle: (p, x, y, r) => { p.moveTo(x + r, y); p.arc(x, y, r, 0, 7); },
  dot: (p, x, y, r) => p.rect(x - r / 2, y - r / 2, r, r),
  square: (p, x, y, r) => p.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r),
  diamond: (p, x, y, r) => lines(p, x, y, r, [0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0]),
  up: (p, x, y, r) => lines(p, x, y, r, [0, -1.25, 1.15, 0.9, -1.15, 0.9]),
  down: (p, x, y, r) => lines(p, x, y, r, [0, 1.25, 1.15, -0.9, -1.15, -0.9]),
  cross: (p, x, y, r) => { p.rect(x - 1.2 * r, y - 0.4 * r, 2.4 * r, 0.8 * r); p.rect(x - 0.4 * r, y - 1.2 * r, 0.8 * r, 2.4 * r); },
};

function lines(path, x, y, r, corners) {
  path.moveTo(x + r * corners[0], y + r * corners[1]);
  for (let n = 2; n < corners.length; n += 2) path.lineTo(x + r * corners[n], y + r * corners[n + 1]);
  path.closePath();
}

// Colours come from the sheet, so that day, night and forced colours are decided in one place.
function palette(root, marks) {
  const probe = document.createElement("span");
  probe.className = "mark";
  root.append(probe);
  const colour = (name) => {
    probe.className = `mark ${name}`;
    return getComputedStyle(probe).color;
  };
  const found = {};
  for (const [, name] of Object.values(marks).flat()) found[name] ??= colour(name);
  for (const name of ["ink", "line", "accent", "surface"]) found[name] = colour(name);
  probe.remove();
  return found;
}

export function painter(root, canvas, data, names) {
  const marks = JSON.parse(root.dataset.marks);
  const labels = Object.entries(JSON.parse(root.dataset.labels)).map(([number, name]) => ({ number: Number(number), name }));
  const ctx = canvas.getContext("2d");
  const sheet = document.createElement("canvas");
  let colours = palette(root, marks);

  function classes(view) {
    if (view.colour === "group") return (n) => (data.group[n] ? 1 + ((data.group[n] - 1) % (marks.group.length - 1)) : 0);
    if (view.colour !== "way") return (n) => data[view.colour][n];
    const on = new Set(view.ways.flat());
    return (n) => (n === view.to ? 1 : on.has(n) ? 0 : 2);
  }

  const dense = () => Math.min(devicePixelRatio || 1, 2);

  function sized(one) {
    const wide = Math.round(canvas.clientWidth * dense()), high = Math.round(canvas.clientHeight * dense());
    if (one.width !== wide || one.height !== high) { one.width = wide; one.height = high; }
    const pen = one.getContext("2d");
    pen.setTransform(dense(), 0, 0, dense(), 0, 0);
    pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  }

  // Every so-many-th line from one on, as one path.
  function knowing(pen, view, at, first, step, least) {
    const { scale, x, y } = view, wide = canvas.clientWidth, high = canvas.clientHeight;
    pen.beginPath();
    for (let n = first; n < data.m; n += step) {
      const a = 2 * data.edges[2 * n], b = 2 * data.edges[2 * n + 1];
      const ax = at[a] * scale + x, ay = at[a + 1] * scale + y, bx = at[b] * scale + x, by = at[b + 1] * scale + y;
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > wide && bx > wide) || (ay > high && by > high)) continue;
      pen.moveTo(ax, ay);
      pen.lineTo(bx, by);
    }
    pen.globalAlpha = Math.min(0.3, Math.max(least, 250 / Math.max(data.m, 1)));
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  // At rest the lines gather on a sheet of their own, some thousands a frame, and stay there: pointing at somebody then
  // paints no line again. Says whether more are to come.
  function gathered(view, at) {
    const key = [view.scale, view.x, view.y, canvas.clientWidth, canvas.clientHeight, colours.ink].join();
    if (sheet.key !== key) {
      sized(sheet);
      Object.assign(sheet, { key, next: 0, seen: { ...view }, wide: canvas.clientWidth, high: canvas.clientHeight });
    }
    const steps = Math.ceil(data.m / LINES);
    if (sheet.next < steps) knowing(sheet.getContext("2d"), view, at, sheet.next++, steps, 0.02);
    ctx.drawImage(sheet, 0, 0, canvas.clientWidth, canvas.clientHeight);
    return sheet.next < steps;
  }

  // While it moves that sheet moves along, as long as it covers most of the picture.
  function shifted(view) {
    const { seen, wide, high } = sheet, by = seen ? view.scale / seen.scale : 0;
    if (!seen || sheet.next < Math.ceil(data.m / LINES) || wide !== canvas.clientWidth || high !== canvas.clientHeight) return false;
    const x = view.x - seen.x * by, y = view.y - seen.y * by;
    const covered = (from, length) => Math.max(0, Math.min(length, from + by * length) - Math.max(0, from)) / length;
    if (by > 2 || covered(x, wide) * covered(y, high) < KEPT) return false;
    ctx.drawImage(sheet, x, y, wide * by, high * by);
    return true;
  }

  function acquainted(view, at) {
    if (!view.moving) return data.m > 0 && gathered(view, at);
    if (!shifted(view)) knowing(ctx, view, at, 0, Math.max(1, Math.ceil(data.m / LINES)), 0.06);
    return false;
  }

  function stroke(colour, alpha, width) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  function people(view, at, r) {
    const kinds = view.colour === "group" ? marks.group : marks[view.colour], of = classes(view);
    const paths = kinds.map(() => new Path2D());
    const { scale, x, y } = view, wide = canvas.clientWidth + r, high = canvas.clientHeight + r;
    const seen = [];
    for (let n = 0; n < data.n; n++) {
      const px = at[2 * n] * scale + x, py = at[2 * n + 1] * scale + y;
      if (px < -r || py < -r || px > wide || py > high) continue;
      const kind = of(n);
      SHAPES[kinds[kind][0]](paths[kind], px, py, view.colour === "way" && kind < 2 ? r + 3 : r);
      seen.push(n);
    }
    kinds.forEach(([, name], kind) => { ctx.fillStyle = colours[name]; ctx.fill(paths[kind]); });
    return seen;
  }

  function word(text, x, y, bold = false) {
    ctx.font = bold ? `600 ${FONT}` : FONT;
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = colours.surface;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colours.ink;
    ctx.fillText(text, x, y);
  }

  const short = (text) => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

  // A name is left out where it would lie over one that stands already.
  function groupNames(view) {
    const taken = [];
    ctx.textAlign = "center";
    ctx.font = `600 ${FONT}`;
    for (const { number, name } of labels) {
      const middle = data.middles.get(number);
      if (!middle) continue;
      const text = short(name), half = ctx.measureText(text).width / 2 + 4;
      const x = middle.x * view.scale + view.x, y = middle.top * view.scale + view.y - 9;
      if (x < 0 || y < -12 || x > canvas.clientWidth || y > canvas.clientHeight) continue;
      if (taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < 16)) continue;
      taken.push({ x, y, half });
      word(text, Math.min(Math.max(x, half), canvas.clientWidth - half), Math.max(y, 14), true);
    }
  }

  function rings(view) {
    ctx.textAlign = "center";
    for (const strength of RINGS) {
      ctx.beginPath();
      ctx.arc(view.x, view.y, ringOf(strength, data.width) * view.scale, 0, 7);
      stroke(colours.line, 1, 1);
    }
    word(root.dataset.me, view.x, view.y + 4, true);
  }

  // Lines between some pairs; -1 is the user, in the middle.
  function joined(view, at, pairs, width) {
    const spot = (n) => (n < 0 ? [view.x, view.y] : [at[2 * n] * view.scale + view.x, at[2 * n + 1] * view.scale + view.y]);
    ctx.beginPath();
    for (const [a, b] of pairs) {
      ctx.moveTo(...spot(a));
      ctx.lineTo(...spot(b));
    }
    stroke(colours.accent, 0.9, width);
  }

  function neighbours(n) {
    const found = [];
    for (let e = 0; e < 2 * data.m; e += 2) {
      if (data.edges[e] === n || data.edges[e + 1] === n) found.push([data.edges[e], data.edges[e + 1]]);
    }
    return found;
  }

  function paint(view) {
    const at = data.places(view.me), r = Math.min(6, Math.max(1.8, 0.3 * view.scale));
    sized(canvas);
    if (view.me) rings(view);
    const more = !view.me && acquainted(view, at);
    if (view.at >= 0 && !view.moving) joined(view, at, neighbours(view.at), 1.5);
    const on = view.colour === "way" ? view.ways : [];
    for (const way of on.map((one) => (view.me ? [-1, ...one] : one))) {
      joined(view, at, way.slice(1).map((n, place) => [way[place], n]), 3);
    }
    const seen = people(view, at, r), known = names();
    if (!view.me) groupNames(view);
    const told = seen.length <= NEAR_NAMES ? seen : [...new Set(on.flat())];
    ctx.textAlign = "start";
    for (const n of view.at >= 0 ? [...told, view.at] : told) {
      word(short(known[data.ids[n]] ?? ""), at[2 * n] * view.scale + view.x + r + 4, at[2 * n + 1] * view.scale + view.y + 4);
    }
    return more;
  }

  paint.recolour = () => { colours = palette(root, marks); };
  return paint;
}
