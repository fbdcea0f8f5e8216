const COSTS = {
  lut: { title: "LUTs", of: p => p.lut },
  area: { title: "LUTs × cycles per inference", of: p => p.area }
};
let drawn = [];

function drawChart() {
  const place = at("chart"), width = place.clientWidth, narrow = width < 560, height = narrow ? 400 : 520;
  const box = { left: narrow ? 44 : 56, right: width - 14, top: 22, bottom: height - 46 };
  const list = visible(), cost = COSTS[state.axis], model = modelOf(state.model);
  at("count").textContent = `(${whole(list.length)} of ${whole(scope().length)} designs)`;
  drawn = [];
  if (!list.length) {
    place.replaceChildren(html("p", { class: "soft" }, "No design passes the filter."));
    return;
  }
  const x = logScale(list.map(cost.of), box.left, box.right);
  const shown = list.map(p => p.accuracy).concat(model.accuracy, model.high, list.filter(p => p.front).flatMap(p => [p.low, p.high]));
  const y = errorScale(Math.min(...shown), Math.max(...shown), model.images, box.bottom, box.top);
  const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: "img", "aria-label":
    `Accuracy of ${list.length} designs of ${model.name} against ${cost.title}. Left and right arrow keys walk along the front, Enter shows the design below.` });
  axes(root, box, x, y, cost.title);
  floatLine(root, box, y, model, narrow);
  const ahead = new Set(state.axis === "lut" ? list.filter(p => p.front) : frontier(scope(), cost.of));
  const front = list.filter(p => ahead.has(p)).sort((a, b) => cost.of(a) - cost.of(b) || a.accuracy - b.accuracy);
  for (const family of FAMILIES) stairs(root, box, x, y, frontier(list.filter(p => p.family === family), cost.of), cost.of, family);
  drawn = list.map(p => ({ p, front: ahead.has(p), x: x.map(cost.of(p)), y: y.map(p.accuracy) }));
  const rest = svg("g"), best = svg("g");
  for (const d of drawn) {
    if (!d.front) rest.append(dot(d, narrow ? 2.4 : 3, `dot rest${judged(d.p) ? "" : " few"}${d.p.fits ? "" : " tight"}`));
    else {
      best.append(svg("path", { class: "error", stroke: color(d.p.family), d: `M${d.x.toFixed(1)},${y.map(d.p.low).toFixed(1)}V${y.map(d.p.high).toFixed(1)}` }));
    }
  }
  for (const d of drawn) if (d.front) {
    best.append(dot(d, narrow ? 4 : 5, "dot on"));
  }
  for (const d of drawn) {
    if (d.p.finalist) best.append(svg("circle", { class: "ring", cx: d.x.toFixed(1), cy: d.y.toFixed(1), r: narrow ? 7 : 8.5 }));
  }
  root.append(rest, best, labels(front.map(p => drawn.find(d => d.p === p)), box, { left: box.left, right: box.left + (narrow ? 90 : 136), top: y.map(model.accuracy) - 18, bottom: y.map(model.accuracy) - 2 }), svg("g", { id: "focus" }));
  listen(root, y);
  place.replaceChildren(root);
  focus(drawn.find(d => d.p === state.pinned), y);
}

function dot(d, r, kind) {
  const style = kind.includes("tight") ? { stroke: color(d.p.family) } : { fill: color(d.p.family) };
  return svg("path", { class: kind, d: shape(d.p.family, r), transform: `translate(${d.x.toFixed(1)},${d.y.toFixed(1)})`, ...style });
}

function axes(root, box, x, y, title) {
  for (const v of y.ticks) {
    const h = Math.round(y.map(v)) + 0.5;
    root.append(svg("line", { class: "grid", x1: box.left, x2: box.right, y1: h, y2: h }),
      svg("text", { x: box.left - 8, y: h + 4, "text-anchor": "end" }, level(v)));
  }
  let last = -Infinity;
  for (const v of x.ticks) {
    const w = Math.round(x.map(v)) + 0.5;
    root.append(svg("line", { class: "frame", x1: w, x2: w, y1: box.bottom, y2: box.bottom + 5 }));
    if (w - last >= 44) {
      root.append(svg("text", { x: w, y: box.bottom + 19, "text-anchor": "middle" }, short(v)));
      last = w;
    }
  }
  root.append(svg("line", { class: "frame", x1: box.left, x2: box.right, y1: box.bottom + 0.5, y2: box.bottom + 0.5 }),
    svg("text", { class: "ink", x: box.right, y: box.bottom + 39, "text-anchor": "end" }, title),
    svg("text", { class: "ink", x: 0, y: 9 }, "accuracy"));
}

function floatLine(root, box, y, model, narrow) {
  const h = y.map(model.accuracy), top = y.map(model.high), bottom = Math.min(box.bottom, y.map(model.low));
  root.append(svg("rect", { class: "float-band", x: box.left, width: box.right - box.left, y: top, height: Math.max(0, bottom - top) }),
    svg("line", { class: "float", x1: box.left, x2: box.right, y1: h, y2: h }),
    svg("text", { class: "ink halo", x: box.left + 6, y: h - 6 }, `${narrow ? "float" : "float network"} ${percent(model.accuracy)}`));
}

function stairs(root, box, x, y, list, cost, family) {
  if (list.length < 2) return;
  let d = `M${x.map(cost(list[0])).toFixed(1)},${y.map(list[0].accuracy).toFixed(1)}`;
  for (const p of list.slice(1)) d += `H${x.map(cost(p)).toFixed(1)}V${y.map(p.accuracy).toFixed(1)}`;
  root.append(svg("path", { class: "stairs", stroke: color(family), d: d + `H${box.right}` }));
}

/** Names stand above and to the left of the front, where by its definition no point is. */
function labels(front, box, floatLabel) {
  const group = svg("g"), taken = [floatLabel];
  for (const d of [...front].reverse()) {
    const text = d.p.formats, w = text.length * 6.2 + 4;
    for (const lift of [9, 22, 35]) {
      const r = { left: d.x - 10 - w, right: d.x - 10, top: d.y - lift - 10, bottom: d.y - lift + 3 };
      const free = r.left > box.left && r.top > 12 && taken.every(t => t.right < r.left || t.left > r.right || t.bottom < r.top || t.top > r.bottom)
        && drawn.every(o => !o.front || o.x + 6 < r.left || o.x - 6 > r.right || o.y + 6 < r.top || o.y - 6 > r.bottom);
      if (!free) continue;
      taken.push(r);
      if (lift > 9) group.append(svg("path", { class: "lead", d: `M${d.x - 9},${d.y - lift - 2}L${d.x - 4},${d.y - 6}` }));
      group.append(svg("text", { class: "halo ink", x: (d.x - 10).toFixed(1), y: (d.y - lift).toFixed(1), "text-anchor": "end" }, text));
      break;
    }
  }
  return group;
}

function listen(root, y) {
  const nearest = event => {
    const r = root.getBoundingClientRect(), px = event.clientX - r.left, py = event.clientY - r.top;
    let best = null, least = 28 ** 2;
    for (const d of drawn) {
      const far = ((d.x - px) ** 2 + (d.y - py) ** 2) * (d.front ? 0.5 : 1);
      if (far < least) [best, least] = [d, far];
    }
    return best;
  };
  root.addEventListener("pointermove", e => { const d = nearest(e); focus(d, y); d ? showTip(d, root) : hideTip(); });
  root.addEventListener("pointerleave", () => { hideTip(); focus(drawn.find(d => d.p === state.pinned), y); });
  root.addEventListener("click", e => { const d = nearest(e); if (d) pin(d.p); });
  let step = -1;
  root.addEventListener("keydown", e => {
    const walk = drawn.filter(d => d.front).sort((a, b) => a.x - b.x || b.y - a.y);
    if (e.key === "Escape") { hideTip(); pin(null); return; }
    if (e.key === "Enter" && walk[step]) { pin(walk[step].p); return; }
    if (!["ArrowLeft", "ArrowRight"].includes(e.key) || !walk.length) return;
    e.preventDefault();
    step = Math.max(0, Math.min(walk.length - 1, step + (e.key === "ArrowRight" ? 1 : -1)));
    focus(walk[step], y);
    showTip(walk[step], root);
  });
  root.addEventListener("blur", hideTip);
}

function focus(d, y) {
  const group = at("focus");
  if (!group) return;
  group.replaceChildren();
  if (!d) return;
  group.append(svg("path", { class: "error", stroke: color(d.p.family), style: "opacity:1", d: `M${d.x},${y.map(d.p.low)}V${y.map(d.p.high)}` }),
    dot(d, 6, "dot on"), svg("circle", { class: "pin", cx: d.x, cy: d.y, r: 10 }));
}

function showTip(d, root) {
  const p = d.p, f = p.finalist, tip = at("tip");
  const row = (name, value) => html("tr", {}, html("td", {}, name), html("td", {}, value));
  const part = (name, value) => value ? [row(name, value)] : [];
  tip.replaceChildren(html("b", {}, mark(p.family), " ", p.formats),
    html("div", { class: "soft" }, technique(p) && `${technique(p)}; `, `${p.scales} scales`),
    html("table", {}, html("tbody", {},
      row("accuracy", `${percent(p.accuracy)}  (${(100 * p.low).toFixed(1)} – ${(100 * p.high).toFixed(1)})`),
      row("to float", `${signed(100 * delta(p))} points, ${sentence(p.p)}`),
      row("LUT", `${p.rough ? "≈ " : ""}${whole(p.lut)}`), row("FF", whole(p.ff)), ...part("BRAM36", p.bram36), ...part("DSP", p.dsp),
      row("cycles", whole(p.cycles)), row("at", `${p.fmaxMHz} MHz, ${whole(p.framesPerSecond)} frames/s`), row("target", target(p)),
      ...(p.fits ? [] : [row("fits", `not on ${p.device}`)]),
      ...(f ? [row("verified", `${f.vectors} images, ${f.mismatches} differences`), row("synthesized", `${whole(f.lut)} LUT`)] : []))));
  const r = root.getBoundingClientRect(), px = r.left + d.x, py = r.top + d.y;
  let left = px + 18;
  if (left + tip.offsetWidth > innerWidth - 8) left = px - 18 - tip.offsetWidth;
  left = Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8));
  const top = Math.max(8, Math.min(py - 24, innerHeight - tip.offsetHeight - 8));
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
  tip.style.visibility = "visible";
}

function hideTip() {
  at("tip").style.visibility = "hidden";
}
