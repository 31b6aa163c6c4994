// For the kernel's tests: two parts as the server prints them, written by hand.
import { textNumber } from "../../static/js/kernel/kernel.js";

const UNIT = 2 ** -53;

/** The neuron's squared error by gradient descent: ℓ = (ŷ − y)², both from e = e^−|z|. */
export const NEURON_BY_DESCENT = {
  ofLoss: { objective: "sigmoid-squared", reduction: "half_sum" },
  ofRule: { optimiser: "gd", schedule: "constant" },
  formula: textNumber(""),
  exact: false,
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
  factor: () => 0.5,
  gradient(t, g, x, n, c) {
    g[0] = g[1] = 0;
    for (let i = 0; i < n; i++) {
      const z = t[0] * x[0][i] + t[1];
      const e = Math.exp(-Math.abs(z));
      const s = 1 / (1 + e);
      const error = z > 0 ? 1 - x[1][i] - e * s : e * s - x[1][i];
      g[0] += error * e * s * s * x[0][i];
      g[1] += error * e * s * s;
    }
    g[0] *= 2 * c[0];
    g[1] *= 2 * c[0];
  },
  along(t, u, out, x, n, c) {
    let [value, curvature, square] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = t[0] * x[0][i] + t[1];
      const e = Math.exp(-Math.abs(z));
      const s = 1 / (1 + e);
      const slope = e * s * s;
      const error = z > 0 ? 1 - x[1][i] - e * s : e * s - x[1][i];
      value += error * error;
      const rise = u[0] * x[0][i] + u[1];
      curvature += 2 * slope * (slope - error * Math.sign(z) * (1 - e) * s) * rise * rise;
      square += x[0][i] * x[0][i];
    }
    out[0] = c[0] * value;
    out[1] = c[0] * curvature;
    const size = Math.sqrt(square) * Math.abs(t[0]) + Math.sqrt(n) * Math.abs(t[1]);
    const off = Math.sqrt(c[0]) * UNIT * (2 * 0.25 * size + 7 * Math.sqrt(n));
    out[2] = off * (2 * Math.sqrt(out[0]) + off) + (n + 7) * UNIT * out[0];
  },
  value(t, x, n, c) {
    const out = [0, 0, 0];
    NEURON_BY_DESCENT.along(t, [0, 0], out, x, n, c);
    return out[0];
  },
  step(_m, g, _eta, _t, _h, u) {
    for (let i = 0; i < u.length; i++) u[i] = -g[i];
  },
  look: null,
  pace: null,
};

/** The ravine by momentum, u = −(γv/η + g), v ← −ηu. */
export const RAVINE_BY_MOMENTUM = {
  ofLoss: { objective: "ravine", reduction: null },
  ofRule: { optimiser: "momentum", schedule: "constant" },
  formula: textNumber(""),
  exact: true,
  sets: { "": [] },
  parameters: ["w", "b"],
  constants: ["lambda1", "lambda2"],
  hyper: ["gamma"],
  initial: [0, 0],
  factor: () => 1,
  gradient(t, g, _x, _n, c) {
    g[0] = c[1] * t[0];
    g[1] = c[2] * t[1];
  },
  along(t, u, out, _x, _n, c) {
    out[0] = 0.5 * (c[1] * (t[0] * t[0]) + c[2] * (t[1] * t[1]));
    out[1] = c[1] * u[0] * u[0] + c[2] * u[1] * u[1];
    out[2] = 4 * UNIT * out[0];
  },
  value: (t, _x, _n, c) => 0.5 * (c[1] * (t[0] * t[0]) + c[2] * (t[1] * t[1])),
  step(m, g, eta, _t, h, u) {
    for (let i = 0; i < u.length; i++) {
      u[i] = -((h[0] * m[i]) / eta + g[i]);
      m[i] = -eta * u[i];
    }
  },
  look: null,
  pace: null,
};
