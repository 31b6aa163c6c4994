// For bench/kernel.py, in an engine: a run with all columns, by the printed module and by hand, and the map of a moved data point; least times.
import { gridOf, surfaceOf } from "../static/js/page/provisional_map.js";

/** The same columns as one would write them for this neuron alone, without care for what is large, small or nearly perpendicular. */
function byHand(scenario, points) {
  const names = "k w b loss grad_w grad_b grad_norm eta u_w u_b dot cos_beta beta first_order second_order actual doubt".split(" ");
  const steps = Object.fromEntries(names.map((name) => [name, []]));
  const { eta, steps: most } = scenario;
  let [w, b] = scenario.start;
  for (let k = 0; k <= most; k++) {
    let [value, dw, db, ww, wb, bb] = [0, 0, 0, 0, 0, 0];
    for (const [x, y] of points) {
      const a = 1 / (1 + Math.exp(-(w * x + b)));
      const [error, slope] = [a - y, a * (1 - a)];
      value += 0.5 * error * error;
      const delta = error * slope;
      dw += delta * x;
      db += delta;
      const bend = slope * (slope + error * (1 - 2 * a));
      ww += bend * x * x;
      wb += bend * x;
      bb += bend;
    }
    const norm = Math.hypot(dw, db);
    const row = { k, w, b, loss: value, grad_w: dw, grad_b: db, grad_norm: norm };
    if (k < most) {
      const [uw, ub] = [-dw, -db];
      const dot = uw * dw + ub * db;
      const cross = uw * db - ub * dw;
      const first = eta * dot;
      Object.assign(row, { eta, u_w: uw, u_b: ub, dot, cos_beta: dot / Math.hypot(dot, cross) });
      Object.assign(row, { beta: (Math.atan2(Math.abs(cross), dot) * 180) / Math.PI, first_order: first });
      row.second_order = first + 0.5 * eta * eta * (ww * uw * uw + 2 * wb * uw * ub + bb * ub * ub);
    }
    if (k) steps.actual[k - 1] = value - steps.loss[k - 1];
    if (k) steps.doubt[k - 1] = 1e-15 * value;
    for (const name of names.slice(0, -2)) steps[name].push(row[name] ?? null);
    w -= eta * dw;
    b -= eta * db;
  }
  steps.actual.push(null);
  steps.doubt.push(null);
  return steps;
}

/** The least time of each in µs, in turns; several runs at a time, as a browser's clock is coarse. */
function least(contestants, rounds, runs = 4) {
  const best = contestants.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    contestants.forEach((contestant, i) => {
      const start = performance.now();
      for (let run = 0; run < runs; run++) contestant();
      best[i] = Math.min(best[i], ((performance.now() - start) * 1e3) / runs);
    });
  }
  return best;
}

/** What the module at an address takes, and what JavaScript by hand. */
export async function measured(address, { scenario, points, rounds }) {
  const { trajectory, loss } = await import(address);
  const window = [-4, 4, -4, 4];
  const { w, b } = gridOf(window);
  const levels = Array.from({ length: 20 }, (_, i) => ({ from: i / 20 }));
  const [kernel, hand] = least([() => trajectory(scenario), () => byHand(scenario, points)], rounds);
  const [map] = least([() => surfaceOf(loss(scenario, w, b), window, levels)], rounds);
  const found = trajectory(scenario).steps;
  const off = byHand(scenario, points).w.reduce((most, x, i) => Math.max(most, Math.abs(x - found.w[i])), 0);
  return { kernel, hand, map, off };
}
