// What lies under the places: boundaries, county names, the chosen place, and where one is put.

const GROUND = {
  prefectures: {
    pane: "prefectures",
    zIndex: 200,
    style: { color: "#9aa7b4", weight: 1, fillColor: "#e9edf0", fillOpacity: 1 },
  },
  counties: {
    pane: "counties",
    zIndex: 210,
    style: { color: "#52606d", weight: 1.4, fillColor: "#fbfcf8", fillOpacity: 1 },
  },
};

// Where a county name may stand beside its own place, in px, the nearest first.
const BESIDE = [0, 20, -20, 36, -36, 54, -54].flatMap((down) =>
  [0, 30, -30, 56, -56].map((right) => ({ right, down })),
);
BESIDE.sort((a, b) => Math.hypot(a.right, a.down) - Math.hypot(b.right, b.down));

class Ground {
  constructor(map) {
    this.map = map;
    this.drawn = {};
    for (const { pane, zIndex } of Object.values(GROUND)) {
      map.createPane(pane).style.zIndex = zIndex;
      map.getPane(pane).style.pointerEvents = "none";
    }
    map.createPane("labels").style.zIndex = 620; // above the places: a name is read, not clicked
    map.getPane("labels").style.pointerEvents = "none";
    map.createPane("chosen").style.zIndex = 450;
    map.getPane("chosen").style.pointerEvents = "none";
    this.chosen = L.layerGroup().addTo(map);
    this.labels = [];
  }

  draw(name, collection) {
    const { pane, style } = GROUND[name];
    this.drawn[name]?.remove();
    // Its own SVG: the canvas of the places need not draw boundaries again at every move.
    const options = { pane, renderer: L.svg({ pane, padding: 0.5 }), interactive: false, style };
    const layer = L.geoJson(collection, options);
    if (name === "counties") {
      this.labels = [];
      for (const feature of collection.features) this.label(layer, feature);
    }
    this.drawn[name] = layer.addTo(this.map);
  }

  label(layer, { properties: { name, at }, geometry }) {
    if (!at) return;
    const size = isNarrow(this.map) ? 12 : 14;
    const text = make("span", {}, name);
    text.style.fontSize = `${size}px`;
    const icon = L.divIcon({ html: text, className: "county", iconSize: [90, 20] });
    const marker = L.marker([at[1], at[0]], { icon, pane: "labels", interactive: false, keyboard: false });
    layer.addLayer(marker);
    this.labels.push({ marker, geometry, half: { x: (size / 2 + 0.5) * name.length, y: 10 } });
  }

  /** Move every county name, within its county, to where it covers the fewest of `marks` ({ x, y, half, weight } in layer points). */
  clear(marks) {
    const taken = [...marks];
    const { width } = this.map.getContainer().getBoundingClientRect();
    const left = this.map.containerPointToLayerPoint([0, 0]).x;
    const room = (half) => ({ from: left + half.x, to: left + width - half.x });
    for (const { marker, geometry, half } of this.labels) {
      const at = this.map.latLngToLayerPoint(marker.getLatLng());
      const near = taken.filter(({ x, y }) => Math.abs(x - at.x) < 160 && Math.abs(y - at.y) < 120);
      const worth = ({ right, down }) => {
        const x = at.x + right;
        const y = at.y + down;
        const covered = near.filter(
          (mark) => Math.abs(mark.x - x) < half.x + mark.half.x && Math.abs(mark.y - y) < half.y + mark.half.y,
        );
        const ends = [-half.x, 0, half.x].filter((end) => !this.holds(geometry, L.point(x + end, y))).length;
        const cut = x < room(half).from || x > room(half).to ? 9 : 0;
        return covered.reduce((sum, mark) => sum + mark.weight, 0) + 2 * ends + cut;
      };
      const worths = BESIDE.map(worth);
      const best = BESIDE[worths.indexOf(Math.min(...worths))];
      taken.push({ x: at.x + best.right, y: at.y + best.down, half, weight: 3 });
      if (marker._icon) marker._icon.style.translate = `${best.right}px ${best.down}px`;
    }
  }

  holds({ type, coordinates }, point) {
    const { lng, lat } = this.map.layerPointToLatLng(point);
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    let inside = false;
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i += 1) {
        const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
        if (y0 > lat !== y1 > lat && lng < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
      }
    }
    return inside;
  }

  /** Ring the chosen place, with its outline if there is one, and bring it into view. */
  ring(latlng, outlined) {
    this.chosen.clearLayers();
    if (!latlng) return;
    const renderer = L.svg({ pane: "chosen" });
    /** @type {L.CircleMarkerOptions} */
    const look = { pane: "chosen", renderer, interactive: false, color: "#c2410c", fill: false };
    const options = { ...look, weight: 2, style: look };
    if (outlined) L.geoJson(outlined, options).addTo(this.chosen);
    L.circleMarker(latlng, { ...look, radius: RADIUS + 7, weight: 3 }).addTo(this.chosen);
    if (!this.map.getBounds().pad(-0.05).contains(latlng)) this.map.panTo(latlng);
  }
}
