// The parts of a panel: 凭据, 谁能补, 放哪里, 核实. One is open; below it stands the one next step.

/** The tabs of a panel as a row of buttons; arrow keys go from one to the next. */
function tabRow(panel, open) {
  const tabs = panel.tabs.map((tab) =>
    make(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab_${tab.key}`,
        "data-tab": tab.key,
        "aria-selected": String(tab.key === open),
        "aria-controls": "open_tab",
        tabindex: tab.key === open ? "0" : "-1",
      },
      tab.title,
      make("span", { class: "count" }, String(tab.count)),
    ),
  );
  return make("div", { class: "tabs", role: "tablist", "aria-label": "环节说明的各部分" }, ...tabs);
}

function stepButton(label, attributes) {
  return make("button", { type: "button", class: "next", ...attributes }, label);
}

function pathTo(href, label, kind) {
  const path = ownPath(href);
  return path ? inSession(make("a", { class: kind, href: path, target: "_self" }, label)) : "";
}

const countOf = (panel, key) => panel.tabs.find((tab) => tab.key === key)?.count ?? 0;

/** The way on to the trip, as soon as something was put into its basket from here. */
function tripWay(basket, kind) {
  return basket?.held ? pathTo(basket.trip, `用清单准备出访（${basket.held} 家）`, kind) : "";
}

/** What to do next from the open part: at most one filled button, and beside it a quiet way. */
function nextStep(panel, link, view) {
  if (view.tab === "who") {
    const picked = view.picked.length;
    const label = picked ? `已选 ${picked} 家，加入出访清单` : "先勾选企业";
    const add = countOf(panel, "who") ? stepButton(label, { "data-basket": link, disabled: picked ? null : "" }) : "";
    const trip = picked ? "" : tripWay(view.basket, "next");
    return [pathTo(panel.companies, "在片区打开", "quiet"), trip || add];
  }
  if (view.tab === "where") return [tripWay(view.basket, "quiet"), pathTo(panel.map, "在地图上看能放哪里", "next")];
  if (view.tab === "check") {
    const lacks = view.lacks !== "";
    return ["", stepButton("保存", { "data-save": link, disabled: lacks ? "" : null })];
  }
  const fill = panel.fill
    ? make("button", { type: "button", class: "quiet", "data-action": "fill", "data-on": link }, "假如补上它")
    : "";
  const companies = countOf(panel, "who");
  const next =
    companies && !panel.contested
      ? stepButton(`看谁能补（${companies} 家）`, { "data-tab": "who" })
      : stepButton("我来核实", { "data-tab": "check" });
  return [fill, next];
}

/** The head of a link: state, rank, proof, and why to fill it. */
function panelHead(panel) {
  return [
    panel.rank ? make("p", { class: "rank" }, panel.rank) : "",
    make("p", { class: panel.contested ? "lead proof contested" : "lead proof" }, panel.lead),
    panel.why ? make("p", { class: "why" }, panel.why) : "",
  ];
}

/**
 * Build head, tabs, the open part and the next step of one link. In a saved page all parts stand
 * one below the other, since nobody there can be asked.
 */
function tabbedPanel(panel, words, link, view, offline) {
  const said = view.said && view.said.link === link ? view.said : null;
  const undo = said?.new?.length
    ? make("button", { type: "button", class: "quiet", "data-unbasket": link }, "撤销")
    : "";
  const message = said ? make("p", { class: said.bad ? "said bad" : "said", role: "status" }, said.text, undo) : "";
  if (offline) return [...panelHead(panel), ...panel.sections.map((part) => buildSection(part, words, true))];
  const shown = panel.sections.filter((section) => section.tab === view.tab);
  return [
    ...panelHead(panel),
    tabRow(panel, view.tab),
    make(
      "div",
      { class: "tab", role: "tabpanel", id: "open_tab", "aria-labelledby": `tab_${view.tab}` },
      message,
      ...shown.map((section) => buildSection(section, words, false, view)),
    ),
    make("div", { class: "foot" }, ...nextStep(panel, link, view)),
  ];
}
