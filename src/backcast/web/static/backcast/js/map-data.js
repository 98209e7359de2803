// The buffer of the map taken apart, and where people lie around the user.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
export const RINGS = [0.7, 0.5, 0.3, 0.1];

export async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The map answered ${answer.status}.`);
  return taken(await answer.arrayBuffer());
}

export async function named(url) {
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : {};
}

function taken(buffer) {
  const [n, m] = new Uint32Array(buffer, 0, 2);
  let at = 8;
  const next = (Kind, length) => {
    const part = new Kind(buffer, at, length);
    at += part.byteLength;
    return part;
  };
  const data = { n, m, ids: next(Uint32Array, n), xy: next(Float32Array, 2 * n), strength: next(Float32Array, n) };
  data.edges = next(Uint32Array, 2 * m);
  data.group = next(Uint16Array, n);
  data.standing = next(Uint8Array, n);
  data.status = next(Uint8Array, n);
  data.field = next(Uint8Array, n);
  data.place = new Map(Array.from(data.ids, (id, place) => [id, place]));
  data.middles = middles(data);
  data.width = 0.6 * Math.sqrt(Math.max(n, 9)) + 4;
  let around;
  data.places = (me) => (me ? (around ??= ringed(data)) : data.xy);
  return data;
}

function middles(data) {
  const found = new Map();
  for (let n = 0; n < data.n; n++) {
    const one = found.get(data.group[n]) ?? { x: 0, y: 0, top: Infinity, many: 0 };
    one.x += data.xy[2 * n];
    one.y += data.xy[2 * n + 1];
    one.top = Math.min(one.top, data.xy[2 * n + 1]);
    one.many += 1;
    found.set(data.group[n], one);
  }
  for (const one of found.values()) { one.x /= one.many; one.y /= one.many; }
  return found;
}

export const ringOf = (strength, width) => width * (1.05 - strength);

// Me in the middle: the stronger the tie, the nearer; groups keep together, in the direction they lie on the map.
// Those never spoken to fill a band outside, so that they do not stand on one line.
function ringed(data) {
  const order = Array.from({ length: data.n }, (_, n) => n);
  const turn = (n) => {
    const middle = data.middles.get(data.group[n]);
    return Math.atan2(middle.y, middle.x);
  };
  const turns = order.map(turn);
  order.sort((a, b) => turns[a] - turns[b] || data.group[a] - data.group[b] || a - b);
  const at = new Float32Array(2 * data.n);
  order.forEach((n, place) => {
    const angle = (2 * Math.PI * place) / data.n;
    const spread = data.strength[n] > 0.02 ? 0 : ((n * GOLDEN) % 1) * 0.35 * data.width;
    const far = ringOf(data.strength[n], data.width) + spread;
    at[2 * n] = far * Math.cos(angle);
    at[2 * n + 1] = far * Math.sin(angle);
  });
  return at;
}
