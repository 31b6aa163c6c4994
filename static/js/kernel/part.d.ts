/** A few numbers, written and read by their places. */
export interface Vector {
  readonly length: number;
  // biome-ignore lint/suspicious/noExplicitAny: else every number read in the innermost loops would have to be asked whether it is there
  [i: number]: any;
}

/**
 * What `antigradient/kernel` prints of a loss and a rule, by its names there. What a drag changes is an argument: t is θ, x the columns of
 * the data with the labels last, n the number of points, c the loss's constants behind the reduction's factor, h the hyperparameters.
 */
export interface Part {
  /** What a scenario has to say for this loss, and for this rule. */
  ofLoss: Record<string, string | null>;
  ofRule: Record<string, string>;
  /** Of the typed formula, "" where there is none, the number that `textNumber` makes of it: no text of a reader is in a module. */
  formula: number;
  /** The shipped data sets that the loss can take, by their ids; by "" no points where it takes none. */
  sets: Record<string, number[][] | undefined>;
  /** Whether ∇L, the rule and the schedule are + − × ÷ √ alone, which are the same in every language. */
  exact: boolean;
  parameters: string[];
  constants: string[];
  hyper: string[];
  /** The rule's first memory, flat. */
  initial: number[];
  /** The number before the sum. */
  factor(n: number): number;
  /** ∇L into g. */
  gradient(t: Vector, g: Vector, x: Vector[], n: number, c: Vector): void;
  /** Into out: L, uᵀ∇²L u, and a bound on the rounding of L. */
  along(t: Vector, u: Vector, out: Vector, x: Vector[], n: number, c: Vector): void;
  /** L alone. */
  value(t: Vector, x: Vector[], n: number, c: Vector): number;
  /** The rule: u, and the next memory in the place of m; null where it asks for more than a gradient. */
  step: ((m: Vector, g: Vector, eta: number, t: Vector, h: Vector, u: Vector) => void) | null;
  /** Where the rule wants its gradient, where that is not at θ. */
  look: ((m: Vector, t: Vector, h: Vector, at: Vector) => void) | null;
  /** η of step k, where it is not the same for all. */
  pace: ((k: number, eta: number, decay: number, steps: number) => number) | null;
}

declare global {
  /** For kernel_module.js: what the server prints in front of it. */
  const printed: Part;
  /** For a file without a server: those that it holds; undefined where it holds none. */
  var printedParts: Part[] | undefined;
}
