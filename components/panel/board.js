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
  board.svg.style.minWidth = `${figure.width}px`;
  board.svg.style.maxWidth = `${Math.round(figure.width * 1.6)}px`;
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
  board.sheet.replaceChildren(close, buildPanel(panel, words, board.offline));
  board.sheet.scrollTop = 0;
  if (hadFocus) focusPanel(board);
  board.live.textContent = [panel.title, panel.lead].filter(Boolean).join("。");
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
  markFigure(board);
  markTabStop(board);
  drawPanel(board);
  drawFold(board);
  drawLegend(board);
  keep(board);
}

const activeIn = (board) => board.root.getRootNode().activeElement;

function keep(board) {
  const { selected, hidden, folded, push, turn } = board;
  kept.set(board.name, { selected, hidden, folded, push, turn });
}

/** Tell Python what the user sees now, and which of its requests that answers. */
function tell(board) {
  const { selected, hidden, turn } = board;
  board.tellPython("view", { selected, hidden, turn });
}

/** The user chose `id`, or nothing. */
function choose(board, id) {
  if (id === board.selected) return;
  board.selected = id;
  show(board);
  tell(board);
  const stacked = getComputedStyle(board.root).flexDirection === "column";
  if (id !== null && stacked) board.sheet.parentElement.scrollIntoView({ behavior: "smooth", block: "start" });
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
  const refocus = board.version !== data.payload.version && drawAnew(board);
  if (!linkOf(board, board.selected)) board.selected = null;
  show(board);
  if (refocus) focusPanel(board);
  board.root.onclick = (event) => onClick(board, event);
  board.root.onkeydown = (event) => onKey(board, event);
  return () => boards.delete(parentElement);
}
