// A list over all chains: rows as a table, on a narrow screen as cards. Every string is shown as text.

function wayOf({ screen, ...target }) {
  const given = Object.entries(target).filter(([, value]) => value);
  return `${screen}?${new URLSearchParams(given)}`;
}

function wayOn(way) {
  return inSession(make("a", { href: way.href ?? wayOf(way.target) }, way.label));
}

/** The last cell of a row that has a source leads to it. */
function sourceCell(text, url) {
  const address = webAddress(url);
  return address ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

function listRow(row, data) {
  const last = row.cells.length - 1;
  const cells = row.cells.map((text, at) => {
    const label = data.headings[at];
    if (at === data.named) return make("th", { scope: "row", "data-label": label }, wayOn({ ...row, label: text }));
    const shown = at === last ? sourceCell(text, row.url) : text;
    return make("td", { "data-label": label, class: text ? "" : "blank" }, shown);
  });
  const ways = row.ways.length ? [make("td", { class: "ways" }, ...row.ways.map(wayOn))] : [];
  return make("tr", {}, ...cells, ...ways);
}

export default function cityList({ data, parentElement }) {
  const host = parentElement.querySelector(".city-list");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const heads = data.headings.map((text) => make("th", { scope: "col" }, text));
  const rows = data.rows.map((row) => listRow(row, data));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
  host.replaceChildren(rows.length ? table : make("p", {}, data.empty));
}
