// The legend is the filter by kind: a row per kind with its counts, pressed while it is shown.

/** Real places and samples are never summed. */
function countText({ real, sample }) {
  return sample ? `${real} 处 + 示例 ${sample} 处` : `${real} 处`;
}

class Legend {
  constructor(map, toggle) {
    this.toggle = toggle;
    this.box = make("details", { class: "legend" });
    this.box.open = map.getSize().x > 560;
    this.box.append(make("summary", {}, "图例"));
    this.kinds = make("div", { class: "kinds" });
    this.verdicts = make("div", { class: "verdicts" });
    this.note = make("p", { class: "note" });
    this.box.append(this.kinds, this.verdicts, this.note);
    const control = new L.Control({ position: "topright" });
    control.onAdd = () => this.box;
    control.addTo(map);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
  }

  show(counts, hidden, verdicts) {
    // A focused row keeps its focus: rows are made once and changed afterwards.
    for (const [kind, mark] of Object.entries(MARKS)) {
      const row = this.row(this.kinds, kind, swatch({ kind }), mark.name);
      this.showRow(row, counts.kinds[kind], hidden.has(kind));
    }
    this.verdicts.hidden = !verdicts;
    for (const [verdict, { name, colour, letter }] of Object.entries(VERDICTS)) {
      const sign = make("span", { class: "sign" }, letter);
      sign.style.color = sign.style.borderColor = colour;
      this.showRow(this.row(this.verdicts, verdict, sign, name), counts.verdicts[verdict], hidden.has(verdict));
    }
    this.note.textContent = counts.unknown ? `${counts.unknown} 处缺少所筛的数值，未列入` : "";
    this.note.hidden = !counts.unknown;
  }

  /** The row of a kind or verdict: made once, found again after. */
  row(group, key, sign, name) {
    const found = group.querySelector(`[data-key="${key}"]`);
    if (found) return found;
    const row = make("button", { class: "row" });
    row.type = "button";
    row.dataset.key = key;
    row.append(sign, make("span", { class: "name" }, name), make("span", { class: "count" }));
    row.addEventListener("click", () => this.toggle(key));
    group.append(row);
    return row;
  }

  showRow(row, count, hidden) {
    row.setAttribute("aria-pressed", String(!hidden));
    row.querySelector(".count").textContent = countText(count ?? { real: 0, sample: 0 });
  }
}
