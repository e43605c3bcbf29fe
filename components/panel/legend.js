// The legend under the figure: a key to the boxes that also filters them.

// The character in the corner and the class that colours it, as the figure has them.
const CORNERS = {
  missing: ["缺", "lack"],
  gap: ["缺", "lack"],
  weak: ["弱", "thin"],
  unknown: ["?", "ask"],
  wanted: ["招", ""],
};

/** A small box drawn with the classes of the figure, so that key and figure cannot differ. */
function buildSwatch(key, kind) {
  const look = kind === "state" ? key : key === "gap" ? "missing" : `plain ${key}`;
  /** @type {FigureNode[]} */
  const parts = [["rect", { class: "box", x: 2, y: 2, width: 34, height: 22, rx: 5 }, []]];
  if (CORNERS[key]) {
    const [letter, colour] = CORNERS[key];
    parts.push(["path", { class: `corner ${colour}`, d: "M19 2h12a5 5 0 0 1 5 5v12h-17z" }, []]);
    parts.push(["text", { class: `corner-text ${colour}`, x: 27.5, y: 15 }, letter]);
  }
  const frame = { class: "swatch", viewBox: "0 0 38 26", width: 38, height: 26, "aria-hidden": "true" };
  return buildTree(["svg", frame, [["g", { class: `link ${look}` }, parts]]]);
}

function legendButton(entry, hidden) {
  const shown = !hidden.includes(entry.key);
  const attributes = { type: "button", class: "key", "data-key": entry.key, "aria-pressed": String(shown) };
  return make(
    "button",
    attributes,
    buildSwatch(entry.key, entry.kind),
    make("span", {}, entry.label),
    make("b", {}, String(entry.count)),
  );
}

/** Build the row of toggles; `hidden` are the keys now switched off. */
function buildLegend(entries, hidden, words) {
  const all = hidden.length ? make("button", { type: "button", class: "show-all" }, words.all) : "";
  return make(
    "div",
    { class: "legend", role: "group", "aria-label": words.legend },
    ...entries.map((entry) => legendButton(entry, hidden)),
    all,
  );
}
