import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { WIDTH, rings, projection, pathOf, overlaps, labels } = load(
  ["components/targets/side/map.js"],
  ["WIDTH", "rings", "projection", "pathOf", "overlaps", "labels"],
);
const FUJIAN = [
  [116, 23.5],
  [120.5, 28.3],
];
const makeSpot = (x, y, said = {}) => ({ x, y, r: 8, label: "厦门市 12", ...said });

test("every point lies inside the drawing", () => {
  const { place, height } = projection(FUJIAN);

  for (const point of FUJIAN) {
    const [x, y] = place(point);
    assert.ok(x >= 0 && x <= WIDTH && y >= 0 && y <= height);
  }
});

test("north is up and east is right", () => {
  const { place } = projection(FUJIAN);
  const [[west, south], [east, north]] = FUJIAN.map(place);

  assert.ok(north < south);
  assert.ok(west < east);
});

test("a single city needs no width to be drawn", () => {
  const { place, height } = projection([[118, 26]]);

  assert.ok([...place([118, 26]), height].every(Number.isFinite));
});

test("a line and a point have no rings", () => {
  assert.deepEqual(rings({ type: "Point", coordinates: [1, 2] }), []);
  assert.equal(rings({ type: "MultiPolygon", coordinates: [[[1]], [[2], [3]]] }).length, 3);
});

test("points nearer than a pixel are left out, and a ring of two points is none", () => {
  const same = (point) => point;
  const ring = (points) => ({ type: "Polygon", coordinates: [points] });

  const square = [[0, 0], [0.2, 0.2], [9, 0], [9, 9]]; // biome-ignore format: four corners in one line
  assert.equal(pathOf(ring(square), same), "M0 0L9 0L9 9Z");
  assert.equal(pathOf(ring(square.slice(0, 3)), same), "");
});

test("boxes that only touch do not overlap", () => {
  const box = { x: 0, y: 0, w: 10, h: 10 };

  assert.equal(overlaps(box, [{ x: 10, y: 0, w: 5, h: 5 }]), false);
  assert.equal(overlaps(box, [{ x: 9, y: 9, w: 5, h: 5 }]), true);
  assert.equal(overlaps(box, []), false);
});

test("a label stands to the right of its circle when there is room", () => {
  const spots = [makeSpot(100, 100)];

  labels(spots, 300);

  assert.equal(spots[0].text.x, 110);
});

test("a label at the edge goes to the other side", () => {
  const spots = [makeSpot(WIDTH - 10, 100)];

  labels(spots, 300);

  assert.ok(spots[0].text.x + spots[0].text.w < WIDTH - 10);
});

test("no label covers another one, a circle or the edge, and a city without room goes unnamed", () => {
  const crowd = Array.from({ length: 12 }, (_, at) => makeSpot(60 + 30 * (at % 4), 60 + 20 * Math.floor(at / 4)));
  const spots = [...crowd, makeSpot(300, 30), makeSpot(390, 150)];

  labels(spots, 160);

  const named = spots.filter((spot) => spot.text);
  assert.ok(named.length > 2 && named.length < spots.length);
  for (const { text, ...spot } of named) {
    const others = spots.filter(({ x, y }) => x !== spot.x || y !== spot.y);
    const circles = others.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
    const texts = others.flatMap((other) => other.text ?? []);
    assert.equal(overlaps(text, [...circles, ...texts]), false);
    assert.ok(text.x >= 0 && text.x + text.w <= WIDTH && text.y >= 0 && text.y + text.h <= 160);
  }
});
