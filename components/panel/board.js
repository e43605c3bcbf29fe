// Figure, legend and panel of one chain. A click is answered here at once; Python only hears the id.

const WORDS = {
  close: "关闭",
  fold: "收起说明",
  unfold: "展开说明",
  all: "全部显示",
  legend: "图例，点按可隐藏或显示",
  panel: "环节说明",
  grade: "来源等级",
  stale: "待复核",
};

const boards = new WeakMap(); // mounted place -> board
const kept = new Map(); // name of the board -> its last view, for when the page mounts it anew

function newBoard(parent, name) {
  const root = parent.querySelector(".board");
  const board = { root, name, version: null, push: null, turn: 0, selected: null, hidden: [], folded: false };
  Object.assign(board, { tab: "evidence", picked: [], basket: null, drafts: new Map(), seen: 0 });
  return Object.assign(board, kept.get(name));
}

function layOut(board) {
  const { words } = board;
  board.scroller = make("div", { class: "scroller" });
  board.legend = make("div", {});
  board.sheet = make("div", { class: "sheet" });
  board.live = make("div", { class: "live", "aria-live": "polite" });
  board.fold = make("button", { type: "button", class: "fold" });
  const aside = make("aside", { class: "panel", "aria-label": words.panel }, board.sheet);
  const left = make("div", { class: "graph" }, board.scroller, board.legend);
  board.root.replaceChildren(left, board.fold, aside, board.live);
  board.root.classList.toggle("plain", Boolean(board.data.plain)); // for a meeting room: figure and legend only
}

function drawFigure(board) {
  const { figure } = board.data;
  board.svg = buildTree(figure.tree);
  board.root.style.setProperty("--figure-width", `${figure.width}px`);
  board.root.style.setProperty("--figure-shape", String(figure.width / figure.height));
  // Beyond that it scrolls: names of 12 px, words of 11 px are the least that is read at a desk.
  board.svg.style.minWidth = `${Math.ceil((figure.width * 12) / 13)}px`;
  board.links = [...board.svg.querySelectorAll(".link[data-link]")];
  board.flows = [...board.svg.querySelectorAll(".flow")];
  board.scroller.replaceChildren(board.svg);
}

const idOf = (link) => link.getAttribute("data-link");
const linkOf = (board, id) => board.links.find((link) => idOf(link) === id) ?? null;
const endsOf = (flow) => [flow.getAttribute("data-from"), flow.getAttribute("data-to")];

/** The ids of the chosen link and of all that feed it or are fed by it. */
function nearLinks(board) {
  const touching = board.flows.map(endsOf).filter((ends) => ends.includes(board.selected));
  return new Set([board.selected, ...touching.flat()]);
}

function markFigure(board) {
  const near = nearLinks(board);
  const chosen = board.selected !== null;
  const isOff = (link) => board.hidden.some((key) => link.classList.contains(key));
  const off = new Set(board.links.filter(isOff).map(idOf));
  board.svg.classList.toggle("has-sel", chosen);
  board.root.classList.toggle("chosen", chosen);
  for (const link of board.links) {
    const id = idOf(link);
    link.classList.toggle("sel", id === board.selected);
    link.classList.toggle("far", chosen && !near.has(id));
    link.classList.toggle("off", off.has(id));
    link.setAttribute("aria-pressed", String(id === board.selected));
  }
  for (const flow of board.flows) {
    const ends = endsOf(flow);
    flow.classList.toggle("on", chosen && ends.includes(board.selected));
    flow.classList.toggle("far", chosen && !ends.includes(board.selected));
    flow.classList.toggle(
      "off",
      ends.some((id) => off.has(id)),
    );
  }
  if (chosen) raise(board);
}

/** Draw the flows of the chosen link over the others. */
function raise(board) {
  const last = board.flows.findLast((flow) => !flow.classList.contains("on"));
  const lit = board.flows.filter((flow) => flow.classList.contains("on"));
  if (last) last.after(...lit);
}

/** One tab stop for the whole figure: the link that has the focus, else the chosen one, else the first. */
function markTabStop(board) {
  const focused = board.links.find((link) => link === activeIn(board));
  const stop = focused ?? linkOf(board, board.selected) ?? board.links[0];
  for (const other of board.links) other.setAttribute("tabindex", other === stop ? "0" : "-1");
}

function drawPanel(board) {
  const { data, words, selected } = board;
  const panel = (selected !== null && data.panels[selected]) || data.home;
  const close = selected === null ? "" : make("button", { type: "button", class: "close" }, words.close);
  const hadFocus = board.sheet.contains(activeIn(board));
  board.sheet.replaceChildren(close, buildPanel(panel, words, board.offline, selected, panelView(board)));
  board.sheet.scrollTop = 0;
  if (hadFocus) focusPanel(board);
  board.live.textContent = [panel.title, panel.lead, panel.why].filter(Boolean).join("。");
}

/** The row of the form of the chosen link, if its panel has one. */
function formRow(board) {
  const sections = board.data.panels[board.selected]?.sections ?? [];
  return sections.flatMap((section) => section.rows ?? []).find((row) => row.t === "check_form");
}

function draftOf(board) {
  const row = formRow(board);
  if (!row) return null;
  if (!board.drafts.has(board.selected)) board.drafts.set(board.selected, newDraft(row));
  return board.drafts.get(board.selected);
}

/** What the user has open and ticked in the panel of the chosen link. */
function panelView(board) {
  const draft = draftOf(board);
  const lacks = draft ? lackOf(formRow(board), draft) : "";
  const { tab, picked, said, basket } = board;
  return { tab, picked, said, basket, draft, lacks };
}

/** Draw the panel anew and put the focus back on what is found by `selector`. */
function redrawPanel(board, selector) {
  const { scrollTop } = board.sheet;
  drawPanel(board);
  board.sheet.scrollTop = scrollTop;
  board.sheet.querySelector(selector)?.focus({ preventScroll: true });
}

function openTab(board, key) {
  Object.assign(board, { tab: key, said: null });
  drawPanel(board);
  board.sheet.querySelector(`[role=tab][data-tab="${key}"]`)?.focus({ preventScroll: true });
}

function stepTab(board, tab, key) {
  const tabs = [...board.sheet.querySelectorAll("[role=tab]")];
  const at = tabs.indexOf(tab) + (key === "ArrowRight" ? 1 : -1);
  const next = tabs[(at + tabs.length) % tabs.length];
  openTab(board, next.dataset.tab);
}

function pick(board, box) {
  const id = box.dataset.pick;
  board.picked = box.checked ? [...board.picked, id] : board.picked.filter((other) => other !== id);
  redrawPanel(board, `[data-pick="${CSS.escape(id)}"]`);
}

/** Tick all that stand under a head; none of them if all are ticked already. */
function pickAll(board, box) {
  const ids = box.dataset.pickAll.split(" ");
  const others = board.picked.filter((id) => !ids.includes(id));
  board.picked = box.checked ? [...others, ...ids] : others;
  redrawPanel(board, `[data-pick-all="${CSS.escape(box.dataset.pickAll)}"]`);
}

/** Take over what was typed; the form is drawn anew only where another outcome asks for other fields. */
function takeInput(board, input) {
  const draft = draftOf(board);
  if (!draft || !(input.name in draft)) return;
  draft[input.name] = input.value;
  if (input.type === "radio") return redrawPanel(board, `input[name=outcome][value="${input.value}"]`);
  const lacks = lackOf(formRow(board), draft);
  board.sheet.querySelector(".lacks").textContent = lacks;
  board.sheet.querySelector("[data-save]").disabled = lacks !== "";
}

function askWith(board, name, values) {
  board.askPython("action", { name, link: board.selected, values });
}

function withdraw(board, button) {
  const number = button.dataset.withdraw;
  const reason = board.sheet.querySelector(`[name="reason_${number}"]`).value;
  askWith(board, "withdraw", { number, reason });
}

/** What Python answers to a button of the panel; what was saved is no longer a draft. */
function takeSaid(board, said) {
  if (!said || said.number === board.seen) return;
  Object.assign(board, { said, seen: said.number });
  if (said.bad) return;
  if ("held" in said) board.basket = { held: said.held, trip: said.trip };
  board.drafts.delete(said.link);
  board.picked = [];
}

const focusPanel = (board) => board.sheet.querySelector("h3").focus({ preventScroll: true });

function drawLegend(board) {
  const focused = board.legend.contains(activeIn(board)) ? activeIn(board).getAttribute("data-key") : undefined;
  const legend = buildLegend(board.data.legend, board.hidden, board.words);
  board.legend.replaceWith(legend);
  board.legend = legend;
  if (focused === undefined) return;
  const keys = [...legend.querySelectorAll("[data-key]")];
  (keys.find((key) => key.getAttribute("data-key") === focused) ?? keys[0])?.focus();
}

function drawFold(board) {
  board.root.classList.toggle("folded", board.folded);
  board.fold.textContent = board.folded ? board.words.unfold : board.words.fold;
  board.fold.setAttribute("aria-expanded", String(!board.folded));
}

function show(board) {
  showChoice(board);
  drawFold(board);
  drawLegend(board);
}

/** Draw what a choice changes; the legend is not of it. */
function showChoice(board) {
  drawPanel(board);
  markFigure(board);
  scrollToChosen(board);
  markTabStop(board);
  keep(board);
}

const activeIn = (board) => board.root.getRootNode().activeElement;

function keep(board) {
  const { selected, hidden, folded, push, turn, tab, picked, basket, drafts, said, seen } = board;
  kept.set(board.name, { selected, hidden, folded, push, turn, tab, picked, basket, drafts, said, seen });
}

/** Tell Python what the user sees now, and which of its requests that answers. */
function tell(board) {
  const { selected, hidden, turn } = board;
  board.tellPython("view", { selected, hidden, turn });
}

/** Whether panel and figure stand one above the other. */
const isStacked = (board) => getComputedStyle(board.root).flexDirection.startsWith("column");

/** Bring the chosen box into view, where the figure is wider than what shows it. */
function scrollToChosen(board) {
  const box = linkOf(board, board.selected)?.getBoundingClientRect();
  const view = board.scroller.getBoundingClientRect();
  if (!box || (box.left >= view.left && box.right <= view.right)) return;
  board.scroller.scrollLeft += (box.left + box.right - view.left - view.right) / 2;
}

/** The user chose `id`, or nothing. */
function choose(board, id) {
  if (id === board.selected) return;
  Object.assign(board, { selected: id, tab: "evidence", picked: [], said: null });
  showChoice(board);
  tell(board);
  if (id !== null && isStacked(board)) board.sheet.parentElement.scrollIntoView({ block: "start" });
}

function jump(board, id) {
  const link = linkOf(board, id);
  if (!link) return;
  choose(board, id);
  link.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function filter(board, hidden) {
  board.hidden = hidden;
  show(board);
  tell(board);
}

function toggleKey(board, key) {
  const without = board.hidden.filter((other) => other !== key);
  filter(board, without.length < board.hidden.length ? without : [...board.hidden, key].sort());
}

function fold(board) {
  board.folded = !board.folded;
  drawFold(board);
  keep(board);
}

/** @type {[string, (board: any, target: any) => void][]} */
const CLICKS = [
  [".link[data-link]", (board, link) => choose(board, idOf(link) === board.selected ? null : idOf(link))],
  ["[data-key]", (board, button) => toggleKey(board, button.getAttribute("data-key"))],
  [".show-all", (board) => filter(board, [])],
  [".close", (board) => choose(board, null)],
  [".fold", fold],
  ["[data-tab]", (board, button) => openTab(board, button.dataset.tab)],
  ["[data-pick]", pick],
  ["[data-pick-all]", pickAll],
  ["[data-unbasket]", (board) => askWith(board, "unbasket", { companies: board.said?.new ?? [] })],
  ["[data-basket]", (board) => askWith(board, "basket", { companies: board.picked })],
  ["[data-save]", (board) => askWith(board, "check", { ...draftOf(board) })],
  ["[data-withdraw]", withdraw],
  ["[data-jump]", (board, button) => jump(board, button.getAttribute("data-jump"))],
  [
    "[data-action]",
    (board, { dataset }) => board.askPython("action", { name: dataset.action, link: dataset.on ?? "" }),
  ],
  [".scroller", (board) => choose(board, null)], // empty ground
];

function onClick(board, event) {
  for (const [selector, act] of CLICKS) {
    const target = event.target.closest(selector);
    if (target) return act(board, target);
  }
}

function onKey(board, event) {
  if (event.key === "Escape" && board.selected !== null) return choose(board, null);
  const tab = event.target.closest("[role=tab]");
  if (tab && /^Arrow(Left|Right)$/.test(event.key)) {
    event.preventDefault();
    return stepTab(board, tab, event.key);
  }
  const link = event.target.closest(".link[data-link]");
  if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") link.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else if (event.key in ARROWS) step(board, link, event.key);
  else return;
  event.preventDefault();
}

function step(board, link, key) {
  const next = neighbourOf(board.links, link, key);
  if (!next) return;
  next.focus();
  markTabStop(board);
}

/** Take over what Python asks for, once; until it asks anew the user's choice stands. */
function takePush(board, push) {
  const text = JSON.stringify(push);
  if (text === board.push) return;
  Object.assign(board, { push: text, turn: push.turn, selected: push.selected, hidden: [...push.hidden] });
}

/** Draw everything from new data; says whether the focus was inside and is now lost. */
function drawAnew(board) {
  const wasInside = board.root.contains(activeIn(board));
  const scrolled = board.scroller?.scrollLeft ?? 0;
  layOut(board);
  drawFigure(board);
  board.scroller.scrollLeft = scrolled;
  board.version = board.data.version;
  return wasInside;
}

/** Draw `component.data.payload` into `component.parentElement`; called again whenever the data changes. */
function mountBoard(component) {
  const { data, parentElement } = component;
  const board = boards.get(parentElement) ?? newBoard(parentElement, data.name);
  boards.set(parentElement, board);
  board.data = data.payload;
  board.words = { ...WORDS, ...data.payload.words };
  board.offline = component.offline ?? false;
  board.tellPython = component.setStateValue;
  board.askPython = component.setTriggerValue;
  takePush(board, data.push);
  takeSaid(board, data.said);
  const refocus = board.version !== data.payload.version && drawAnew(board);
  if (!linkOf(board, board.selected)) board.selected = null;
  show(board);
  if (refocus) focusPanel(board);
  board.root.onclick = (event) => onClick(board, event);
  board.root.onkeydown = (event) => onKey(board, event);
  board.root.oninput = (event) => takeInput(board, event.target);
  return () => boards.delete(parentElement);
}
