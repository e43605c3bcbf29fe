// The list of targets: a band a class, a company a row, and what a row unfolds. Every string is shown as text.

const COLUMNS = 8; // tick, five words, marks, unfold

function opener(screen, target, label) {
  return inSession(make("a", { href: `${screen}?${new URLSearchParams(target)}` }, label));
}

/** What is known of the parts of a row, in words: 补缺口：已知，有利；关系：未查. */
function knownWords(row, words, names) {
  const keys = Object.keys(words.parts);
  return names.map((name) => `${words.parts[name]}：${words.states[name][row.known[keys.indexOf(name)]]}`).join("；");
}

function marksCell(row, words) {
  const keys = Object.keys(words.parts);
  const said = knownWords(row, words, words.shown);
  const marks = words.shown.map((name) => make("i", { class: row.known[keys.indexOf(name)] }));
  return make("td", { class: "known" }, make("span", { role: "img", "aria-label": said, title: said }, ...marks));
}

function linkMark(link, words) {
  if (!link.mark) return "";
  return make("span", { class: `mark ${link.flag}`, title: words.flags[link.flag] }, link.mark);
}

function linkWay(link, words) {
  const way = opener("chains", { chain: link.chain, link: link.link }, link.label);
  return make("span", { class: "fills" }, linkMark(link, words), way);
}

function pickCell(row, words, act) {
  const box = make("input", { type: "checkbox", "aria-label": `${words.pick} ${row.name}` });
  box.checked = row.picked;
  box.value = row.id;
  box.addEventListener("change", () => tellTicked(box.closest("table"), act));
  return make("td", { class: "pick" }, make("label", {}, box));
}

/** Say which companies are ticked now, and show on each band whether all, some or none below it are. */
function tellTicked(table, act) {
  const boxes = table.querySelectorAll(".company .pick input:checked");
  act({ what: "pick", ticked: [...boxes].map((ticked) => ticked.value) });
  markBands(table);
}

function markBands(table) {
  for (const band of table.querySelectorAll(".band .pick input")) {
    const boxes = boxesBelow(band);
    const ticked = boxes.filter((box) => box.checked).length;
    band.checked = ticked === boxes.length;
    band.indeterminate = ticked > 0 && !band.checked;
  }
}

/** The tick boxes of the companies from a band to the next. */
function boxesBelow(band) {
  const rows = [...band.closest("tbody").children];
  const below = rows.slice(rows.indexOf(band.closest("tr")) + 1);
  const end = below.findIndex((row) => row.classList.contains("band"));
  return below.slice(0, end < 0 ? below.length : end).flatMap((row) => [...row.querySelectorAll(".pick input")]);
}

/** A box that ticks all companies of a class on this page, or none of them. */
function pickBand(band, size, words, act) {
  const said = `${words.pick_band} ${size} 家`;
  const box = make("input", { type: "checkbox", "aria-label": `${said}：${band.title} ${band.tie}`, title: said });
  box.addEventListener("change", () => {
    for (const below of boxesBelow(box)) below.checked = box.checked;
    tellTicked(box.closest("table"), act);
  });
  return make("td", { class: "pick" }, make("label", {}, box));
}

function sourceText(row, words) {
  const address = webAddress(row.url);
  const text = row.memory ? words.memory : row.source || words.none;
  const said = address ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
  return make("span", { class: "source" }, words.source, said);
}

function partOf(row, words, name, at) {
  const state = row.known[at];
  return make(
    "div",
    {},
    make("dt", {}, make("i", { class: state }), `${words.parts[name]}：${words.states[name][state]}`),
    make("dd", {}, row.texts[at] || (state === "unknown" ? words.hints[name] : "")),
  );
}

/** What a row unfolds: each part in words, the other links, the source, the score. */
function unfolded(row, words) {
  const parts = Object.keys(words.parts).map((name, at) => partOf(row, words, name, at));
  const others = row.others.length
    ? make("p", {}, `${words.also}：`, ...row.others.map((link) => linkWay(link, words)))
    : "";
  const score = `${words.score} ${row.score}${words.explains}`;
  const foot = make("p", {}, opener("company", { id: row.id }, words.open), sourceText(row, words), score);
  return [row.whole ? make("p", {}, row.whole) : "", make("dl", {}, ...parts), others, foot];
}

function companyRows(row, words, act) {
  const more = make("tr", { class: "more", hidden: "", id: `more_${row.id}` }, make("td", { colspan: COLUMNS }));
  const button = make("button", {
    type: "button",
    "aria-expanded": "false",
    "aria-controls": more.id,
    "aria-label": `${words.more} ${row.name}`,
  });
  button.addEventListener("click", () => {
    if (!more.firstElementChild.childElementCount)
      more.firstElementChild.append(...unfolded(row, words).filter(Boolean));
    more.hidden = !more.hidden;
    button.setAttribute("aria-expanded", String(!more.hidden));
  });
  const held = row.basket ? make("span", { class: "held" }, `✓ ${words.basket}`) : "";
  const narrow = (text) => make("span", { class: "narrow" }, text);
  const shown = make(
    "tr",
    { class: "company" },
    pickCell(row, words, act),
    make("td", { class: "name" }, opener("company", { id: row.id }, row.name), held),
    make("td", { class: "where" }, row.where),
    make("td", { class: "makes" }, narrow(`${row.where} · `), row.makes),
    make("td", { class: "links" }, row.link ? linkWay(row.link, words) : "", row.fact ? narrow(` · ${row.fact}`) : ""),
    marksCell(row, words),
    make("td", { class: "fact" }, row.fact),
    make("td", { class: "unfold" }, button),
  );
  return [shown, more];
}

function bandRow(band, size, words, act) {
  const cell = make("th", { colspan: COLUMNS - 1, scope: "rowgroup" }, make("b", {}, band.title));
  if (band.tie) cell.append(make("span", { class: "tie" }, band.tie));
  cell.append(make("span", { class: "why" }, band.why, make("span", { class: "order" }, band.order)));
  const pick = size > 1 ? pickBand(band, size, words, act) : make("td", { class: "pick" });
  return make("tr", { class: "band" }, pick, cell);
}

function headRow(words) {
  const heads = words.columns.map((text) => make("th", { scope: "col" }, text));
  const marks = make("th", { scope: "col", class: "known" }, make("span", {}));
  for (const name of words.shown) marks.firstElementChild.append(make("span", {}, words.parts[name]));
  heads.splice(-1, 0, marks);
  return make("tr", {}, make("td", {}), ...heads, make("td", {}));
}

export default function companyTable({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".targets");
  if (!host || !data || host.dataset.version === data.version) return;
  host.dataset.version = data.version;
  const act = (what) => setTriggerValue("act", what);
  const ends = [...data.bands.slice(1).map((band) => band.at), data.rows.length];
  const rows = data.bands.flatMap((band, place) => {
    const members = data.rows.slice(band.at, ends[place]);
    const below = members.flatMap((row) => companyRows(row, data.words, act));
    return [bandRow(band, members.length, data.words, act), ...below];
  });
  const widths = ["pick", "name", "where", "makes", "links", "known", "fact", "unfold"];
  const columns = make("colgroup", {}, ...widths.map((name) => make("col", { class: name })));
  host.replaceChildren(make("table", {}, columns, make("thead", {}, headRow(data.words)), make("tbody", {}, ...rows)));
  markBands(host);
}
