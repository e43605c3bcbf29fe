// Answers the cases of filter_cases.json with what the browser runs. Standard input: {code: the
// texts of the map's scripts, places: GeoJSON, filters: [...]}; standard output: ids by filter.
const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");

const { code, places, filters } = JSON.parse(readFileSync(0, "utf8"));
const answer = ({ places, filters }) => {
  const drawn = [];
  const group = { clearLayers: () => drawn.splice(0), addLayers: (markers) => drawn.push(...markers) };
  const tooltip = { remove: () => undefined };
  const map = { hasLayer: () => false }; // no name stands under a mouse here
  const shown = Object.assign(Object.create(Places.prototype), {
    markers: new Map(),
    verdicts: null,
    group,
    map,
    tooltip,
  });
  shown.take(places);
  return filters.map((filter) => {
    shown.show({ ...NO_FILTER, ...filter });
    return drawn.map((marker) => marker.place.i);
  });
};
// Of Leaflet, what the scripts build on when they are read; nothing is drawn here.
const L = { CircleMarker: { extend: () => class {} }, Canvas: { include: () => undefined } };
const script = `${code.join("\n")}\n(${answer})(given)`;
process.stdout.write(JSON.stringify(runInNewContext(script, { L, given: { places, filters } })));
