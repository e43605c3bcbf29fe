// Measures a drawn figure in CSS pixels of the screen, for tests to judge. Called with the <svg>.
(svg) => {
  const STEP = 2;

  function rect(node) {
    const r = node.getBoundingClientRect();
    return { left: r.left, right: r.right, top: r.top, bottom: r.bottom };
  }

  function screenFont(text) {
    return parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  }

  /** One line of letters: its width as drawn, its height from the type size, as lines are never empty above. */
  function line(node, kind) {
    const size = screenFont(node.closest("text"));
    const start = node.getStartPositionOfChar(0);
    const baseline = new DOMPoint(start.x, start.y).matrixTransform(node.getScreenCTM()).y;
    const { left, right } = rect(node);
    return {
      kind,
      text: node.textContent,
      size,
      left,
      right,
      top: baseline - 0.88 * size,
      bottom: baseline + 0.12 * size,
    };
  }

  function linesOf(link) {
    return [...link.querySelectorAll("text")].flatMap((text) => {
      const spans = [...text.querySelectorAll("tspan")];
      return (spans.length ? spans : [text]).map((node) => line(node, text.classList[0]));
    });
  }

  function points(path) {
    const toScreen = path.getScreenCTM() ?? svg.getScreenCTM();
    const length = path.getTotalLength();
    const count = Math.ceil((length * toScreen.a) / STEP);
    return Array.from({ length: count + 1 }, (_, i) => {
      const { x, y } = path.getPointAtLength((length * i) / count).matrixTransform(toScreen);
      return [x, y];
    });
  }

  function entered(path, links) {
    const along = points(path);
    const ends = [path.dataset.from, path.dataset.to];
    const inside = ({ box }) =>
      along.some(([x, y]) => x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1);
    return links.filter((link) => !ends.includes(link.id) && inside(link)).map((link) => [...ends, link.id]);
  }

  const links = [...svg.querySelectorAll(".link[data-link]")].map((link) => ({
    id: link.dataset.link,
    box: rect(link.querySelector(".box")),
    lines: linesOf(link),
  }));
  const flows = [...svg.querySelectorAll(".flow")];
  return {
    links,
    flows: flows.length,
    entered: flows.flatMap((flow) => entered(flow, links)),
    fonts: [...svg.querySelectorAll("text")].map((text) => [text.textContent, screenFont(text)]),
    figure: rect(svg),
    view: rect(svg.parentElement),
    scrolls: svg.parentElement.scrollWidth > svg.parentElement.clientWidth,
    pageScrolls: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    height: innerHeight,
  };
};
