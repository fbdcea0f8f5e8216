/** Logarithmic, with ticks at 1, 2 and 5. */
function logScale(values, from, to, pad = 0.05) {
  let low = Math.log10(Math.max(1, Math.min(...values))), high = Math.log10(Math.max(1, ...values));
  const more = Math.max((high - low) * pad, 0.03);
  low -= more;
  high += more;
  const map = v => from + (Math.log10(Math.max(1, v)) - low) / (high - low) * (to - from);
  const room = Math.abs(to - from) / (high - low);
  const steps = room > 420 ? [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9] : room > 180 ? [1, 2, 3, 5, 7] : room > 110 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let e = Math.floor(low); e <= Math.ceil(high); e++)
    for (const m of steps) if (Math.log10(m) + e >= low && Math.log10(m) + e <= high) ticks.push(m * 10 ** e);
  return { map, ticks };
}

const LEVELS = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.993, 0.995, 0.997, 0.998, 0.999, 0.9995, 0.9999];

/** Accuracy on a logarithmic scale of errors: from 98 to 99 % is as far as from 80 to 90 %. */
function errorScale(low, high, images, from, to) {
  const floor = 0.5 / images;
  const depth = a => -Math.log10(Math.max(floor, 1 - a));
  let bottom = depth(low), top = depth(high);
  const pad = Math.max((top - bottom) * 0.05, 0.04);
  bottom = Math.max(0, bottom - pad);
  top += pad;
  const map = a => from + (depth(a) - bottom) / (top - bottom) * (to - from);
  const inside = LEVELS.filter(a => depth(a) >= bottom && depth(a) <= top && 1 - a >= floor);
  // Round levels first, then what fits between them.
  const rank = a => { const e = 1 - a; return [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].findIndex(r => Math.abs(r - e) < 1e-9); };
  const ticks = [];
  for (const a of [...inside].sort((p, q) => (rank(p) < 0) - (rank(q) < 0) || p - q))
    if (ticks.every(t => Math.abs(map(t) - map(a)) >= 24)) ticks.push(a);
  return { map, ticks: ticks.sort((a, b) => a - b) };
}

const level = a => `${+(100 * a).toFixed(2)}\u00a0%`;
