import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { Ground } = load(["components/map/plot_map/ground.js"], ["Ground"], {
  L: { point: (x, y) => ({ x, y }) },
});
const SQUARE = {
  type: "Polygon",
  coordinates: [
    [
      [0, 0],
      [400, 0],
      [400, 400],
      [0, 400],
      [0, 0],
    ],
  ],
};

/** A map on which a degree is a pixel: 400 wide, its left edge at 0. */
const PLANE = {
  getContainer: () => ({ getBoundingClientRect: () => ({ width: 400 }) }),
  containerPointToLayerPoint: () => ({ x: 0 }),
  latLngToLayerPoint: ({ lng, lat }) => ({ x: lng, y: lat }),
  layerPointToLatLng: ({ x, y }) => ({ lng: x, lat: y }),
};

function makeName(lng, lat, geometry = SQUARE) {
  const marker = { getLatLng: () => ({ lng, lat }), _icon: { style: {} } };
  return { marker, geometry, half: { x: 20, y: 10 } };
}

/** Place the names on the plane and return how far each was moved: [right, down]. */
function moved(labels, marks = []) {
  Ground.prototype.clear.call({ map: PLANE, labels, holds: Ground.prototype.holds }, marks);
  return labels.map(({ marker }) => marker._icon.style.translate.split(" ").map(Number.parseFloat));
}

test("a county name that covers nothing stays where it is", () => {
  assert.deepEqual(moved([makeName(200, 200)]), [[0, 0]]);
});

test("a county name makes way for a place, no farther than it must", () => {
  const [[right, down]] = moved([makeName(200, 200)], [{ x: 200, y: 200, half: { x: 12, y: 8 }, weight: 1 }]);

  assert.deepEqual([Math.abs(right), Math.abs(down)], [0, 20]);
});

test("of two names at one place the second makes way", () => {
  const [first, second] = moved([makeName(200, 200), makeName(200, 200)]);

  assert.deepEqual(first, [0, 0]);
  assert.ok(Math.abs(second[1]) >= 20 || Math.abs(second[0]) >= 40);
});

test("a county name is moved into the view when the view would cut it", () => {
  const [[right]] = moved([makeName(5, 200)]);

  assert.ok(5 + right >= 20);
});

test("a point in the hole of a county does not lie in it", () => {
  const hole = [
    [100, 100],
    [300, 100],
    [300, 300],
    [100, 300],
    [100, 100],
  ];
  const ringed = { type: "Polygon", coordinates: [SQUARE.coordinates[0], hole] };
  const holds = (geometry, x, y) => Ground.prototype.holds.call({ map: PLANE }, geometry, { x, y });

  assert.equal(holds(ringed, 50, 50), true);
  assert.equal(holds(ringed, 200, 200), false);
  assert.equal(holds(SQUARE, 500, 200), false);
});

test("a county in two pieces holds the points of both", () => {
  const far = SQUARE.coordinates[0].map(([x, y]) => [x + 1000, y]);
  const both = { type: "MultiPolygon", coordinates: [SQUARE.coordinates, [far]] };
  const holds = (x) => Ground.prototype.holds.call({ map: PLANE }, both, { x, y: 200 });

  assert.deepEqual([200, 700, 1200].map(holds), [true, false, true]);
});
