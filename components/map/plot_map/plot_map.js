// The map as a whole: started once by the script that folium writes, told anew what to show after.

/** @type {L.MapOptions} */
const OPTIONS = {
  center: [26.28, 117.5],
  zoom: 9,
  // Without tiles a map has no deepest zoom of its own, and clusters then fail without a word.
  minZoom: 7,
  maxZoom: 17,
  zoomSnap: 0.25,
  zoomDelta: 0.5,
  preferCanvas: true,
  zoomControl: false, // its words are English; ours is added at the start
};
const SANMING = [
  [25.47, 116.37],
  [27.13, 118.66],
];
const LEGEND_WIDTH = 225;
const NOTHING = { kinds: {}, verdicts: {}, unknown: 0 };
/** @type {Sheet | null} */
let sheet = null; // one map in a frame

class Sheet {
  constructor(map) {
    this.map = map;
    this.asked = {}; // what was fetched last: name -> address
    this.state = null;
    /** @type {string[]} what could not be fetched for this state */
    this.problems = [];
    this.reporter = L.featureGroup().addTo(map); // streamlit-folium listens to what is here at the start
    this.ground = new Ground(map);
    this.places = new Places(map, (place) => this.choose(place));
    this.legend = new Legend(map, (kind) => this.toggle(kind));
    this.notice = make("p", { class: "notice" });
    this.notice.setAttribute("role", "status");
    this.notice.hidden = true;
    map.getContainer().append(this.notice);
    map.on("click", (event) => this.put(event.latlng));
    map.on("zoomend moveend", () => this.clearLabels());
    for (const event of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(event, () => this.touch(), { passive: true });
    }
    new ResizeObserver(() => this.fit()).observe(map.getContainer());
    this.fit();
  }

  touch() {
    this.touched = true;
  }

  /** Fill the frame with Sanming until somebody touches the map; from then on only follow its size. */
  fit() {
    this.map.invalidateSize({ pan: false });
    const { x, y } = this.map.getSize();
    if (this.touched || !x || !y) return;
    // Beside the open legend; its own width is not yet known, as the style sheet may come later.
    const beside = this.legend.box.open ? LEGEND_WIDTH : 0;
    this.map.fitBounds(SANMING, { animate: false, paddingTopLeft: [6, 6], paddingBottomRight: [beside + 6, 22] });
  }

  /** Tell Python what the user did; the time makes two equal acts two. */
  tell(properties, latlng) {
    const coordinates = latlng && [latlng.lng, latlng.lat].map((degree) => Number(degree.toFixed(6)));
    const geometry = coordinates ? { type: "Point", coordinates } : null;
    const feature = { type: "Feature", geometry, properties: { ...properties, at: Date.now() % 1e6 } };
    this.reporter.fire("click", { layer: { toGeoJSON: () => feature } });
  }

  choose(place) {
    if (this.state.placing) return;
    const kind = place.k === PARK ? PARK : "plot";
    this.state.chosen = { kind, id: place.i };
    this.ringChosen(null);
    this.tell({ act: "choose", kind, id: place.i });
  }

  /** A click beside every place closes the panel. */
  clear() {
    if (!this.state?.chosen) return;
    this.state.chosen = null;
    this.ringChosen(null);
    this.tell({ act: "clear" });
  }

  toggle(kind) {
    const hidden = new Set(this.state.filter.hidden);
    if (!hidden.delete(kind)) hidden.add(kind);
    this.state.filter.hidden = [...hidden].sort();
    this.refresh();
    this.tell({ act: "hide", kinds: this.state.filter.hidden });
  }

  put(latlng) {
    if (!this.state?.placing) {
      this.clear();
      return;
    }
    this.ground.ring(latlng, null);
    this.tell({ act: "place" }, latlng);
  }

  async show(state) {
    const latest = { base: "", ...structuredClone(state), filter: { ...NO_FILTER, ...state.filter } };
    this.state = latest;
    this.map.getContainer().classList.toggle("placing", Boolean(state.placing));
    this.problems = [];
    const layers = Object.keys(GROUND).map((name) => {
      const address = `${latest.base}/geo/layers/${name}.geojson`;
      return this.fetchOnce(name, address, (content) => this.ground.draw(name, content), "边界图层");
    });
    const verdicts = this.fetchOnce(
      "verdicts",
      state.verdicts,
      (content) => (this.places.verdicts = content?.verdicts ?? null),
      "匹配结果",
    );
    const plots = this.fetchOnce("plots", state.plots, (content) => this.places.take(content), "地块和园区");
    const outlined = state.outline ? this.read(state.outline, "地块范围") : null;
    await Promise.all([...layers, verdicts, plots]);
    if (latest !== this.state) return; // overtaken by a later wish
    this.refresh();
    this.ringChosen(await outlined);
    this.say();
    document.documentElement.dataset.shown = String(this.places.shown);
  }

  refresh() {
    const { filter, verdicts } = this.state;
    const key = JSON.stringify([filter, this.asked]);
    if (key === this.drawn) return;
    this.drawn = key;
    this.legend.show(this.places.show(filter) ?? NOTHING, new Set(filter.hidden), verdicts);
    this.clearLabels();
  }

  clearLabels() {
    this.ground.clear(this.places.drawn());
  }

  ringChosen(outlined) {
    const { chosen, placing } = this.state;
    const marker = chosen && this.places.markers.get(`${chosen.kind}:${chosen.id}`);
    const put = placing?.at && L.latLng(placing.at[1], placing.at[0]);
    this.ground.ring(put ?? marker?.getLatLng() ?? null, put ? null : outlined);
  }

  async fetchOnce(name, address, take, what) {
    if (this.asked[name] === address) return;
    this.asked[name] = address;
    const content = address ? await this.read(address, what) : null;
    if (this.asked[name] !== address) return;
    if (content || !address) take(content);
    else delete this.asked[name]; // tried again with the next change
  }

  async read(address, what) {
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok) return await answer.json();
      this.problems.push(`${what}没有取到（${answer.status}）`);
    } catch {
      this.problems.push(`${what}没有取到`);
    }
    return null;
  }

  say() {
    const { placing } = this.state;
    const lines = [...new Set(this.problems)].map((problem) => `${problem}，其余内容不受影响；请刷新页面重试。`);
    if (placing)
      lines.unshift(
        placing.at ? `已点选「${placing.name}」的位置，可再点一次更正。` : `请在地图上点「${placing.name}」的位置。`,
      );
    this.notice.textContent = lines.join(" ");
    this.notice.hidden = !lines.length;
  }
}

window.sanmingMap = {
  /** Called by the script that folium writes, once; returns the Leaflet map in the element of that id. */
  start(id, { review, tiles = [] } = {}) {
    const map = L.map(id, OPTIONS);
    const credit = review ? `${SOURCE_LINE}；审图号：${review}` : SOURCE_LINE;
    map.attributionControl.setPrefix(false).addAttribution(make("span", {}, credit).innerHTML);
    L.control.zoom({ zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    sheet = new Sheet(map);
    if (tiles.length) addTiles(map, tiles);
    return map;
  },
  /** Called with every state that Python wants to be seen; equal states cost nothing. */
  show(state) {
    sheet?.show(state);
  },
};

/** An online map underneath, only where an office has a key for it, and off until it is asked for. */
function addTiles(map, tiles) {
  const layer = L.layerGroup(tiles.map((address) => L.tileLayer(address, { subdomains: "01234567", maxZoom: 18 })));
  layer.on("add remove", ({ type }) => map.getContainer().classList.toggle("with-tiles", type === "add"));
  L.control.layers(undefined, { 天地图底图: layer }, { position: "bottomright", collapsed: false }).addTo(map);
}
