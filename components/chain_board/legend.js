// The legend under the figure: a key to the boxes that also filters them.

const CORNERS = { missing: "缺", weak: "弱", unknown: "?", wanted: "招", gap: "缺" };

/** A small box drawn with the classes of the figure, so that key and figure cannot differ. */
function buildSwatch(key, kind) {
  const look = kind === "state" ? key : key === "gap" ? "missing" : `plain ${key}`;
  const parts = [["rect", { class: "box", x: 2, y: 2, width: 40, height: 22, rx: 5 }, []]];
  if (CORNERS[key]) {
    parts.push(["path", { class: "corner", d: "M25 2h12a5 5 0 0 1 5 5v12h-17z" }, []]);
    parts.push(["text", { class: "corner-text", x: 33.5, y: 15 }, CORNERS[key]]);
  }
  const frame = { class: "swatch", viewBox: "0 0 44 26", width: 44, height: 26, "aria-hidden": "true" };
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
