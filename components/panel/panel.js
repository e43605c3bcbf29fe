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

function pathRow(row, _words, offline) {
  const path = offline ? null : ownPath(row.href);
  const label = path ? inSession(make("a", { href: path, target: "_self" }, row.label)) : make("span", {}, row.label);
  return make("p", { class: "row path" }, label, make("span", { class: "note" }, row.note));
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
};

function buildSection(section, words, offline) {
  const head = make("h4", {}, section.title, make("span", { class: "note" }, section.note));
  const rows = (section.rows ?? []).map((row) => ROWS[row.t](row, words, offline));
  return make("section", {}, head, ...rows);
}

/** Build the whole panel; the title takes the focus after a jump, so that a screen reader goes on from there. */
function buildPanel(panel, words, offline) {
  const tags = (panel.tags ?? []).map((tag) => make("span", { class: `tag ${tag.kind ?? ""}` }, tag.text));
  return make(
    "div",
    { class: "sheet-body" },
    make("h3", { tabindex: "-1" }, panel.title),
    tags.length ? make("p", { class: "tags" }, ...tags) : "",
    panel.lead ? make("p", { class: "lead" }, panel.lead) : "",
    ...(panel.sections ?? []).map((section) => buildSection(section, words, offline)),
  );
}
