/**
 * Which points each update of a run with mini-batches looks at: the numbers of numpy's `default_rng(seed).permutation(points)`, epoch
 * after epoch, as `antigradient/batches.py` has them. The generator is PCG64 (XSL-RR) behind SeedSequence.
 */
import { item } from "../state/items.js";

const TWO_WORDS = 64n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/** SeedSequence's hash: what is hashed, by a constant that changes with each. @param {number} constant @param {number} multiplier */
function hash(constant, multiplier) {
  let current = constant;
  return (/** @type {number} */ value) => {
    const mixed = value ^ current;
    current = Math.imul(current, multiplier);
    const found = Math.imul(mixed, current);
    return found ^ (found >>> 16);
  };
}

/** The four words of 64 bits that SeedSequence makes of a seed below 2³². @param {number} seed @returns {bigint[]} */
function wordsOf(seed) {
  const one = hash(0x43b0d7e5, 0x931e8875);
  const pool = [seed, 0, 0, 0].map(one);
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const mixed = Math.imul(0xca01f9dd, Number(pool[to])) - Math.imul(0x4973f715, one(Number(pool[from])));
      pool[to] = mixed ^ (mixed >>> 16);
    }
  const other = hash(0x8b51f9dd, 0x58f38ded);
  const halves = [...pool, ...pool].map((word) => BigInt(other(word) >>> 0));
  return [0, 2, 4, 6].map((i) => item(halves, i) | (item(halves, i + 1) << 32n));
}

/** Draws whole numbers of 32 bits, as numpy's PCG64 does for a seed. @param {number} seed */
function generator(seed) {
  const [high, low, ofHigh, ofLow] = /** @type {[bigint, bigint, bigint, bigint]} */ (wordsOf(seed));
  const increment = (((ofHigh << TWO_WORDS) | ofLow) << 1n) | 1n;
  const next = (/** @type {bigint} */ before) => BigInt.asUintN(128, before * MULTIPLIER + increment);
  let state = next(BigInt.asUintN(128, next(0n) + ((high << TWO_WORDS) | low)));
  /** The half of the last word that has not been handed out. @type {number | null} */
  let left = null;
  return () => {
    if (left !== null) {
      const half = left;
      left = null;
      return half;
    }
    state = next(state);
    const folded = BigInt.asUintN(64, (state >> TWO_WORDS) ^ state);
    const turn = state >> 122n;
    const word = BigInt.asUintN(64, (folded >> turn) | (folded << (TWO_WORDS - turn)));
    left = Number(word >> 32n);
    return Number(word & 0xffffffffn);
  };
}

/** A number from 0 to `most`, each as likely: the first draw that is none too large of as many binary digits. @param {() => number} draw @param {number} most */
function upTo(draw, most) {
  const digits = 2 ** (32 - Math.clz32(most)) - 1;
  for (;;) {
    const found = draw() & digits;
    if (found <= most) return found;
  }
}

/**
 * For runs with mini-batches: without end, the permutations of so many points.
 *
 * @param {number} points
 * @param {number} seed
 * @returns {Generator<number[], never, void>}
 */
export function* epochs(points, seed) {
  const draw = generator(seed);
  for (;;) {
    const order = Array.from({ length: points }, (_, i) => i);
    for (let i = points - 1; i > 0; i--) {
      const j = upTo(draw, i);
      [order[i], order[j]] = [Number(order[j]), Number(order[i])];
    }
    yield order;
  }
}
