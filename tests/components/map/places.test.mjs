import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { fits, isUnknown, add, countText } = load(
  ["components/map/plot_map/places.js", "components/map/plot_map/legend.js"],
  ["fits", "isUnknown", "add", "countText"],
);
const ALL = { hidden: [], counties: [], from: null, to: null, price: null, industry: "", samples: true };

/** A plot as the server sends it: k kind, c counties, a mu, p price, d industries, s sample. */
const makePlot = (said = {}) => ({ i: "p1", n: "一号地", k: "industrial_land", c: "永安市", a: 50, p: 12, ...said });
const shown = (plot, filter) => fits(makePlot(plot), { ...ALL, ...filter });

test("without a filter every place is shown", () => {
  assert.equal(shown({}, {}), true);
  assert.equal(shown({ a: undefined, p: undefined, d: undefined, s: true }, {}), true);
});

test("both ends of an area belong to it", () => {
  const spans = [
    [50, null],
    [null, 50],
    [50, 50],
  ];
  for (const [from, to] of spans) assert.equal(shown({}, { from, to }), true);
  assert.equal(shown({ a: 49.99 }, { from: 50 }), false);
  assert.equal(shown({ a: 50.01 }, { to: 50 }), false);
});

test("an area of 0 is a number, and 0 as an end is asked", () => {
  assert.equal(shown({ a: 0 }, { from: 0 }), true);
  assert.equal(isUnknown(makePlot({ a: 0 }), { ...ALL, from: 0 }), false);
  assert.equal(isUnknown(makePlot({ a: undefined }), { ...ALL, from: 0 }), true);
});

test("a value that is asked and not known hides the plot and is counted as unknown", () => {
  assert.equal(shown({ a: undefined }, { from: 10 }), false);
  assert.equal(shown({ p: undefined }, { price: 10 }), false);
  assert.equal(isUnknown(makePlot({ p: undefined }), { ...ALL, price: 10 }), true);
  assert.equal(isUnknown(makePlot({ p: undefined }), { ...ALL, from: 10 }), false);
});

test("a price at the limit is shown, one above it is not", () => {
  assert.equal(shown({ p: 12 }, { price: 12 }), true);
  assert.equal(shown({ p: 12.1 }, { price: 12 }), false);
});

test("a place in two counties is shown under either", () => {
  const both = { c: "三元区、沙县区" };

  assert.equal(shown(both, { counties: ["沙县区"] }), true);
  assert.equal(shown(both, { counties: ["永安市", "三元区"] }), true);
  assert.equal(shown(both, { counties: ["永安市"] }), false);
});

test("samples are shown only while they are wanted", () => {
  assert.equal(shown({ s: true }, { samples: false }), false);
  assert.equal(shown({ s: undefined }, { samples: false }), true);
});

test("an industry is found in any of a plot's directions, and never in a plot without one", () => {
  const plot = { d: ["氟化工", "新型建材"] };

  assert.equal(shown(plot, { industry: "建材" }), true);
  assert.equal(shown(plot, { industry: "纺织" }), false);
  assert.equal(shown({}, { industry: "纺织" }), false);
});

test("a park answers to its county and to samples, and to nothing a plot is asked", () => {
  const park = { k: "park", a: undefined, p: undefined };

  assert.equal(shown(park, { from: 10, to: 20, price: 1, industry: "纺织" }), true);
  assert.equal(shown(park, { counties: ["尤溪县"] }), false);
});

test("real places and samples are counted apart and never summed", () => {
  const counts = {};

  for (const s of [undefined, true, true]) add(counts, "industrial_land", makePlot({ s }));

  assert.deepEqual(counts, { industrial_land: { real: 1, sample: 2 } });
  assert.equal(countText(counts.industrial_land), "1 处 + 示例 2 处");
  assert.equal(countText({ real: 3, sample: 0 }), "3 处");
});
