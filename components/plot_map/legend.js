// The legend is the filter by kind: a row per kind with its counts, pressed while it is shown.

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Real places and samples are never summed. */
function countText({ real, sample }) {
  return sample ? `${real} 处 + 示例 ${sample} 处` : `${real} 处`;
}

class Legend {
  constructor(map, toggle) {
    this.toggle = toggle;
    this.box = make("details", "legend");
    this.box.open = map.getSize().x > 560;
    this.box.append(make("summary", "", "图例"));
    this.kinds = make("div", "kinds");
    this.verdicts = make("div", "verdicts");
    this.note = make("p", "note");
    this.box.append(this.kinds, this.verdicts, this.note);
    const control = L.control({ position: "topright" });
    control.onAdd = () => this.box;
    control.addTo(map);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
  }

  show(counts, hidden, verdicts) {
    // A focused row keeps its focus: rows are made once and changed afterwards.
    for (const [kind, mark] of Object.entries(MARKS)) {
      const row = this.row(kind, mark);
      const pressed = String(!hidden.has(kind));
      if (row.getAttribute("aria-pressed") !== pressed) row.setAttribute("aria-pressed", pressed);
      row.querySelector(".count").textContent = countText(counts.kinds[kind] ?? { real: 0, sample: 0 });
    }
    this.showVerdicts(verdicts ? counts.verdicts : null);
    this.note.textContent = counts.unknown ? `${counts.unknown} 处缺少所筛的数值,未列入` : "";
    this.note.hidden = !counts.unknown;
  }

  row(kind, mark) {
    const found = this.kinds.querySelector(`[data-kind="${kind}"]`);
    if (found) return found;
    const row = make("button", "kind");
    row.type = "button";
    row.dataset.kind = kind;
    row.append(swatch({ kind }), make("span", "name", mark.name), make("span", "count"));
    row.addEventListener("click", () => this.toggle(kind));
    this.kinds.append(row);
    return row;
  }

  showVerdicts(counts) {
    this.verdicts.replaceChildren();
    this.verdicts.hidden = !counts;
    if (!counts) return;
    for (const [verdict, { name, colour, letter }] of Object.entries(VERDICTS)) {
      const row = make("div", "verdict");
      const sign = make("span", "sign", letter);
      sign.style.color = sign.style.borderColor = colour;
      row.append(sign, make("span", "name", name), make("span", "count", countText(counts[verdict] ?? { real: 0, sample: 0 })));
      this.verdicts.append(row);
    }
  }
}
