// What lies under the places: boundaries, county names, the chosen place, and where one is put.

const GROUND = {
  prefectures: { pane: "prefectures", zIndex: 200, style: { color: "#9aa7b4", weight: 1, fillColor: "#e9edf0", fillOpacity: 1 } },
  counties: { pane: "counties", zIndex: 210, style: { color: "#52606d", weight: 1.4, fillColor: "#fbfcf8", fillOpacity: 1 } },
};

class Ground {
  constructor(map) {
    this.map = map;
    this.drawn = {};
    for (const { pane, zIndex } of Object.values(GROUND)) {
      map.createPane(pane).style.zIndex = zIndex;
      map.getPane(pane).style.pointerEvents = "none";
    }
    map.createPane("labels").style.zIndex = 350; // below the places
    map.getPane("labels").style.pointerEvents = "none";
    map.createPane("chosen").style.zIndex = 450;
    map.getPane("chosen").style.pointerEvents = "none";
    this.chosen = L.layerGroup().addTo(map);
  }

  draw(name, collection) {
    const { pane, style } = GROUND[name];
    this.drawn[name]?.remove();
    // Its own SVG: the canvas of the places need not draw boundaries again at every move.
    const options = { pane, renderer: L.svg({ pane, padding: 0.5 }), interactive: false, style };
    const layer = L.geoJson(collection, options);
    if (name === "counties") {
      for (const { properties } of collection.features) this.label(layer, properties);
    }
    this.drawn[name] = layer.addTo(this.map);
  }

  label(layer, { name, at }) {
    if (!at) return;
    const icon = L.divIcon({ html: make("span", "", name), className: "county", iconSize: [90, 20] });
    layer.addLayer(L.marker([at[1], at[0]], { icon, pane: "labels", interactive: false, keyboard: false }));
  }

  /** Ring the chosen place, with its outline if there is one, and bring it into view. */
  ring(latlng, outlined) {
    this.chosen.clearLayers();
    if (!latlng) return;
    const renderer = L.svg({ pane: "chosen" });
    const look = { pane: "chosen", renderer, interactive: false, color: "#c2410c", fill: false };
    if (outlined) L.geoJson(outlined, { ...look, weight: 2, style: look }).addTo(this.chosen);
    L.circleMarker(latlng, { ...look, radius: RADIUS + 7, weight: 3 }).addTo(this.chosen);
    if (!this.map.getBounds().pad(-0.05).contains(latlng)) this.map.panTo(latlng);
  }
}
