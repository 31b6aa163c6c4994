/** What the tools about the map and the ledger add to the page's one state, and to what the server puts into the page. */
import "./types.js";

declare module "./types.js" {
  interface State {
    /** Whether there is a choice to take back, and one to make again. */
    past: boolean;
    future: boolean;
    /** The map's layers that are drawn, and its colours. */
    layers: string[];
    palette: string;
    /** The map is being moved: what has to be asked for waits until it rests. */
    moving: boolean;
    /** Why the map cannot be made narrower or wider than the window at which that was tried. */
    stuck: { at: number[]; why: string } | null;
    /** How many times the usual speed a run plays. */
    speed: number;
    /** Predict, then reveal: null is off. */
    quiz: import("./quiz.js").Quiz | null;
    /** What cannot be changed by hand: view, the window; all, everything but the step. */
    lock: "view" | "all" | null;
  }

  interface Boot {
    show: string[];
    hide: string[];
    palette: string;
    lock: "view" | "all" | null;
    speed: string;
  }
}
