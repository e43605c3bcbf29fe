// The overview: one row per chain, desk cards and what to check first. Every string is shown as text.

function pathOf({ screen = "chains", ...target }) {
  const given = Object.entries(target).filter(([, value]) => value);
  return `${screen}?${new URLSearchParams(given)}`;
}

function opener(target, label) {
  return inSession(make("a", { href: pathOf(target), class: "open" }, label));
}

function stageBar(row, states) {
  const bar = make("span", { class: "bar", role: "img", "aria-label": row.said });
  for (const state of states) {
    const count = row.states[state.key];
    if (!count) continue;
    const part = make("span", { class: `part ${state.key}`, title: `${state.label} ${count}` }, String(count));
    part.style.flexGrow = String(count);
    bar.append(part);
  }
  return bar;
}

function firstLink(first, row) {
  if (!first) return make("span", { class: "none" }, "无");
  const mark = make("span", { class: `mark ${first.flag}` }, first.mark);
  return make("span", {}, mark, opener({ chain: row.id, link: first.link }, first.label));
}

function countCell(count, label) {
  return make("td", { class: count ? "number" : "number zero", "data-label": label }, String(count));
}

function chainRow(row, data) {
  const cells = [
    make("th", { scope: "row" }, opener({ chain: row.id }, row.name)),
    make("td", { class: "states" }, stageBar(row, data.states)),
    ...row.counts.map((count, at) => countCell(count, data.headings[at])),
    make("td", { class: "first", "data-label": "先补" }, firstLink(row.first, row)),
    make("td", { class: "first", "data-label": "先核实" }, firstLink(row.check, row)),
  ];
  return make("tr", {}, ...cells);
}

/** The key to the bars, above the table: a column would grow as wide as all its words. */
function legend(data) {
  return make("p", { class: "keys" }, ...data.states.map((s) => make("span", { class: `key ${s.key}` }, s.label)));
}

function table(data) {
  const heads = [
    make("th", { scope: "col" }, "产业链"),
    make("th", { scope: "col", class: "states" }, "各环节的现状"),
    ...data.headings.map((text) => make("th", { scope: "col", class: "number" }, text)),
    make("th", { scope: "col" }, "先补"),
    make("th", { scope: "col" }, "先核实"),
  ];
  const rows = data.rows.map((row) => chainRow(row, data));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

function figures(data) {
  const pairs = data.figures.map(([word, count]) => {
    const target = data.lists[word];
    const number = target ? opener(target, String(count)) : String(count);
    if (target) number.setAttribute("aria-label", `${count}，看${word}的清单`);
    return make("div", {}, make("dt", {}, word), make("dd", {}, number));
  });
  const counts = make("dl", {}, ...pairs);
  return data.lack ? [counts, make("p", { class: "lack" }, data.lack)] : [counts];
}

function card(data) {
  const all = data.first ? [data.first, ...data.lines] : data.lines;
  const lines = all.map((line) => {
    const note = make("span", { class: "note" }, line.note);
    return make("li", {}, opener(line.target, line.label), note);
  });
  const list = lines.length ? make("ul", {}, ...lines) : make("p", { class: "none" }, data.empty);
  const title = data.target ? opener(data.target, data.title) : data.title;
  return make("section", {}, make("h2", {}, title), make("p", { class: "note" }, data.note), list);
}

export default function overview({ data, parentElement }) {
  const host = parentElement.querySelector(".overview");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const cards = data.cards.map(card);
  const desks = make("div", { class: "desks" }, ...data.desks.map(card));
  const left = make("div", { class: "left" }, make("div", { class: "chains" }, legend(data), table(data)), desks);
  host.replaceChildren(...figures(data), make("div", { class: "sides" }, left, make("aside", {}, ...cards)));
}
