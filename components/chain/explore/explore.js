// Free exploring: the chain as a net that can be dragged, drawn by the library this server hands out itself.

const explorers = new WeakMap(); // mounted place -> explorer
const NODE_FIELDS =
  "id label title color shape size font group level x y fixed physics mass value hidden margin " +
  "borderWidth borderWidthSelected shapeProperties widthConstraint heightConstraint";
const EDGE_FIELDS = "id from to label title color width value length dashes arrows smooth font hidden physics";
const SHAPES = new Set("box ellipse circle text dot diamond square star triangle triangleDown hexagon".split(" "));
const DEFAULTS = {
  autoResize: true,
  layout: { randomSeed: 7 },
  interaction: { hover: true, tooltipDelay: 150, keyboard: false },
  nodes: { shape: "box" },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.6 } } },
};
/** @type {Promise<Window["vis"]> | null} */
let library = null; // one request per page, whoever asks first

function loadLibrary(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve(window.vis);
    script.onerror = () => {
      library = null; // the next drawing may try again
      reject(new Error(`cannot load ${address}`));
    };
    script.src = address;
    document.head.append(script);
  });
  return library;
}

/** Copy the listed fields; a title becomes an element, as the library would read a string as markup. */
function plain(item, fields) {
  const copy = Object.fromEntries(
    fields
      .split(" ")
      .filter((name) => name in item)
      .map((name) => [name, item[name]]),
  );
  if (typeof copy.title === "string") {
    const title = document.createElement("div");
    title.textContent = copy.title;
    copy.title = title;
  }
  if (!SHAPES.has(copy.shape)) delete copy.shape; // picture shapes would fetch an address
  return copy;
}

function draw(explorer, vis, network) {
  explorer.drawing?.destroy();
  const items = {
    nodes: network.nodes.map((node) => plain(node, NODE_FIELDS)),
    edges: network.edges.map((edge) => plain(edge, EDGE_FIELDS)),
  };
  const drawing = new vis.Network(explorer.ground, items, { ...DEFAULTS, ...network.options });
  drawing.on("click", (event) => choose(explorer, event.nodes[0] ?? null));
  // Without springs nothing moves, and nobody says that it came to rest.
  const rest = network.options?.physics?.enabled === false ? "afterDrawing" : "stabilized";
  drawing.once(rest, () => (explorer.ground.dataset.settled = "true"));
  explorer.drawing = drawing;
}

function choose(explorer, id) {
  if (id === explorer.chosen) return;
  explorer.chosen = id;
  explorer.tellPython("selected", id);
}

function newExplorer(parent) {
  const ground = parent.querySelector(".ground");
  return { ground, notice: parent.querySelector(".notice"), version: null, chosen: null, drawing: null };
}

/** Draw `component.data.network`; drawn anew only when the data says it is another one. */
export default function mountExplorer(component) {
  const { data, parentElement } = component;
  const explorer = explorers.get(parentElement) ?? newExplorer(parentElement);
  explorers.set(parentElement, explorer);
  explorer.tellPython = component.setStateValue;
  const cleanup = () => {
    explorer.drawing?.destroy();
    explorers.delete(parentElement);
  };
  if (explorer.version === data.version) return cleanup;
  explorer.version = data.version;
  explorer.ground.style.height = `${data.height}px`;
  loadLibrary(data.library).then(
    (vis) => {
      explorer.notice.hidden = true;
      // Replaced or removed while the library was on its way?
      if (explorers.get(parentElement) === explorer && explorer.version === data.version)
        draw(explorer, vis, data.network);
    },
    () => {
      explorer.version = null;
      explorer.notice.hidden = false;
    },
  );
  return cleanup;
}
