// The panel beside the figure: what is said of one link, answer first. Every string is shown as text.

/**
 * Return `path` if it stays in this application, else null; parsed, as browsers drop tabs and turn \ into /.
 * @param {string} path
 */
function ownPath(path) {
  const here = "http://this.invalid";
  if (!String(path).startsWith("/") || !URL.canParse(path, here)) return null;
  const address = new URL(path, here);
  return address.origin === here ? address.pathname + address.search + address.hash : null;
}

/**
 * Width of a share of the bar, cut to what lies between 0 and 1.
 * @param {number} share
 */
function percent(share) {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
}

function barTrack(low, high) {
  const known = typeof low === "number" && typeof high === "number";
  const sure = make("i", { class: "sure" });
  const maybe = make("i", { class: "maybe" });
  sure.style.width = percent(known ? low : 0);
  maybe.style.width = percent(known ? high - low : 1);
  return make("span", { class: "track", "aria-hidden": "true" }, sure, maybe);
}

function sourceLine(row) {
  const address = webAddress(row.url);
  if (!address) return make("p", { class: "source" }, row.source);
  const link = make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, row.source || address);
  return make("p", { class: "source" }, link);
}

function evidenceRow(row, words) {
  return make(
    "div",
    { class: row.stale ? "row evidence stale" : "row evidence" },
    make(
      "p",
      {},
      row.proves ? make("b", { class: row.proves === "相反" ? "proves against" : "proves" }, row.proves) : "",
      make("span", { class: "grade", title: `${words.grade} ${row.grade}` }, row.grade),
      make("span", { class: "date" }, row.date),
      row.stale ? make("span", { class: "tag overdue" }, words.stale) : "",
      row.text,
    ),
    sourceLine(row),
  );
}

function jumpRow(row) {
  const note = make("span", { class: "note" }, row.note);
  return make(
    "button",
    { type: "button", class: "row jump", "data-jump": row.link },
    make("span", {}, row.label),
    note,
  );
}

function actionRow(row, _words, offline) {
  if (offline) return null; // a saved page has nobody to ask
  const attributes = { type: "button", class: "row act", "data-action": row.name, "data-on": row.link };
  return make("button", attributes, row.label);
}

function pathRow(row, _words, offline, view) {
  const path = offline ? null : ownPath(row.href);
  const label = path ? inSession(make("a", { href: path, target: "_self" }, row.label)) : make("span", {}, row.label);
  const pick = path && row.pick ? pickBox(row, view) : "";
  return make("p", { class: "row path" }, pick, label, make("span", { class: "note" }, row.note));
}

function pickBox(row, view) {
  const box = make("input", { type: "checkbox", "data-pick": row.pick, "aria-label": `选 ${row.label}` });
  box.checked = view.picked.includes(row.pick);
  return box;
}

/** A head over companies that share a rank; its box ticks those that stand below it, or none of them. */
function pickAllRow(row, _words, offline, view) {
  const label = row.label ? make("b", {}, row.label) : "";
  if (offline) return row.label ? make("p", { class: "row ties" }, label) : null;
  const ticked = row.picks.filter((id) => view.picked.includes(id)).length;
  const box = make("input", { type: "checkbox", "data-pick-all": row.picks.join(" ") });
  box.checked = ticked === row.picks.length;
  box.indeterminate = ticked > 0 && !box.checked;
  return make("p", { class: "row ties" }, make("label", {}, box, label, row.all));
}

const ROWS = {
  text: (row) => make("p", { class: row.muted ? "row muted" : "row" }, row.text),
  evidence: evidenceRow,
  bar: (row) =>
    make(
      "div",
      { class: "row bar" },
      make("span", { class: "bar-label" }, row.label),
      barTrack(row.low, row.high),
      make("span", { class: "bar-value" }, row.value),
    ),
  link: jumpRow,
  action: actionRow,
  href: pathRow,
  pick_all: pickAllRow,
  check_form: (row, _words, offline, view) => (offline ? null : checkForm(row, view.draft)),
  withdraw: (row, _words, offline) => (offline ? null : withdrawRow(row)),
};
const NOTHING_PICKED = { picked: [] };

/** Build a part; rows that share a `fold` are folded under it, where the first of them stands. */
function buildSection(section, words, offline, view = NOTHING_PICKED) {
  const head = make("h4", {}, section.title, make("span", { class: "note" }, section.note));
  const part = make("section", {}, head);
  const folds = new Map();
  for (const row of section.rows ?? []) {
    const drawn = ROWS[row.t](row, words, offline, view);
    if (drawn === null) continue;
    if (row.fold && !folds.has(row.fold)) {
      folds.set(row.fold, make("details", {}, make("summary", {}, row.fold)));
      part.append(folds.get(row.fold));
    }
    (folds.get(row.fold) ?? part).append(drawn);
  }
  return part;
}

/** Build the whole panel; the title takes the focus after a jump, so that a screen reader goes on from there. */
function buildPanel(panel, words, offline, link = null, view = NOTHING_PICKED) {
  const tags = (panel.tags ?? []).map((tag) => make("span", { class: `tag ${tag.kind ?? ""}` }, tag.text));
  return make(
    "div",
    { class: "sheet-body" },
    make("h3", { tabindex: "-1" }, panel.title),
    tags.length ? make("p", { class: "tags" }, ...tags) : "",
    ...(panel.tabs ? tabbedPanel(panel, words, link, view, offline) : plainPanel(panel, words, offline)),
  );
}

function plainPanel(panel, words, offline) {
  const lead = panel.lead ? make("p", { class: "lead" }, panel.lead) : "";
  return [lead, ...(panel.sections ?? []).map((section) => buildSection(section, words, offline))];
}
