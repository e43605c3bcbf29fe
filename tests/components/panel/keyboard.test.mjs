import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { ARROWS, gapBetween, stepCost, neighbourOf } = load(
  ["components/panel/keyboard.js"],
  ["ARROWS", "gapBetween", "stepCost", "neighbourOf"],
);

/** A box of the figure, 100 by 40 px, at its left upper corner. */
function makeLink(name, left, top) {
  const box = { left, top, right: left + 100, bottom: top + 40, x: left, y: top, width: 100, height: 40 };
  return { name, getBoundingClientRect: () => box };
}

const middle = makeLink("middle", 200, 200);
const reached = (others, key) => neighbourOf([middle, ...others], middle, key)?.name ?? null;

test("spans that overlap have no space between them", () => {
  assert.equal(gapBetween(0, 10, 5, 20), 0);
  assert.equal(gapBetween(0, 10, 14, 20), 4);
  assert.equal(gapBetween(14, 20, 0, 10), 4);
});

test("each arrow leads to the box on its own side", () => {
  const around = [
    makeLink("ArrowLeft", 0, 200),
    makeLink("ArrowRight", 400, 200),
    makeLink("ArrowUp", 200, 100),
    makeLink("ArrowDown", 200, 300),
  ];

  for (const key of Object.keys(ARROWS)) assert.equal(reached(around, key), key);
});

test("at the edge there is no neighbour", () => {
  assert.equal(reached([makeLink("left", 0, 200)], "ArrowRight"), null);
  assert.equal(reached([], "ArrowDown"), null);
});

test("down stays in its column although another box is nearer", () => {
  const others = [makeLink("beside", 320, 250), makeLink("below", 200, 320)];

  assert.equal(reached(others, "ArrowDown"), "below");
});

test("to the side the next column wins over a level box further off", () => {
  const others = [makeLink("level", 700, 200), makeLink("next", 400, 300)];

  assert.equal(reached(others, "ArrowRight"), "next");
});

test("a box that only overlaps does not lie that way at all", () => {
  const box = (left) => ({ left, right: left + 100, top: 0, bottom: 40, x: left + 50, y: 20 });

  assert.equal(stepCost(box(0), box(50), ARROWS.ArrowRight), Number.POSITIVE_INFINITY);
  assert.equal(stepCost(box(200), box(0), ARROWS.ArrowRight), Number.POSITIVE_INFINITY);
});
