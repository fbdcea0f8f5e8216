function pin(p) {
  state.pinned = p && p.model === state.model && p.device === state.device ? p : null;
  hideTip();
  drawChart();
  drawChoice();
  drawDesign();
  drawPoints();
}

function segments(name, label, options, value, change) {
  const set = html("fieldset", { class: "segments" });
  for (const [key, text] of options)
    set.append(html("label", {}, html("input", { type: "radio", name, checked: key === value, "aria-label": `${label}: ${text}`, onchange: () => change(key) }), text));
  return set;
}

function drawScope() {
  const devices = distinct(points.map(p => p.device));
  const named = (label, control) => html("div", { class: "named" }, label, control);
  const all = () => { state.pinned = null; drawAll(); };
  const parts = [];
  if (data.models.length > 1)
    parts.push(named("Network", segments("model", "network", data.models.map(m => [m.name, m.name]), state.model, v => { state.model = v; all(); })));
  if (devices.length > 1) parts.push(named("Device", segments("device", "device", devices.map(d => [d, d]), state.device, v => { state.device = v; all(); })));
  at("scope").replaceChildren(...parts);
  at("axis").replaceChildren(segments("axis", "horizontal axis", [["lut", "LUTs"], ["area", "LUTs × cycles"]], state.axis, v => { state.axis = v; drawChart(); drawCaption(); }));
  at("which").replaceChildren(segments("which", "rows", [["front", "On the front"], ["all", "All"]], "front", v => { state.all = v === "all"; drawPoints(); }));
}

function drawKey() {
  const p = winner(), m = modelOf(state.model), f = p?.finalist;
  const item = (name, value, note, kind) => html("div", { class: kind && "first" }, html("dt", {}, name), html("dd", { class: kind }, value, html("small", {}, note)));
  at("key").hidden = !p;
  if (!p) return;
  at("key").replaceChildren(
    item("Winner", p.formats, technique(p) || "weights × activations", "words"),
    item("Accuracy", percent(p.accuracy), `float ${percent(m.accuracy)}, ${sentence(p.p)}`),
    item("LUTs", whole(f ? f.lut : p.lut), f ? `synthesized; ${whole(p.lut)} estimated` : "estimated"),
    item("DSP, BRAM", `${f ? f.dsp : p.dsp}, ${f ? f.bram36 : p.bram36}`, `${p.device}, ${p.cells}`),
    item("Frames per second", whole(p.framesPerSecond), `${whole(p.cycles)} cycles at ${p.fmaxMHz} MHz`),
    ...(f ? [item("Differences", whole(f.mismatches), `in ${short(f.compared)} codes of ${whole(f.vectors)} images`)] : []));
}

function drawLegend() {
  const families = FAMILIES.filter(f => scope().some(p => p.family === f));
  const list = html("ul", { class: "legend" });
  for (const family of families) {
    const check = html("input", { type: "checkbox", checked: !state.hidden.family.has(family), onchange: e => toggle("family", family, e.target.checked) });
    list.append(html("li", {}, html("label", {}, check, mark(family), family)));
  }
  if (scope().some(p => p.finalist)) list.append(html("li", {}, svg("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, svg("circle", { class: "ring", r: 6 })), "verified and synthesized"));
  at("legend").replaceChildren(list);
}

function toggle(facet, value, on) {
  on ? state.hidden[facet].delete(value) : state.hidden[facet].add(value);
  drawChart();
  drawPoints();
}

function drawChips() {
  const names = { technique: "Technique", weightBits: "Weight bits", activationBits: "Activation bits", target: "Target" };
  const sets = [];
  for (const [facet, label] of Object.entries(names)) {
    const values = distinct(scope().map(FACETS[facet])).sort((a, b) => typeof a === "number" ? a - b : 0);
    if (values.length < 2) continue;
    const inputs = values.map(v => html("label", { class: "chip" },
      html("input", { type: "checkbox", checked: !state.hidden[facet].has(v), onchange: e => toggle(facet, v, e.target.checked) }), v === 0 ? "by layer" : `${v}`.replaceAll("+", " + ")));
    const every = on => () => { state.hidden[facet] = new Set(on ? [] : values); drawChips(); drawChart(); drawPoints(); };
    sets.push(html("fieldset", { class: "chips" }, html("legend", {}, label), html("div", {}, ...inputs, html("button", { class: "link soft", onclick: every(true) }, "all"),
      html("button", { class: "link soft", onclick: every(false) }, "none"))));
  }
  at("chips").replaceChildren(...sets);
}

function drawCaption() {
  const m = modelOf(state.model);
  at("front-caption").textContent = `Accuracy on ${whole(m.images)} held-out images, computed bit-exactly by the golden model; the scale is logarithmic in errors. Large marks are the front: `
    + `no design that fits ${state.device} is as accurate with ${state.axis === "lut" ? "as few LUTs and cycles" : "as small a product of LUTs and cycles"}. Bars are 95 % Wilson intervals; the grey band is that of the float network (${m.right} of ${m.images}). Stairs: the front of each family. `
    + `${scope().every(judged) ? "" : `The palest marks were dropped after a first round of ${distinct(scope().filter(p => !judged(p)).map(p => whole(p.images))).join(" or ")} images. `}`
    + `${scope().some(p => !p.fits) ? "Open marks do not fit the device. " : ""}Choose a mark to see the design below.`;
}

function drawChoice() {
  const front = scope().filter(p => p.front).sort((a, b) => a.lut - b.lut), p = chosen();
  const options = front.includes(p) || !p ? front : [p, ...front];
  const select = html("select", { "aria-label": "Design", onchange: e => pin(byId.get(e.target.value)) },
    ...options.map(o => html("option", { value: o.id, selected: o === p }, `${titled(o)}, ${percent(o.accuracy)}, ${whole(o.lut)} LUT`)));
  at("choice").replaceChildren(select);
}

function drawFacts() {
  const list = html("dl", { id: "facts" }), m = data.models;
  const add = (entries, gap) => entries.forEach(([key, value], i) => list.append(html("dt", { class: gap && !i ? "gap" : "" }, key), html("dd", { class: gap && !i ? "gap" : "" }, value)));
  for (const x of m)
    add([[x.name, `${x.topology}; ${whole(x.macs)} multiply-accumulates, ${whole(x.parameters)} parameters; float accuracy ${percent(x.accuracy, 2)} on ${whole(x.images)} images`], ["SHA-256", x.sha256]], x !== m[0]);
  add([["designs", `${whole(points.length)}, and ${whole(data.failed.length)} that cannot be built`]], true);
  add(Object.entries(speed));
  add(Object.entries(data.tools), true);
  at("facts").replaceWith(list);
}

function drawAll() {
  drawKey();
  drawLegend();
  drawChips();
  drawChart();
  drawCaption();
  drawWidths();
  drawChoice();
  drawDesign();
  drawFinalists();
  drawTechniques();
  drawPoints();
}

if (innerWidth > 640) at("filters").open = true;
if (points.length) {
  drawScope();
  drawAll();
  let last = at("chart").clientWidth;
  new ResizeObserver(() => {
    const now = at("chart").clientWidth;
    if (now === last) return;
    last = now;
    drawChart();
    drawWidths();
    drawDesign();
  }).observe(at("chart"));
}
drawFailed();
drawFacts();
