// The map of a desk: its provinces and cities as plain SVG, a circle per city with its count.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 400;
const LABEL = 15.5; // px, at the width the map is drawn for
const shapes = new Map(); // address -> promise of features: asked once per page

function draw(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

async function features(address) {
  const answer = await fetch(address);
  return answer.ok ? (await answer.json()).features : [];
}

function layer(address) {
  if (!shapes.has(address))
    shapes.set(
      address,
      features(address).catch(() => []),
    );
  return shapes.get(address);
}

function rings(geometry) {
  if (geometry.type === "Polygon") return geometry.coordinates;
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

/** Return how degrees become places in the drawing, so that all of `points` lie inside it. */
function projection(points) {
  const [west, east] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  const [south, north] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const pad = 26;
  const scale = Math.min((WIDTH - 2 * pad) / ((east - west) * squeeze || 1), 420 / (north - south || 1));
  const height = Math.max(180, (north - south) * scale + 2 * pad);
  const spare = (WIDTH - (east - west) * squeeze * scale) / 2;
  const place = ([lon, lat]) => [spare + (lon - west) * squeeze * scale, height - pad - (lat - south) * scale];
  return { place, height };
}

function pathOf(geometry, place) {
  const parts = rings(geometry).map((ring) => {
    const steps = [];
    /** @type {number[] | null} */
    let last = null;
    for (const point of ring) {
      const [x, y] = place(point).map((value) => Math.round(value * 10) / 10);
      if (last && Math.abs(x - last[0]) + Math.abs(y - last[1]) < 0.8) continue;
      steps.push(`${last ? "L" : "M"}${x} ${y}`);
      last = [x, y];
    }
    return steps.length > 2 ? `${steps.join("")}Z` : "";
  });
  return parts.join("");
}

function overlaps(box, others) {
  return others.some((o) => box.x < o.x + o.w && o.x < box.x + box.w && box.y < o.y + o.h && o.y < box.y + box.h);
}

/** Name the cities, the fullest first, wherever a label meets neither another one nor a circle. */
function labels(spots, height) {
  const circles = spots.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
  const taken = [];
  for (const [at, spot] of spots.entries()) {
    const w = LABEL * (spot.label.length * 0.82 + 0.4);
    const h = LABEL + 3;
    const sides = [
      [spot.x + spot.r + 2, spot.y - h / 2],
      [spot.x - spot.r - 2 - w, spot.y - h / 2],
      [spot.x - w / 2, spot.y - spot.r - h - 1],
      [spot.x - w / 2, spot.y + spot.r + 1],
    ];
    const free = sides
      .map(([x, y]) => ({ x, y, w, h }))
      .find((box) => {
        const inside = box.x >= 0 && box.x + w <= WIDTH && box.y >= 0 && box.y + h <= height;
        return (
          inside &&
          !overlaps(box, taken) &&
          !overlaps(
            box,
            circles.filter((_, i) => i !== at),
          )
        );
      });
    if (!free) continue;
    taken.push(free);
    spot.text = free;
  }
}

function circle(spot, chosen, act) {
  const group = draw("g", {
    class: chosen ? "city chosen" : "city",
    tabindex: 0,
    role: "button",
    "aria-pressed": chosen,
  });
  group.setAttribute("aria-label", `${spot.name} ${spot.count} 家`);
  group.append(draw("circle", { cx: spot.x, cy: spot.y, r: spot.r }));
  group.append(draw("title", {}, `${spot.name} ${spot.count} 家`));
  if (spot.text) group.append(draw("text", { x: spot.text.x, y: spot.text.y + LABEL - 1 }, spot.label));
  const choose = () => act({ what: "city", value: spot.key, on: !chosen });
  group.addEventListener("click", choose);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  });
  return group;
}

/** Draw the map into `host` as soon as its boundaries have come; without them the cities stand alone. */
async function cityMap(host, data, act) {
  const [areas, provinces] = await Promise.all(data.layers.map(layer));
  if (host.dataset.map !== data.version) return;
  const own = areas.filter((area) => area.properties.desk === data.desk);
  const outline = own.flatMap((area) => rings(area.geometry).flat());
  const filled = data.cities.filter((city) => city.count || !outline.length).map((city) => city.at);
  const points = [...outline, ...filled];
  if (!points.length) return;
  const { place, height } = projection(points);
  const svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${Math.round(height)}`, role: "group", "aria-label": data.title });
  for (const area of provinces) svg.append(draw("path", { class: "province", d: pathOf(area.geometry, place) }));
  for (const area of own) svg.append(draw("path", { class: "area", d: pathOf(area.geometry, place) }));
  const most = Math.max(1, ...data.cities.map((city) => city.count));
  const spots = data.cities.map((city) => {
    const [x, y] = place(city.at);
    return {
      ...city,
      x,
      y,
      r: city.count ? 4 + 13 * Math.sqrt(city.count / most) : 2.5,
      label: `${city.name} ${city.count}`,
    };
  });
  spots.sort((a, b) => b.count - a.count);
  const full = spots.filter((spot) => spot.count);
  labels(full, height);
  for (const spot of spots.filter((s) => !s.count)) {
    const dot = draw("circle", { class: "none", cx: spot.x, cy: spot.y, r: spot.r });
    dot.append(draw("title", {}, `${spot.name} 0 家`));
    svg.append(dot);
  }
  for (const spot of full) svg.append(circle(spot, data.chosen.includes(spot.key), act));
  host.replaceChildren(svg);
}
