const width = { technique: null, family: null };

/** One point per pair of formats and technique: accuracy does not depend on the target, cost is that of one. */
function widthPoints() {
  const best = winner() ?? scope()[0], same = scope().filter(p => target(p) === target(best) && p.family !== "mixed");
  const techniques = distinct(same.map(p => p.technique));
  if (!techniques.includes(width.technique)) width.technique = techniques.includes("none") ? "none" : techniques[0];
  return { techniques, all: same, list: same.filter(p => p.technique === width.technique), where: `${best.device}, ${target(best)}` };
}

/** The most accurate of some points, the smaller one of equals. */
const ablest = list => list.reduce((best, p) => !best || p.accuracy > best.accuracy || p.accuracy === best.accuracy && p.lut < best.lut ? p : best, null);

/** What each family reaches and costs at each width, and the grid of weights against activations. */
function drawWidths() {
  const { techniques, list, where } = widthPoints(), families = FAMILIES.filter(f => list.some(p => p.family === f));
  const equal = list.filter(p => p.weightBits && p.weightBits === p.activationBits), bits = distinct(equal.map(p => p.weightBits)).sort((a, b) => a - b);
  at("width").hidden = bits.length < 2;
  if (bits.length < 2) return;
  const grids = families.filter(f => distinct(list.filter(p => p.family === f).map(p => `${p.weightBits},${p.activationBits}`)).length >= 9);
  if (!grids.includes(width.family)) width.family = grids[0] ?? null;
  const lines = families.map(family => ({ family, points: bits.map(b => ablest(equal.filter(p => p.family === family && p.weightBits === b))).filter(p => p) })).filter(l => l.points.length);
  const controls = [];
  if (techniques.length > 1)
    controls.push(html("label", { class: "named" }, "Technique", html("select", { onchange: e => { width.technique = e.target.value; drawWidths(); } },
      ...techniques.map(t => html("option", { value: t, selected: t === width.technique }, t.replaceAll("+", " + "))))));
  if (grids.length > 1) controls.push(html("div", { class: "named" }, "Grid", segments("grid", "grid", grids.map(f => [f, f]), width.family, f => { width.family = f; drawWidths(); })));
  at("width-choice").replaceChildren(...controls);
  at("width-legend").replaceChildren(html("ul", { class: "legend" }, ...lines.map(l => html("li", {}, mark(l.family), l.family))));
  const panels = ["accuracy, equal widths", "LUTs of the same designs"].concat(width.family ? [`accuracy, ${width.family}`] : [])
    .map(title => html("div", {}, html("h3", {}, title)));
  at("widths").replaceChildren(...panels);
  const size = { width: panels[0].clientWidth, height: 270 };
  panels[0].append(trend(size, lines, bits, equal, p => p.accuracy, true));
  panels[1].append(trend(size, lines, bits, equal, p => p.lut, false));
  if (width.family) panels[2].append(heat(size, list.filter(p => p.family === width.family)));
  at("width-caption").textContent = `Weights and activations of equal width; of each family the split of exponent and mantissa that is most accurate, others pale. Costs: ${where}. `
    + (equal.every(judged) ? "" : "Error bars are wide where a first round on few images was the last. ")
    + (width.family ? "Grid: weight bits down, activation bits across, in percent." : "");
}

function trend(size, lines, bits, equal, value, shares) {
  const box = { left: 48, right: size.width - 12, top: 10, bottom: size.height - 40 };
  const values = equal.map(value).concat(shares ? lines.flatMap(l => l.points.flatMap(p => [p.low, p.high])) : []);
  const model = modelOf(state.model);
  const y = shares ? errorScale(Math.min(...values), Math.max(...values, model.accuracy), model.images, box.bottom, box.top) : logScale(values, box.bottom, box.top);
  const x = b => box.left + 14 + (b - bits[0]) / Math.max(1, bits.at(-1) - bits[0]) * (box.right - box.left - 28);
  const root = svg("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: "img", "aria-label": shares ? "Accuracy by width" : "LUTs by width" });
  let last = Infinity;
  for (const v of y.ticks) {
    const h = Math.round(y.map(v)) + 0.5;
    if (last - h < 20 && last !== Infinity) continue;
    last = h;
    root.append(svg("line", { class: "grid", x1: box.left, x2: box.right, y1: h, y2: h }), svg("text", { x: box.left - 8, y: h + 4, "text-anchor": "end" }, shares ? level(v) : short(v)));
  }
  for (const b of bits) root.append(svg("text", { x: x(b), y: box.bottom + 19, "text-anchor": "middle" }, b));
  root.append(svg("line", { class: "frame", x1: box.left, x2: box.right, y1: box.bottom + 0.5, y2: box.bottom + 0.5 }), svg("text", { class: "ink", x: box.right, y: box.bottom + 37, "text-anchor": "end" }, "bits"));
  if (shares) root.append(svg("line", { class: "float", x1: box.left, x2: box.right, y1: y.map(model.accuracy), y2: y.map(model.accuracy) }));
  const shift = family => (lines.findIndex(l => l.family === family) - (lines.length - 1) / 2) * 7;
  const spot = p => ({ p, x: x(p.weightBits) + shift(p.family), y: y.map(value(p)) });
  for (const l of lines) {
    for (const p of equal) if (p.family === l.family && !l.points.includes(p)) root.append(named(dot(spot(p), 2.5, "dot rest"), p));
    root.append(svg("path", { class: "trend", stroke: color(l.family), d: "M" + l.points.map(p => `${spot(p).x.toFixed(1)},${spot(p).y.toFixed(1)}`).join("L") }));
    for (const p of l.points) {
      if (shares) root.append(svg("path", { class: "error", stroke: color(l.family), d: `M${spot(p).x.toFixed(1)},${y.map(p.low).toFixed(1)}V${y.map(p.high).toFixed(1)}` }));
      root.append(named(dot(spot(p), 4, "dot on"), p));
    }
  }
  return root;
}

const named = (element, p) => { element.append(svg("title", {}, `${titled(p)}: ${percent(p.accuracy)}, ${whole(p.lut)} LUT`)); return element; };

function heat(size, list) {
  const weights = distinct(list.map(p => p.weightBits)).sort((a, b) => a - b), activations = distinct(list.map(p => p.activationBits)).sort((a, b) => a - b);
  const box = { left: 26, right: size.width, top: 10, bottom: size.height - 40 }, w = (box.right - box.left) / activations.length, h = (box.bottom - box.top) / weights.length;
  const images = modelOf(state.model).images, y = errorScale(Math.min(...list.map(p => p.accuracy)), Math.max(...list.map(p => p.accuracy)), images, 0, 1);
  const root = svg("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: "img", "aria-label": "Accuracy by weight and activation bits" });
  weights.forEach((wb, i) => {
    root.append(svg("text", { x: box.left - 10, y: box.top + (i + 0.5) * h + 4, "text-anchor": "end" }, wb));
    activations.forEach((ab, j) => {
      const p = ablest(list.filter(q => q.weightBits === wb && q.activationBits === ab)), left = box.left + j * w, top = box.top + i * h;
      if (!p) return;
      root.append(named(svg("g", {}, svg("rect", { x: left + 1, y: top + 1, width: w - 2, height: h - 2, rx: 2, fill: color(p.family), "fill-opacity": (0.03 + 0.42 * y.map(p.accuracy)).toFixed(3) }),
        svg("text", { class: "ink", x: left + w / 2, y: top + h / 2 + 4, "text-anchor": "middle" }, (100 * p.accuracy).toFixed(1))), p));
    });
  });
  activations.forEach((ab, j) => root.append(svg("text", { x: box.left + (j + 0.5) * w, y: box.bottom + 19, "text-anchor": "middle" }, ab)));
  root.append(svg("text", { class: "ink", x: box.right, y: box.bottom + 37, "text-anchor": "end" }, "activation bits"), svg("text", { class: "ink", x: 0, y: box.bottom + 37 }, "weight bits (down)"));
  return root;
}
