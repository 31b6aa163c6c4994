/**
 * Which of some lines a place is on or nearly: lines are too thin to be hit.
 *
 * @typedef {[number, number]} Place pixels
 */

/**
 * For pointing: the index of the line that is nearest to a place, the first of equals; null where none is so near.
 *
 * @param {Place[][]} lines
 * @param {Place} place
 * @param {number} within pixels
 */
export function nearestLine(lines, place, within) {
  /** @type {number | null} */
  let found = null;
  let least = within * within;
  lines.forEach((line, i) => {
    line.forEach((to, k) => {
      const far = squaredDistance(place, line[k - 1] ?? to, to);
      if (far < least) [found, least] = [i, far];
    });
  });
  return found;
}

/** From a place to a stretch, the square. @param {Place} place @param {Place} from @param {Place} to */
function squaredDistance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(Math.max(along, 0), 1);
  return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
}
