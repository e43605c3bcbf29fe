// Takes times inside the page: once per frame it asks whether something is there yet.
// A time counts from the frame after: what was seen in one frame is on the screen by the next.
(() => {
  if (window !== window.top) return;

  /** Elements in the page and in all its shadow trees. */
  function deep(selector, /** @type {Document | ShadowRoot | null} */ root = document) {
    if (!root) return [];
    const inner = [...root.querySelectorAll("*")].filter((node) => node.shadowRoot);
    return [...root.querySelectorAll(selector), ...inner.flatMap((node) => deep(selector, node.shadowRoot))];
  }

  const isVisible = (node) => node.getBoundingClientRect().width > 0 && node.getBoundingClientRect().height > 0;
  const isIdle = () => deep('[data-testid="stApp"]')[0]?.dataset.testScriptState === "notRunning";
  const says = (selector, text) => deep(selector).some((node) => isVisible(node) && node.textContent.trim() === text);
  const inAddress = (name, value) => new URLSearchParams(location.search).get(name) === value;

  /** Call `then` with the time of the frame after `holds` first held. */
  function whenShown(holds, then) {
    const look = () => requestAnimationFrame(holds() ? () => then(performance.now()) : look);
    look();
  }

  /** Resolve with ms since navigation at which `count` elements were visible. */
  const shown = (selector, count) =>
    new Promise((resolve) => whenShown(() => deep(selector).filter(isVisible).length >= count, resolve));

  /** Whether the graph of a frame made since the last click has painted the node. */
  function frameDrew(link) {
    const view = deep("iframe").at(-1)?.contentWindow;
    const canvas = view?.document.querySelector("canvas");
    if (!canvas || !view.network || view.seenBefore) return false;
    const { x, y } = view.network.canvasToDOM(view.network.getPosition(link));
    const sharp = canvas.width / canvas.clientWidth;
    const pixels = canvas.getContext("2d").getImageData(x * sharp - 3, y * sharp - 3, 6, 6).data;
    return pixels.some((value) => value > 0);
  }

  /** From the next click, take the ms until each condition of `wanted` held; read with `times`. */
  function arm(wanted) {
    window.benchTimes = new Promise((resolve) => {
      const times = {};
      const names = Object.keys(wanted);
      const taken = (name, at) => {
        times[name] = at;
        if (names.every((other) => other in times)) resolve(times);
      };
      const begin = ({ timeStamp }) => {
        for (const name of names) whenShown(wanted[name], (at) => taken(name, at - timeStamp));
      };
      window.addEventListener("click", begin, { capture: true, once: true });
    });
  }

  function armOurs([link, name]) {
    arm({
      panel: () => says(".sheet h3", name),
      graph: () => deep(".link.sel").some((node) => node.dataset.link === link),
      done: () => inAddress("link", link) && isIdle(),
    });
  }

  function armUsual([link, name]) {
    const old = deep("iframe").at(-1)?.contentWindow;
    if (old) old.seenBefore = true;
    const panel = () => says('[data-testid="stMarkdown"] h3', name);
    const graph = () => frameDrew(link);
    arm({ panel, graph, done: () => panel() && isIdle() && graph() });
  }

  window.bench = { shown, armOurs, armUsual };
})();
