const SVG = "http://www.w3.org/2000/svg";

function unpack(value) {
  if (!value?.columns) return value;
  return value.rows.map(row => Object.fromEntries(value.columns.map((name, i) => [name, unpack(row[i])])));
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(c => c !== null && c !== undefined));
  return element;
}

const html = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
const at = id => document.getElementById(id);

const points = unpack(data.points);
for (const p of points) p.area = p.lut * p.cycles;
const byId = new Map(points.map(p => [p.id, p]));
const modelOf = name => data.models.find(m => m.name === name);
const distinct = values => [...new Set(values)];

const FAMILIES = ["integer", "minifloat", "power of two", "mixed"];
const color = family => `var(--${family.replaceAll(" ", "-")})`;

const whole = x => Math.round(x).toLocaleString("en-US");
const percent = (x, digits = 1) => `${(100 * x).toFixed(digits)}\u00a0%`;
const signed = (x, digits = 1) => {
  const text = Math.abs(x).toFixed(digits);
  return +text === 0 ? text : (x < 0 ? "−" : "+") + text;
};
const chance = p => p < 0.001 ? "< 0.001" : p.toFixed(3);
const sentence = p => p < 0.001 ? "p\u00a0<\u00a00.001" : `p\u00a0=\u00a0${p.toFixed(3)}`;
const short = x => x >= 1e9 ? `${+(x / 1e9).toPrecision(3)} G` : x >= 1e6 ? `${+(x / 1e6).toPrecision(3)} M` : x >= 1e5 ? `${+(x / 1e3).toPrecision(3)} k` : whole(x);
const delta = p => (p.better - p.worse) / p.images;
const loses = p => delta(p) < 0 && p.p < 0.05;
const target = p => `${p.cells}, ${whole(p.targetCycles)} cycles`;
const technique = p => p.technique === "none" ? "" : p.technique.replaceAll("+", " + ");
const titled = p => p.formats + (technique(p) && ` + ${technique(p)}`);

const state = {
  model: data.models[0]?.name, device: points[0]?.device, axis: "lut", pinned: null, all: false,
  hidden: { family: new Set(), technique: new Set(), weightBits: new Set(), activationBits: new Set(), target: new Set() }
};
const FACETS = {
  family: p => p.family, technique: p => p.technique, weightBits: p => p.weightBits, activationBits: p => p.activationBits, target
};

const scope = () => points.filter(p => p.model === state.model && p.device === state.device);
const visible = () => scope().filter(p => Object.entries(FACETS).every(([name, key]) => !state.hidden[name].has(key(p))));
const winner = () => data.winners.map(id => byId.get(id)).find(p => p.model === state.model && p.device === state.device);
const chosen = () => state.pinned ?? winner() ?? scope()[0];

/** A mark around (0, 0): families differ in shape as well as in colour. */
function shape(family, r) {
  switch (family) {
    case "minifloat": { const d = r * 1.25; return `M0,${-d}L${d},0L0,${d}L${-d},0Z`; }
    case "power of two": { const d = r * 0.89; return `M${-d},${-d}H${d}V${d}H${-d}Z`; }
    case "mixed": { const d = r * 1.35; return `M0,${-d}L${d * 0.866},${d / 2}H${-d * 0.866}Z`; }
    default: return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
  }
}
const mark = (family, r = 4.5) => svg("svg", { class: "mark", viewBox: "-7 -7 14 14", "aria-hidden": "true" },
  svg("path", { d: shape(family, r), fill: color(family) }));

/** Whether a point saw all images; others were dropped after a first round. */
const judged = p => p.images === modelOf(p.model).images;

/** The judged points that fit and that no other of the list beats: at least as accurate with less of a cost. */
function frontier(list, cost) {
  const sorted = list.filter(p => p.fits && judged(p)).sort((a, b) => cost(a) - cost(b) || b.right - a.right);
  let best = -1;
  return sorted.filter(p => p.right > best && ((best = p.right), true));
}
