// The list of targets: one company a row, with the interval of its score. Every string is shown as text.

function opener(screen, target, label) {
  return inSession(make("a", { href: `${screen}?${new URLSearchParams(target)}` }, label));
}

function scoreCell(row) {
  const sure = make("i", { class: "sure" });
  const maybe = make("i", { class: "maybe" });
  sure.style.width = `${row.low}%`;
  maybe.style.width = `${row.high - row.low}%`;
  const track = make("span", { class: "track", "aria-hidden": "true" }, sure, maybe);
  const rank = row.rank ? make("p", { class: "rank" }, row.rank) : "";
  return make("td", { class: "score" }, rank, track, make("b", {}, row.score));
}

function sourceCell(row, words) {
  const address = webAddress(row.url);
  const label = row.memory ? words.memory : words.source;
  const title = row.source || words.none;
  if (!address) return make("td", {}, make("span", { class: row.memory ? "badge memory" : "badge", title }, label));
  const link = make("a", { class: "badge", href: address, target: "_blank", rel: "noopener noreferrer", title }, label);
  return make("td", {}, link);
}

function pickCell(row, act) {
  const box = make("input", { type: "checkbox", "aria-label": row.name });
  box.checked = row.picked;
  box.value = row.id;
  box.addEventListener("change", () => {
    const boxes = box.closest("tbody").querySelectorAll(".pick input:checked");
    act({ what: "pick", ticked: [...boxes].map((ticked) => ticked.value) });
  });
  return make("td", { class: "pick" }, box);
}

function linkCell(row) {
  const links = row.links.map((link) =>
    make(
      "span",
      { class: "fills" },
      link.mark ? make("span", { class: `mark ${link.flag}` }, link.mark) : "",
      opener("chains", { chain: link.chain, link: link.link }, link.label),
    ),
  );
  return make("td", { class: "links" }, ...links, row.more ? make("span", { class: "note" }, row.more) : "");
}

function companyRow(row, data, act) {
  const name = make("td", { class: "name" }, opener("company", { id: row.id }, row.name));
  name.append(make("p", { class: "standing" }, row.standing), make("p", { class: "note" }, row.sentence));
  const basket = row.basket ? make("span", { class: "badge in" }, data.words.basket) : "";
  return make(
    "tr",
    {},
    pickCell(row, act),
    name,
    make("td", { class: "where" }, row.where),
    linkCell(row),
    scoreCell(row),
    make("td", { class: row.tied ? "said" : "said note", "data-label": data.words.tie }, row.tie),
    make("td", { class: row.moved ? "said" : "said note", "data-label": data.words.signal }, row.signal),
    sourceCell(row, data.words),
    make("td", {}, basket),
  );
}

function heading(column) {
  return make("th", { scope: "col" }, column.label);
}

export default function companyTable({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".targets");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const act = (what) => setTriggerValue("act", what);
  const heads = make("tr", {}, ...data.columns.map(heading));
  const rows = data.rows.map((row) => companyRow(row, data, act));
  host.replaceChildren(make("table", {}, make("thead", {}, heads), make("tbody", {}, ...rows)));
}
