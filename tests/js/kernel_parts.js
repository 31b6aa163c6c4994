// For the kernel's tests: two parts as the server prints them, written by hand.
import { textNumber } from "../../static/js/kernel/kernel.js";

const UNIT = 2 ** -53;

/** The neuron's squared error by gradient descent: ℓ = (ŷ − y)², both from e = e^−|z|. */
export const NEURON_BY_DESCENT = {
  names: ["objective", "reduction", "optimiser", "schedule", "scaling"],
  shape: textNumber("sigmoid-squared,half_sum,gd,constant,none"),
  sets: {
    five: [
      [-2, 0.08],
      [-0.8, 0.3],
      [0.3, 0.45],
      [1.4, 0.85],
      [2.6, 0.93],
    ],
  },
  parameters: ["w", "b"],
  constants: [],
  hyper: [],
  initial: [],
  derivatives(t, g, out, x, n) {
    let [value, square, w, b, ww, wb, bb] = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = t[0] * x[0][i] + t[1];
      const e = Math.exp(-Math.abs(z));
      const s = 1 / (1 + e);
      const slope = e * s * s;
      const error = z > 0 ? 1 - x[1][i] - e * s : e * s - x[1][i];
      const bend = 2 * slope * (slope - error * Math.sign(z) * (1 - e) * s);
      value += error * error;
      w += 2 * error * slope * x[0][i];
      b += 2 * error * slope;
      ww += bend * x[0][i] * x[0][i];
      wb += bend * x[0][i];
      bb += bend;
      square += x[0][i] * x[0][i];
    }
    const size = Math.sqrt(square) * Math.abs(t[0]) + Math.sqrt(n) * Math.abs(t[1]);
    const off = Math.sqrt(0.5) * UNIT * (2 * 0.25 * size + 7 * Math.sqrt(n));
    [g[0], g[1], out[0]] = [0.5 * w, 0.5 * b, 0.5 * value];
    out[1] = off * (2 * Math.sqrt(out[0]) + off) + (n + 7) * UNIT * out[0];
    [out[2], out[3], out[5]] = [0.5 * ww, 0.5 * wb, 0.5 * bb];
  },
  step(_m, g, _eta, _t, _h, u) {
    for (let i = 0; i < 2; i++) u[i] = -g[i];
  },
};

/** The ravine by momentum, u = −(γv/η + g), v ← −ηu. */
export const RAVINE_BY_MOMENTUM = {
  names: ["objective", "optimiser", "schedule", "scaling"],
  shape: textNumber("ravine,momentum,constant,none"),
  exact: true,
  sets: { null: [[]] },
  parameters: ["w", "b"],
  constants: ["lambda1", "lambda2"],
  hyper: ["gamma"],
  initial: [0, 0],
  derivatives(t, g, out, _x, _n, c) {
    g[0] = c[0] * t[0];
    g[1] = c[1] * t[1];
    out[0] = 0.5 * (c[0] * (t[0] * t[0]) + c[1] * (t[1] * t[1]));
    out[1] = 4 * UNIT * out[0];
    [out[2], out[3], out[5]] = [c[0], 0, c[1]];
  },
  step(m, g, eta, _t, h, u) {
    for (let i = 0; i < 2; i++) {
      u[i] = -((h[0] * m[i]) / eta + g[i]);
      m[i] = -eta * u[i];
    }
  },
};
