/** Shapes that the modules share: what the server sends, and what the store holds. */

/** Two numbers: a place of the map in θ, or of the page in pixels, or a vector. */
export type Pair = [number, number];

/** w_min, w_max, b_min, b_max. */
export type Window = [number, number, number, number];

export interface Parameter {
  id: NumberName;
  symbol: string;
  title: string;
  default: number;
  range: [number, number];
  excluded: number[];
  shown: Pair;
  integer: boolean;
  scale: "linear" | "log";
}

export interface Formula {
  mathml: string;
}

export interface Objective {
  id: string;
  title: string;
  /** What only the mathematics shows is asked for when it is first wanted. */
  formula?: Formula;
  about?: string;
  parameters: string[];
  window: Window;
  start: number[];
  eta: number;
  steps: number;
  /** Numbers that suit other optimisers better, by their ids. */
  defaults: Record<string, Partial<Record<"eta" | "gamma", number>>>;
  inputs: number;
  data: string | null;
  /** The least and the largest label that the loss can take. */
  labels: [number, number] | null;
  /** `halved`: with ½ before the sum; `mean`: over the number of points. */
  reductions: { id: string; title: string; about?: string; formula?: Formula; halved: boolean; mean: boolean }[];
  reduction: string | null;
  constants: Parameter[];
  /** What a neuron makes of z; whether its error cancels the slope: ∂ℓ/∂z is output − y. */
  output: { symbol: string; activation: "sigmoid" | "identity"; cancels: boolean } | null;
  /** Of the typed loss: formulas to start from. */
  presets: { title?: string; f: string }[];
}

/** A choice between ways to compute the same rule. */
export interface Switch {
  id: ChoiceName;
  title: string;
  default: string;
  options: { id: string; title: string }[];
}

export interface Optimiser {
  id: string;
  title: string;
  formula?: Formula;
  convention?: string;
  /** A learning rate of its own, where the rule has a natural one. */
  eta: number | null;
  hyperparameters: Parameter[];
  switches: Switch[];
}

export interface Dataset {
  id: string;
  title: string;
  /** Of a published set the page may know the title alone, and asks for all else when it is first chosen. */
  inputs?: number;
  points?: number[][];
  /** Of a published set: what suits each loss on it, by the loss's id. */
  defaults?: Record<string, Pick<Objective, "window" | "start" | "eta" | "steps" | "defaults">>;
  columns?: { name: string; title: string; unit: string | null }[];
  source?: string;
  sample?: string | null;
  licence?: string | null;
}

export interface Catalogue {
  objectives: Objective[];
  optimisers: Optimiser[];
  datasets: Dataset[];
  parameters: Parameter[];
  choices: Switch[];
  schedules: { id: string; title: string; decays: boolean }[];
  limits: Record<"points" | "table" | "runs", number>;
}

/** Names of a scenario whose values are numbers with a range: hyperparameters, constants of a loss, and what else the catalogue lists. */
export type NumberName =
  | "eta"
  | "gamma"
  | "rho"
  | "beta1"
  | "beta2"
  | "epsilon"
  | "lambda1"
  | "lambda2"
  | "batch"
  | "seed"
  | "decay"
  | "steps"
  | "tol"
  | "grid"
  | "levels"
  | "step"
  | "digits";

/** Names whose values are one of a few words. */
export type ChoiceName = "epsilon_place" | "schedule" | "scaling";

/** A step turned by hand: at which step, by how many degrees from the gradient, and its η. */
export type Turn = [number, number, number];

/** Every name of a scenario with its resolved value. */
export type Scenario = Record<NumberName, number> &
  Record<ChoiceName, string> & {
    objective: string;
    /** The typed formula. */
    f: string | null;
    /** The id of a set, or points. */
    data: string | number[][] | null;
    reduction: string | null;
    optimiser: string;
    start: number[];
    window: Window;
    /** The two parameters that the map shows, and where it holds the third; null: at the start. */
    plane: [string, string];
    at: number | null;
    moves: Turn[];
    /** Further runs, each by what it sets for itself. */
    vs: Given[];
  };

/** What a link says: some of a scenario's names, with native values. */
export type Given = Partial<Scenario>;

/** What a link can hold for a name. */
export type LinkValue = string | number | boolean | null | undefined | (string | number | (string | number)[])[] | Given | Given[];

/** null where there is no such value; NaN in its place in a column of a kernel. */
export type Column = (number | null)[];
/** The ledger by columns of equal length; of each parameter p there are p, grad_p and u_p. */
export type Steps = Record<"loss" | "grad_norm" | "eta" | "dot" | "cos_beta" | "beta" | "first_order" | "second_order" | "actual" | "doubt", Column> & {
  k: number[];
  [name: string]: Column;
};

/** How a column of the data is scaled: (value − shift)/scale. */
export interface ScaledColumn {
  shift: number;
  scale: number;
}

export interface Run {
  parameters: string[];
  /** What is to be known of the data under this loss. */
  notes: { message: string }[];
  /** Of each column of the data, the label's last; empty where they are not scaled. */
  scaling: ScaledColumn[];
  /** The optimiser, its η, and what is not as usual. */
  title: string;
  outcome: "converged" | "stationary" | "max_steps" | "diverged" | "undefined";
  /** Its cause. */
  code: string;
  /** How it ended, in a sentence; null of a run that the page computed by itself. */
  message: string | null;
  /** Where it ends, for the data as they are; null where they are not scaled, and of a run that the page computed by itself. */
  own_units: { message: string } | null;
  /** The typed formula, set as mathematics. */
  formula?: Formula;
  steps: Steps;
  /** Further runs on the same map, in the order of `vs`. */
  runs: (Omit<Run, "parameters" | "runs" | "scaling" | "notes"> & { scenario: Scenario })[];
}

export type Ring = Pair[];

export interface Band {
  from: number;
  to: number;
  polygons: Ring[][];
}

/** What `/step` says of one step. */
export interface Move {
  scenario: Scenario;
  point: number[];
  u: number[];
  eta: number;
  dot: number;
  norm_u: number;
  norm_gradient: number;
  k_norms: number;
  cos_beta: number | null;
  beta: number | null;
  favourable: boolean;
  actual: number | null;
  doubt: number | null;
  taylor: { order: number; term: number | null; sum: number | null; remainder: number | null; shrinks: number | null }[];
  eta_curve: Record<"eta" | "actual" | "order1" | "order2" | "order3", Column>;
  beta_curve: Record<"beta" | "first_order" | "second_order" | "actual", Column> | null;
}

/** What `/rates` says: how large η may be near the minimum below the start, and one that was tried and goes down. */
export interface Rates {
  scenario: Scenario;
  minimum: number[] | null;
  curvature: number | null;
  smooth: number | null;
  limit: number | null;
  working: number | null;
}

/** A step from a point, along u or at an angle from the gradient. */
export interface StepAsked {
  point: number[];
  eta: number;
  u?: number[];
  beta?: number;
}

/** What `/kernel.js` exports: a loss and a rule, computed in the page; null: only the server can say. */
export type Kernel = ReturnType<typeof import("../kernel/kernel.js").kernelOf>;

/** The loss at the points of the map's own grid: rows b, columns w; null where it has no value. */
export interface Grid {
  w: number[];
  b: number[];
  loss: (number | null)[][];
}

/** What `/surface` says of a map for who draws it; places are in data units. */
export interface Scene {
  labels: { at: Pair; turn: number; text: string }[];
  /** An entry for each arrow: its middle, its direction in pixels, y down, and its length in pixels. */
  field: { at: Pair[]; along: Pair[]; length: number[] };
  stationary: { at: Pair; kind: "minimum" | "saddle"; exact: boolean }[];
}

/** The loss about a point of two parameters to second order; no eigenvalues where a number overflows. */
export interface Curvature {
  scenario: Scenario;
  point: Pair;
  loss: number;
  gradient: Pair;
  hessian: [Pair, Pair];
  /** Ascending. */
  eigenvalues: Pair | [null, null];
  /** A row each. */
  eigenvectors: [Pair, Pair];
}

export interface Surface {
  scenario?: Scenario;
  formula?: Formula;
  bands: Band[];
  undefined: number;
  broken?: number;
  minimum_inside?: boolean;
  minimum: ({ w: number; b: number; loss: number } & Record<string, number>) | null;
  /** Where the loss is least on the map; none where that is only its edge. */
  lowest: Pair[];
  /** The landscape in words. */
  description?: { message: string };
}

/** What `/derivation` says: how the gradient at a point comes about. */
export interface Derivation {
  scenario: Scenario;
  parameters: string[];
  point: number[];
  stages: Stage[];
}

export interface Stage {
  id: string;
  rule: string;
  mathml: string;
  /** A list has an entry for each data point, or for each term of a sum. */
  values: Record<string, number | number[]>;
}

/** What `/gradient` says of a point. */
export interface Local {
  scenario: Scenario;
  parameters: string[];
  point: number[];
  loss: number;
  gradient: number[];
  check: { analytic: number[]; numeric: number[]; relative_error: number | null };
  samples: Record<string, number>[];
}

/** What `/slices` says: the loss through a point along each of the map's parameters, the others held. */
export interface Slices {
  scenario: Scenario;
  parameters: string[];
  point: number[];
  loss: number;
  /** The least and the largest loss of a picture of all slices. */
  range: Pair;
  /** The slope is the partial derivative at the point. */
  slices: { parameter: string; axis: number[]; loss: Column; slope: number }[];
}

export interface Refused {
  parameter: string;
  detail: string;
  code?: string;
  /** Of a formula: where, from 1. */
  column?: number;
  /** What would do, of a value that asks for too much work. */
  most?: number;
}

export interface Notice {
  parameter: string;
  detail: string;
}

/** What is to be seen of a step; or that, and the mathematics. */
export type Depth = "see" | "calculate";

/** Of a word, as /glossary.json has it. */
export interface Definition {
  title: string;
  text: string;
  mathml?: string;
  svg?: string;
}

export interface Boot {
  /** The definitions that a file without a server holds. */
  glossary?: Record<string, Definition>;
  scenario: Scenario;
  given: string[];
  notices: Notice[];
  catalogue: Catalogue;
  /** Where to ask; empty: there is no server, and only what the page brought along is there. */
  api: string;
  /** Replies that the page brings along to its first questions, by the name of their endpoint. */
  replies?: { surface?: Surface; trajectory?: Run };
  /** Of an embed: which figure it is, whether it plays at once, and of the server's drawing what it does not tell. */
  view: keyof typeof import("../../shared/contract/views.json");
  autoplay: boolean;
  fx: string;
  x: number;
  delta: number;
  still?: { highest: number; undefined: number; minimum: Surface["minimum"]; lowest: Pair[]; description: { message: string } };
  version: string;
  /** A name of the server's scripts, by which a module's address lasts. */
  scripts: string;
  theme: string;
  /** A direction of the reader's own, from the link. */
  beta?: number | null;
  /** Parts that are shown and hidden, and how the figure looks and plays, as links say it. */
  show: string[];
  hide: string[];
  palette: string;
  depth: Depth;
  lock: "view" | "all" | null;
  speed: string;
  /** Of the words, from the link; else the server chooses one. */
  lang: string | null;
}

export interface State {
  given: Given;
  scenario: Scenario;
  step: number;
  playing: boolean;
  /** The last step to which the path has been drawn; Infinity: paths are drawn whole. */
  reached: number;
  /** Whether the point is seen to go to the step that is shown. */
  travels: boolean;
  theme: string;
  surface: Surface | null;
  run: Run | null;
  /** Whether advice about η is wanted: asked for from then on. */
  advising: boolean;
  rates: Rates | null;
  /** A direction of the reader's own, in degrees from the gradient, in the place of the optimiser's; null: none. */
  ownBeta: number | null;
  /** The step that is shown, to any order and in every direction. */
  move: Move | null;
  /** Whether the chain rule is in sight or nearly: only then is it asked for. */
  chainVisible: boolean;
  /** The step for which what a sheet of paper needs is asked for, the chain rule in sight or not: where the page rests, and before a print. */
  paperFor: Pick<State, "scenario" | "run" | "step"> | null;
  derivation: Derivation | null;
  local: Local | null;
  /** Whether the slices of a loss without data are in sight or nearly: only then are they asked for. */
  slicesVisible: boolean;
  slices: Slices | null;
  /** What further layers and the cross-hair are made of, asked for while they are on. */
  grid: Grid | null;
  /** What lies on the map whatever the run, of the layers that are on. */
  scene: Partial<Scene> | null;
  /** Pixels of the map's longer side, by which labels and arrows are placed; 0 before it is drawn. */
  room: number;
  curvature: Curvature | null;
  /** The cross-hair's place in θ; null: it is off. */
  cross: Pair | null;
  /** Whether the loss at a place is wanted: under the pointer or the cross-hair. */
  probing: boolean;
  /** The run that is pointed at, 0 for the first: it is in front, with its name, and all others are quiet; null: none. */
  pointedRun: number | null;
  /** The quantity that is lit in all panels: gradient, step, error, slope, input, prediction. */
  lit: string | null;
  /** Whether the loss at every step is shown by its powers of ten; null: as suits the runs. */
  logarithmic: boolean | null;
  /** The data point whose numbers are worked out. */
  datum: number;
  trouble: string | null;
  /** Whether asking again may help. */
  again: boolean;
  /** The question that each reply, or its absence, answers, and whether that is another than the one that is put. */
  answered: import("./replies.js").Questions;
  stale: import("./replies.js").Stale;
  /** The question of each reply that the page computed by itself, until the server has answered it. */
  provisional: import("./replies.js").Questions;
  /** Why there is no run: the loss has no value at its start, or the server refuses it. */
  noPath: string | null;
  /** A formula that is typed and not the loss's yet; `refused`: what the server said of it. */
  draft: { f: string; refused: Refused | null } | null;
  /** Whether the server is another one by now than that which made this page. */
  outdated: boolean;
  /** What is said where less is shown than was asked for. */
  fewer: string | null;
  /** Whether there is a choice to take back, and one to make again. */
  past: boolean;
  future: boolean;
  /** The map's layers that are drawn, and its colours. */
  layers: string[];
  palette: string;
  /** How much of a step is worked out, and whether the catalogue has by now what only that shows. */
  depth: Depth;
  explained: boolean;
  /** Whether the catalogue has all that the API says. */
  complete: boolean;
  /** The map is being moved: what has to be asked for waits until it rests. */
  moving: boolean;
  /** Why the map cannot be made narrower or wider than the window at which that was tried. */
  stuck: { at: Window; why: string } | null;
  /** Of a frame that shows a function's series: the function, where the series is taken, and how far it goes. */
  fx?: string;
  x?: number;
  delta?: number;
  /** How many times the usual speed a run plays. */
  speed: number;
  /** Milliseconds that a step takes at the usual speed where there is more to see than where it leads. */
  linger?: number;
  /** Predict, then reveal: null is off. */
  quiz: import("./quiz.js").Quiz | null;
  score: import("./quiz.js").Score;
  /** What cannot be changed by hand: view, the window; all, everything but the step. */
  lock: "view" | "all" | null;
  /** The language that the address names; null: none, and the server chooses. */
  lang: string | null;
}

/** What computes answers in the page. */
export interface Provisional {
  /** Asks for what computes a state's runs. */
  prepare(state: State): void;
  /** The parts of a state that the page answers by itself. */
  answers(state: State, questions: (state: State) => import("./replies.js").Questions): Partial<State>;
}

/** An SVG element as a value: marks return these, `patch` draws them, `toSVG` prints them. */
export interface Node {
  tag: string;
  attrs: Record<string, string | number>;
  children: Node[] | string;
}

/** Data units to pixels, for one axis. */
export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
  domain(): Pair;
  range(): Pair;
  ticks(count?: number): number[];
  /** Widened to round ends. */
  nice(count?: number): Scale;
}

/** Where the plot lies and how data becomes pixels. */
export interface Layout {
  width: number;
  height: number;
  left: number;
  top: number;
  plotWidth: number;
  plotHeight: number;
  x: Scale;
  y: Scale;
  /** Equal units on both axes: angles on the map are true. */
  equal: boolean;
}
