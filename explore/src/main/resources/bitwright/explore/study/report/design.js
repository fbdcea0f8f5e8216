function drawDesign() {
  const p = chosen();
  if (!p) return;
  const best = p === winner();
  at("design-title").textContent = `${best ? "The winner" : "The design"}: ${titled(p)}`;
  at("design-words").replaceChildren(best ? winnerWords(p) : `Chosen by you; ${percent(p.accuracy)} at ${whole(p.lut)} LUTs. `,
    ...(best ? [] : [html("button", { class: "link", onclick: () => pin(null) }, "Back to the winner")]));
  drawPipeline(p);
  drawLayers(p);
}

const winnerWords = p => loses(p)
  ? "Every design on the front is less accurate than the float network beyond chance; this is the most accurate one."
  : `The smallest ${p.finalist ? "verified " : ""}design on the front that is ${delta(p) >= -0.005 ? "within half a point of" : "not worse beyond chance than"} the float network: of ${whole(p.images)} images, ${p.better} only it gets right and ${p.worse} only the float network (${sentence(p.p)}).`;

/** Boxes from left to right, as many rows as it takes; what flows between them stands on the arrows. */
function drawPipeline(p) {
  const place = at("pipeline"), width = place.clientWidth, gap = 58, tall = 74, step = 112;
  const stages = [{ name: "image", end: true }, ...p.layers, { name: "class scores", end: true }];
  const per = Math.max(2, Math.min(stages.length, Math.floor((width + gap) / (108 + gap))));
  const rows = Math.ceil(stages.length / per), even = Math.ceil(stages.length / rows), w = (width - (even - 1) * gap) / even;
  const interval = Math.max(...p.layers.map(l => l.cycles));
  const root = svg("svg", { width, height: rows * step - (step - tall) + 4, viewBox: `0 -2 ${width} ${rows * step - (step - tall) + 4}`, role: "img",
    "aria-label": `Pipeline: ${p.layers.map(l => l.name).join(", ")}` });
  root.append(svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0.5,1L7,4L0.5,7", fill: "none", stroke: "var(--soft)" }))));
  stages.forEach((s, i) => {
    const x = i % even * (w + gap), y = Math.floor(i / even) * step, box = svg("g", { transform: `translate(${x.toFixed(1)},${y})`, class: "stage" });
    if (i) connect(root, i % even, x, y, w, gap, tall, step, even, s.activations);
    if (s.end) {
      box.append(svg("rect", { x: 0.5, y: 18.5, width: w - 1, height: tall - 37, rx: (tall - 37) / 2, fill: "none", stroke: "var(--faint)" }),
        svg("text", { x: w / 2, y: tall / 2 + 4, "text-anchor": "middle", class: "ink" }, s.name));
    } else {
      const busy = s.cycles / interval;
      box.append(svg("rect", { x: 0.5, y: 0.5, width: w - 1, height: tall - 1, rx: 5, fill: "var(--wash)", stroke: "var(--faint)" }),
        svg("text", { x: 11, y: 20, class: "strong" }, clip(s.name, (w - 20) / 7)),
        svg("text", { x: 11, y: 37 }, s.weights === "-" ? "no weights" : `${s.weights} weights`),
        svg("text", { x: 11, y: 54 }, `${whole(s.lut)} LUT`),
        svg("rect", { x: 11, y: tall - 12, width: w - 22, height: 3, rx: 1.5, fill: "var(--hair)" }),
        svg("rect", { x: 11, y: tall - 12, width: Math.max(1, (w - 22) * busy), height: 3, rx: 1.5, fill: color(p.family) }));
    }
    root.append(box);
  });
  place.replaceChildren(root);
  at("pipeline-caption").textContent = `The stream of codes from layer to layer, with its format. Bars: how much of the ${whole(interval)} cycles between two images a layer is busy. `
    + `Target: ${p.device}, ${target(p)}; ${p.scales} scales.`;
}

function connect(root, column, x, y, w, gap, tall, step, even, format) {
  const middle = y + tall / 2, stroke = { fill: "none", stroke: "var(--soft)", "marker-end": "url(#arrow)" };
  const label = (cx, cy) => format && root.append(svg("text", { x: cx, y: cy, "text-anchor": "middle" }, clip(format, 9)));
  if (column) {
    root.append(svg("path", { d: `M${(x - gap + 5).toFixed(1)},${middle}H${(x - 4).toFixed(1)}`, ...stroke }));
    label(x - gap / 2, middle - 7);
  } else {
    const from = (even - 1) * (w + gap) + w / 2, turn = y - (step - tall) / 2;
    root.append(svg("path", { d: `M${from.toFixed(1)},${y - step + tall + 4}V${turn}H${(w / 2).toFixed(1)}V${y - 4}`, ...stroke }));
    label(Math.min(x + w / 2 + 44, from), turn - 5);
  }
}

const clip = (text, length) => text.length > length ? text.slice(0, Math.max(1, Math.floor(length) - 1)) + "…" : text;

function drawLayers(p) {
  const most = Math.max(...p.layers.map(l => l.lut)), interval = Math.max(...p.layers.map(l => l.cycles));
  const rest = p.lut - p.layers.reduce((sum, l) => sum + l.lut, 0);
  const bar = (value, of, kind) => html("div", { class: "bars" }, html("i", { class: kind, style: `width:${(100 * value / of).toFixed(2)}%` }), html("span", {}, whole(value)));
  const row = (kind, ...cells) => html("div", { class: kind }, ...cells);
  const cell = (text, kind) => html("div", { class: kind ?? "" }, text);
  const line = l => row("", cell(l.name), cell(`${l.weights === "-" ? "" : `${l.weights} × `}${l.activations}`, "wide soft"), bar(l.lut, most, "area"), bar(l.cycles, interval, "time"),
    cell(l.bram36 ? `${l.bram36}` : "", "right wide"), cell(l.dsp ? `${l.dsp}` : "", "right wide"));
  const extra = Math.abs(rest) > 0 ? [row("", cell("between layers"), cell("", "wide"), bar(Math.max(0, rest), most, "area"), cell(""), cell("", "wide"), cell("", "wide"))] : [];
  at("layers").replaceChildren(html("div", { class: "layers" },
    row("top", cell("layer"), cell("W × A", "wide"), html("div", { class: "bars" }, html("span", {}, "LUT")), html("div", { class: "bars" }, html("span", {}, "cycles")), cell("BRAM36", "right wide"), cell("DSP", "right wide")),
    ...p.layers.map(line), ...extra,
    row("sum", cell("together"), cell("", "wide"), html("div", { class: "bars" }, html("span", {}), html("span", {}, whole(p.lut))), html("div", { class: "bars" }, html("span", {}), html("span", {}, whole(p.cycles))),
      cell(`${p.bram36}`, "right wide"), cell(`${p.dsp}`, "right wide"))));
}
