// Arrow keys in the figure: from a box to the nearest one in the direction of the key.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @typedef {{ left: number, right: number, top: number, bottom: number, x: number, y: number }} Box
 *   edges and middle of a box of the figure, in px
 */

/**
 * Free space between two spans, 0 where they overlap.
 * @param {number} low
 * @param {number} high
 * @param {number} otherLow
 * @param {number} otherHigh
 */
function gapBetween(low, high, otherLow, otherHigh) {
  return Math.max(0, otherLow - high, low - otherHigh);
}

/**
 * How far `to` is from `from` along the arrow, or Infinity when it does not lie that way at all.
 * @param {Box} from
 * @param {Box} to
 * @param {number[]} arrow right and down, one of ARROWS
 */
function stepCost(from, to, [dx, dy]) {
  const ahead = dx ? dx * (to.x - from.x) : dy * (to.y - from.y);
  const along = dx
    ? gapBetween(from.left, from.right, to.left, to.right)
    : gapBetween(from.top, from.bottom, to.top, to.bottom);
  const aside = dx
    ? gapBetween(from.top, from.bottom, to.top, to.bottom)
    : gapBetween(from.left, from.right, to.left, to.right);
  if (ahead <= 0 || along === 0) return Infinity;
  // Up and down stay in their column, however far its next box is; to the side, a box one column on wins over a level one further off.
  const drift = Math.abs(dx ? to.y - from.y : to.x - from.x) / 1000;
  return along + aside * (dx ? 1 : 40) + drift;
}

/**
 * Return the link element reached from `from` by the arrow key, or null at the edge.
 * @param {SVGElement[]} links
 * @param {SVGElement} from
 * @param {string} key one of ARROWS
 * @returns {SVGElement | null}
 */
function neighbourOf(links, from, key) {
  const box = (/** @type {SVGElement} */ link) => {
    const r = link.getBoundingClientRect();
    return { left: r.left, right: r.right, top: r.top, bottom: r.bottom, x: r.x + r.width / 2, y: r.y + r.height / 2 };
  };
  const start = box(from);
  /** @type {SVGElement | null} */
  let best = null;
  let least = Infinity;
  for (const link of links) {
    const cost = link === from ? Infinity : stepCost(start, box(link), ARROWS[key]);
    if (cost < least) [best, least] = [link, cost];
  }
  return best;
}
