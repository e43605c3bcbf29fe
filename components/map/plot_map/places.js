// Parks and plots: fetched once per state of the data, filtered and clustered here in the browser.

// How far apart places must be, in px, to be drawn each on its own: farther the more there are.
const CROWDS = [
  [1000, 70],
  [150, 36],
];
const APART = { phone: 20, plain: 13 };
const PARK = "park";
const NO_FILTER = { hidden: [], counties: [], from: null, to: null, price: null, industry: "", samples: true };

function isUnknown(place, filter) {
  const areaAsked = filter.from !== null || filter.to !== null;
  return (areaAsked && place.a === undefined) || (filter.price !== null && place.p === undefined);
}

function fits(place, filter) {
  if (filter.counties.length && !filter.counties.some((county) => place.c.includes(county))) return false;
  if (place.s && !filter.samples) return false;
  if (place.k === PARK) return true;
  if (filter.from !== null && !(place.a >= filter.from)) return false;
  if (filter.to !== null && !(place.a <= filter.to)) return false;
  if (filter.price !== null && !(place.p <= filter.price)) return false;
  return !filter.industry || (place.d ?? []).some((industry) => industry.includes(filter.industry));
}

function add(counts, key, place) {
  counts[key] ??= { real: 0, sample: 0 };
  counts[key][place.s ? "sample" : "real"] += 1;
}

class Places {
  constructor(map, choose) {
    this.map = map;
    this.markers = new Map(); // "kind:id" -> marker; a park and a plot may share an id
    this.verdicts = null;
    this.shown = 0;
    this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1 });
    this.named = null; // the place whose name stood last
    this.group = this.newGroup();
    this.group.on("click", (event) => {
      this.name(event.layer); // a finger hovers nowhere, and Leaflet skips a move that follows another at once
      choose(event.layer.place);
    });
    this.group.on("mouseover", (event) => this.name(event.layer));
    this.group.on("mouseout", () => this.tooltip.remove());
  }

  newGroup() {
    const group = L.markerClusterGroup({
      animate: false,
      chunkedLoading: false,
      showCoverageOnHover: false,
      maxClusterRadius: () => this.apart(),
      iconCreateFunction: (cluster) => this.clusterIcon(cluster),
      spiderLegPolylineOptions: { color: "#52606d", weight: 1 },
    });
    return group.addTo(this.map);
  }

  apart() {
    const crowd = CROWDS.find(([more]) => this.shown > more);
    return crowd ? crowd[1] : APART[isNarrow(this.map) ? "phone" : "plain"];
  }

  take(collection) {
    this.markers.clear();
    for (const { geometry, properties } of collection.features) {
      const [longitude, latitude] = geometry.coordinates;
      const marker = new PlaceMarker([latitude, longitude]);
      marker.place = properties;
      this.markers.set(`${properties.k === PARK ? PARK : "plot"}:${properties.i}`, marker);
    }
  }

  /** Show what fits and return the counts: of every kind as if none were hidden, and of verdicts. */
  show(filter) {
    const hidden = new Set(filter.hidden);
    const counts = { kinds: {}, verdicts: {}, unknown: 0 };
    const wanted = [];
    for (const marker of this.markers.values()) {
      const place = marker.place;
      const isPlot = place.k !== PARK;
      const known = !isPlot || !isUnknown(place, filter);
      if (!fits(place, filter)) {
        if (!known && (filter.samples || !place.s)) counts.unknown += 1;
        continue;
      }
      add(counts.kinds, place.k, place);
      if (hidden.has(place.k)) continue;
      const verdict = isPlot ? this.verdicts?.[place.i] : undefined;
      if (verdict) add(counts.verdicts, verdict, place);
      if (verdict && hidden.has(verdict)) continue;
      marker.look = { kind: place.k, sample: place.s, verdict };
      wanted.push(marker);
    }
    this.shown = wanted.length;
    // Drawn anew under a mouse that rests: the name stays, or it would be gone until the mouse moves.
    const named = this.map.hasLayer(this.tooltip) ? this.named : null;
    this.tooltip.remove();
    this.group.clearLayers();
    this.group.addLayers(wanted);
    if (named && wanted.includes(named)) this.name(named);
    return counts;
  }

  /** What is drawn now, places and clusters: { x, y, half, weight } in layer points. */
  drawn() {
    // @ts-expect-error: the group's inner part alone knows which places are clustered now.
    return this.group._featureGroup.getLayers().map((layer) => {
      const { x, y } = this.map.latLngToLayerPoint(layer.getLatLng());
      const half = layer.place ? RADIUS + 2 : this.clusterSize(layer) / 2;
      return { x, y, half: { x: half, y: half }, weight: layer.place ? 1 : 5 };
    });
  }

  clusterIcon(cluster) {
    const icon = make("div", { class: "cluster" });
    icon.append(make("b", {}, String(cluster.getChildCount())));
    if (this.verdicts) {
      const passing = cluster.getAllChildMarkers().filter((marker) => marker.look.verdict === "pass").length;
      icon.append(make("i", {}, `通过 ${passing}`));
    }
    const size = this.clusterSize(cluster);
    return L.divIcon({ html: icon, className: "cluster-place", iconSize: [size, size] });
  }

  clusterSize(cluster) {
    return (this.verdicts ? 36 : 22) + 6 * String(cluster.getChildCount()).length;
  }

  name(marker) {
    this.named = marker;
    const { n, c, s, k, a } = marker.place;
    const text = make("span", {}, n);
    const verdict = VERDICTS[marker.look.verdict];
    const area = a === undefined ? "" : `${a} 亩`;
    text.append(
      make("small", {}, [MARKS[k].name, c, area, s ? "示例" : "", verdict?.name].filter(Boolean).join(" · ")),
    );
    this.tooltip.setLatLng(marker.getLatLng()).setContent(text).addTo(this.map);
  }
}
