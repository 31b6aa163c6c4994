/** A few numbers, written and read by their places. */
export interface Vector {
  readonly length: number;
  fill(value: number): Vector;
  // biome-ignore lint/suspicious/noExplicitAny: else every number read in the innermost loops would have to be asked whether it is there
  [i: number]: any;
}

/** e^−a of a number a that is not negative. */
export type Exponential = (a: number) => number;

/**
 * What `antigradient/kernel` prints of a loss and a rule, by its names there. What a drag changes is an argument: t is θ, x the columns of
 * the data with the labels last and room behind them, n the number of points, c the loss's constants, h the hyperparameters.
 */
export interface Part {
  /** The names of a scenario that tell its loss and its rule, the typed formula among them, and the number that `textNumber` makes of their
   * values, joined by commas: no text of a reader is in a module. */
  names: string[];
  shape: number;
  /** The shipped data sets that the loss can take, by their ids; where it takes none, of no data a point without numbers. */
  sets: Record<string, number[][]>;
  /** Whether ∇L, the rule and the schedule are + − × ÷ √ alone, which are the same in every language. */
  exact?: true;
  parameters: string[];
  constants: string[];
  hyper: string[];
  /** The rule's first memory, flat. */
  initial: number[];
  /** ∇L into g; into out: L, a bound on its rounding, and ∇²L of three parameters, row by row from the diagonal on. */
  derivatives(t: Vector, g: Vector, out: Vector, x: Vector[], n: number, c: Vector): void;
  /** Where it was asked for and can be printed: into out the coefficients of sⁿ in L(t + su), by their orders. */
  series?(t: Vector, u: Vector, out: Vector, x: Vector[], n: number, c: Vector): void;
  /** The rule: u, and the next memory in the place of m; none where that cannot be printed. `out` is what `derivatives` has written. */
  step?: (m: Vector, g: Vector, eta: number, t: Vector, h: Vector, u: Vector, out: Vector) => void;
  /** Where the rule wants its gradient, where that is not at θ. */
  look?: (m: Vector, t: Vector, h: Vector, at: Vector) => void;
  /** η of step k, where it is not the same for all. */
  pace?: (k: number, eta: number, decay: number, steps: number) => number;
}

declare global {
  /** For kernel_module.js: what the server prints in front of it. */
  const printed: (exponential: Exponential) => Part;
  /** For a file without a server: those that it holds; undefined where it holds none. */
  var printedParts: ((exponential: Exponential) => Part[]) | undefined;
  /** For such a file with mini-batches; undefined in all others. */
  var withBatches: typeof import("./batches.js").withBatches | undefined;
}
