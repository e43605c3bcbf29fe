// The cities of a desk: its map, and beside it what each further choice would leave.

function chip(facet, value, act) {
  const button = make(
    "button",
    { type: "button", class: "chip", "aria-pressed": String(value.on) },
    value.label,
    make("b", {}, String(value.count)),
  );
  button.addEventListener("click", () => act({ what: facet.field, value: value.key, on: !value.on }));
  return button;
}

function facetCard(facet, act) {
  const chips = facet.values.map((value) => chip(facet, value, act));
  const body = chips.length ? make("div", { class: "chips" }, ...chips) : make("p", { class: "note" }, facet.empty);
  return make(
    "section",
    {},
    make("h3", {}, facet.title),
    facet.note ? make("p", { class: "note" }, facet.note) : "",
    body,
  );
}

function mapCard(host, map, act) {
  const place = host.querySelector(".map") ?? make("div", { class: "map" });
  place.dataset.map = map.version;
  cityMap(place, map, act);
  const rest = map.rest ? make("p", { class: "note" }, map.rest) : "";
  return make("section", {}, make("h3", {}, map.title), place, rest, make("p", { class: "credit" }, map.credit));
}

export default function deskSide({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".side");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const act = (what) => setTriggerValue("act", what);
  const map = data.map ? mapCard(host, data.map, act) : "";
  const facets = make("div", { class: "facets" }, ...data.facets.map((facet) => facetCard(facet, act)));
  host.replaceChildren(map, facets);
}
