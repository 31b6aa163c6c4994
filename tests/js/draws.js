/** For tests: numbers from 0 to 1 that look random, the same ones every time (Park and Miller). @param {number} seed */
export function* draws(seed) {
  for (let x = seed; ; yield x / 2147483647) x = (16807 * x) % 2147483647;
}
