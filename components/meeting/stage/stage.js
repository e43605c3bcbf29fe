// The joint meeting on a whole screen. All sheets are here from the start: a key shows the next at once.
// Every string is set as text.

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);
const SIZE = { width: 1920, height: 1080 };

function put(tag, area, kind = "") {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  const [x, y, width, height] = area;
  Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  return node;
}

function piece({ text, bold, ink }) {
  const span = document.createElement("span");
  span.textContent = text;
  if (bold) span.className = "bold";
  span.style.color = ink;
  return span;
}

const DRAWN = {
  words({ area, lines, size, align }) {
    const node = put("div", area, "words");
    Object.assign(node.style, { fontSize: `${size}px`, textAlign: align });
    for (const pieces of lines) {
      const row = document.createElement("div");
      row.append(...pieces.map(piece));
      node.append(row);
    }
    return node;
  },
  panel({ area, fill, line, text, ink, dashed }) {
    const node = put("div", area, dashed ? "panel dashed" : "panel");
    Object.assign(node.style, { background: fill, borderColor: line, color: ink });
    node.textContent = text;
    return node;
  },
  table({ area, rows, heights, widths, aligns }) {
    const node = put("table", area);
    const [head, ...body] = rows;
    const row = (texts, tag, height) => {
      const line = document.createElement("tr");
      line.style.height = `${height}px`;
      texts.forEach((text, at) => {
        const cell = document.createElement(tag);
        cell.textContent = text;
        Object.assign(cell.style, { width: `${widths[at]}px`, textAlign: aligns[at] });
        line.append(cell);
      });
      return line;
    };
    const top = document.createElement("thead");
    const rest = document.createElement("tbody");
    top.append(row(head, "th", heights[0]));
    rest.append(...body.map((texts, at) => row(texts, "td", heights[at + 1])));
    node.append(top, rest);
    return node;
  },
  graph({ area, width, height, tree }) {
    const node = put("div", area, "graph");
    const svg = buildTree(tree);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    for (const link of svg.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex");
    node.append(svg);
    return node;
  },
};

function foot(stage) {
  const { sheets, words } = stage.data;
  const node = document.createElement("div");
  node.className = "foot";
  const marks = document.createElement("div");
  marks.className = "marks";
  marks.setAttribute("aria-hidden", "true");
  sheets.forEach((_, at) => {
    const mark = document.createElement("span");
    mark.className = at === stage.at ? "now" : at < stage.at ? "seen" : "";
    marks.append(mark);
  });
  const label = document.createElement("span");
  label.className = "count";
  label.textContent = `${stage.at + 1} / ${sheets.length}`;
  const version = document.createElement("span");
  version.textContent = words.version;
  node.append(label, marks, version);
  const buttons = [
    ["‹", words.back, () => go(stage, stage.at - 1)],
    ["›", words.next, () => go(stage, stage.at + 1)],
    ["✕", words.leave, () => leave(stage)],
  ];
  for (const [sign, name, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.title = name;
    button.tabIndex = -1;
    button.onclick = act;
    node.append(button);
  }
  return node;
}

function show(stage) {
  const sheet = stage.data.sheets[stage.at];
  const node = document.createElement("section");
  node.className = "sheet";
  node.setAttribute("aria-label", sheet.title);
  node.dataset.sheet = sheet.id;
  node.append(...sheet.blocks.map((block) => DRAWN[block.kind](block)), foot(stage));
  stage.root.replaceChildren(node);
  fit(stage);
  stage.root.setAttribute("aria-label", `${sheet.title},${stage.at + 1} / ${stage.data.sheets.length}`);
}

/** As large as the window allows, in the middle: never a scroll bar. */
function fit(stage) {
  const sheet = stage.root.firstElementChild;
  const scale = Math.min(innerWidth / SIZE.width, innerHeight / SIZE.height);
  const [x, y] = [(-SIZE.width * scale) / 2, (-SIZE.height * scale) / 2];
  sheet.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
}

function go(stage, at) {
  const wanted = Math.max(0, Math.min(at, stage.data.sheets.length - 1));
  if (wanted === stage.at) return;
  stage.at = wanted;
  show(stage);
  remember(stage);
}

/** The sheet stands in the address, so that a reload or a sent address opens it again. */
function remember(stage) {
  const address = new URL(location.href);
  address.searchParams.set("screen", stage.data.sheets[stage.at].id);
  history.replaceState(history.state, "", address);
}

function leave(stage) {
  stage.ask("leave", stage.data.sheets[stage.at].id);
}

function onKey(stage, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (NEXT.has(event.key)) go(stage, stage.at + 1);
  else if (BACK.has(event.key)) go(stage, stage.at - 1);
  else if (event.key === "Home") go(stage, 0);
  else if (event.key === "End") go(stage, stage.data.sheets.length - 1);
  else if (event.key === "Escape") leave(stage);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function firstSheet(data) {
  const wanted = new URLSearchParams(location.search).get("screen");
  return Math.max(
    0,
    data.sheets.findIndex(({ id }) => id === wanted),
  );
}

const stages = new WeakMap();

export default function meetingStage({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stage");
  if (!root || !data) return;
  const known = stages.get(parentElement);
  const stage = known ?? { root, at: firstSheet(data) };
  stages.set(parentElement, stage);
  Object.assign(stage, { root, ask: setTriggerValue });
  if (stage.data?.version !== data.version || !root.firstElementChild) {
    stage.at = Math.min(stage.at, data.sheets.length - 1);
    stage.data = data;
    show(stage);
  }
  const key = (event) => onKey(stage, event);
  const size = () => fit(stage);
  addEventListener("keydown", key, true);
  addEventListener("resize", size);
  return () => {
    removeEventListener("keydown", key, true);
    removeEventListener("resize", size);
  };
}
