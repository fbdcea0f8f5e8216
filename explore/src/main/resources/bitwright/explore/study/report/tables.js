/**
 * A table that sorts by any column. A column: { title, value, show, kind, note }.
 */
function table(place, columns, rows, options = {}) {
  let by = options.by ?? -1, up = options.up ?? true, limit = options.limit ?? Infinity;
  const paint = () => {
    const list = [...rows];
    if (by >= 0) {
      const key = columns[by].value;
      list.sort((a, b) => { const p = key(a), q = key(b); return (p < q ? -1 : p > q ? 1 : 0) * (up ? 1 : -1); });
    }
    const head = html("tr", {}, ...columns.map((c, i) => html("th", {
      class: c.kind, scope: "col", title: c.note, "aria-sort": i === by ? (up ? "ascending" : "descending") : null
    }, html("button", { onclick: () => { up = i === by ? !up : c.kind?.startsWith("text") || !!c.up; by = i; paint(); place.querySelectorAll("th button")[i].focus(); } }, c.title))));
    const body = list.slice(0, limit).map(row => {
      const cells = columns.map(c => { const shown = (c.show ?? c.value)(row); return html("td", { class: `${c.kind ?? ""} ${c.look?.(row) ?? ""}` }, shown ?? ""); });
      return html("tr", options.pick ? { class: `link-row${row === state.pinned ? " picked" : ""}`, onclick: () => options.pick(row) } : {}, ...cells);
    });
    place.replaceChildren(html("div", { class: "scroll", tabindex: 0 }, html("table", { class: "data" }, html("thead", {}, head), html("tbody", {}, ...body))));
    if (list.length > limit) place.append(html("div", { class: "more" }, html("button", { class: "link", onclick: () => { limit = Infinity; paint(); } }, `Show all ${whole(list.length)}`)));
  };
  paint();
}

function drawPoints() {
  const list = visible().filter(p => state.all || p.front);
  const several = distinct(scope().map(target)).length > 1, rounds = !scope().every(judged);
  table(at("point-table"), [
    { title: "W × A", value: p => p.formats, show: p => [mark(p.family), p.formats], kind: "text", look: p => state.all && p.front ? "best" : "" },
    { title: "technique", value: p => p.technique, show: technique, kind: "text wrap" },
    ...(!rounds ? [] : [{ title: "images", value: p => p.images, show: p => whole(p.images), look: () => "soft" }]),
    { title: "accuracy", value: p => p.right / p.images, show: p => percent(p.accuracy) },
    { title: "95 %", value: p => p.low, show: p => `${(100 * p.low).toFixed(1)} – ${(100 * p.high).toFixed(1)}`, look: () => "soft" },
    { title: "to float", value: delta, show: p => signed(100 * delta(p)), look: p => loses(p) ? "" : "soft" },
    { title: "p", value: p => p.p, show: p => chance(p.p), look: () => "soft", up: true },
    { title: "LUT", value: p => p.lut, show: p => `${p.rough ? "≈ " : ""}${whole(p.lut)}`, look: p => p.fits ? "" : "faint", up: true },
    { title: "FF", value: p => p.ff, show: p => whole(p.ff), up: true },
    { title: "BRAM36", value: p => p.bram36, show: p => p.bram36 || "", up: true },
    { title: "DSP", value: p => p.dsp, show: p => p.dsp || "", up: true },
    { title: "cycles", value: p => p.cycles, show: p => whole(p.cycles), up: true },
    { title: "MHz", value: p => p.fmaxMHz },
    { title: "frames/s", value: p => p.framesPerSecond, show: p => whole(p.framesPerSecond) },
    ...(several ? [{ title: "target", value: p => target(p), kind: "text", look: () => "soft" }] : [])
  ], list, { by: 6 + rounds, limit: 30, pick: p => { pin(p); at("design").scrollIntoView(); } });
  at("point-caption").textContent = state.all ? "Bold: on the front." : "";
}

function drawFinalists() {
  const list = points.filter(p => p.finalist && p.model === state.model && p.device === state.device);
  at("finalists").hidden = !list.length;
  if (!list.length) return;
  const f = p => p.finalist;
  const off = p => f(p).lut ? p.lut / f(p).lut : 0;
  table(at("finalist-table"), [
    { title: "W × A", value: p => p.formats, show: p => [mark(p.family), p.formats, html("small", {}, technique(p))], kind: "text wrap" },
    { title: "accuracy", value: p => p.accuracy, show: p => percent(p.accuracy) },
    { title: "differences", value: p => f(p).mismatches, show: p => whole(f(p).mismatches), look: p => f(p).mismatches ? "bad" : "good" },
    { title: "LUT estimated", value: p => p.lut, show: p => whole(p.lut), up: true },
    { title: "synthesized", value: p => f(p).lut, show: p => whole(f(p).lut), up: true },
    { title: "ratio", value: off, show: p => off(p) ? off(p).toFixed(2) : "–" },
    { title: "FF", value: p => f(p).ff, show: p => [html("span", { class: "soft" }, `${whole(p.ff)} → `), whole(f(p).ff)], up: true },
    { title: "BRAM36", value: p => f(p).bram36, show: p => [html("span", { class: "soft" }, `${p.bram36} → `), `${f(p).bram36}`] },
    { title: "DSP", value: p => f(p).dsp, show: p => [html("span", { class: "soft" }, `${p.dsp} → `), `${f(p).dsp}`] },
    { title: "cycles", value: p => f(p).cycles, show: p => [html("span", { class: "soft" }, `${whole(p.cycles)} → `), whole(f(p).cycles)] },
    { title: "images", value: p => f(p).vectors, show: p => whole(f(p).vectors), up: true },
    { title: "codes", value: p => f(p).compared, show: p => short(f(p).compared) }
  ], list, { by: 3, pick: p => { pin(p); at("design").scrollIntoView(); } });
  at("finalist-caption").textContent = `Each finalist was generated, simulated with ${distinct(list.map(p => f(p).simulator)).join(", ")} and compared with the golden model code by code in every layer, `
    + `then synthesized with ${distinct(list.map(p => f(p).synthesizer)).join(", ")}. Estimate → measurement; ratio: estimated by synthesized LUTs.`;
}

function drawTechniques() {
  const list = data.techniques.filter(t => t.model === state.model);
  at("techniques").hidden = !list.length;
  if (!list.length) return;
  const half = t => 196 * Math.sqrt(Math.max(0, t.better + t.worse - (t.better - t.worse) ** 2 / t.images)) / t.images;
  const reach = Math.max(...list.map(t => Math.abs(100 * t.difference) + half(t)), 0.1);
  const sure = t => t.p < 0.05;
  table(at("technique-table"), [
    { title: "technique", value: t => t.technique, kind: "text" },
    { title: "scope", value: t => t.scope, kind: "text", look: () => "soft" },
    { title: "difference", value: t => t.difference, show: t => signed(100 * t.difference, 2), look: t => sure(t) ? (t.difference > 0 ? "good" : "bad") : "soft" },
    { title: "", value: t => t.difference, show: t => whisker(100 * t.difference, half(t), reach, sure(t)) },
    { title: "p", value: t => t.p, show: t => chance(t.p), look: t => sure(t) ? "" : "soft", up: true },
    { title: "pairs", value: t => t.points, show: t => whole(t.points) },
    { title: "images", value: t => t.images, show: t => whole(t.images), look: () => "soft" },
    { title: "only with", value: t => t.better, show: t => whole(t.better) },
    { title: "only without", value: t => t.worse, show: t => whole(t.worse) }
  ], list);
}

function whisker(value, half, reach, sure) {
  const x = v => 75 + Math.max(-75, Math.min(75, v / reach * 72)), ink = sure ? (value > 0 ? "var(--good)" : "var(--bad)") : "var(--faint)";
  return svg("svg", { class: "spark", viewBox: "0 0 150 14", "aria-hidden": "true" }, svg("line", { x1: 75, x2: 75, y1: 0, y2: 14, stroke: "var(--faint)" }),
    svg("line", { x1: x(value - half), x2: x(value + half), y1: 7, y2: 7, stroke: ink, "stroke-width": 1.25 }), svg("circle", { cx: x(value), cy: 7, r: 3.2, fill: ink }));
}

function drawFailed() {
  at("failed").hidden = !data.failed.length;
  if (!data.failed.length) return;
  table(at("failed-table"), [
    { title: "network", value: f => f.model, kind: "text" }, { title: "W × A", value: f => f.formats, kind: "text" },
    { title: "technique", value: f => f.technique || "none", kind: "text" }, { title: "reason", value: f => f.reason, kind: "text", look: () => "soft" }
  ], data.failed, { limit: 20 });
}
