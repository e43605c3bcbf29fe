// What a screen cuts off: texts beyond the window, or beyond the edge of what they stand in.
() => {
  const HAIR = 1; // px: less than anybody sees
  const NO_TEXT =
    "script, style, svg, canvas, [aria-hidden=true], [data-testid=stSkipToContent], [data-testid=stSidebar][data-collapsed=true]";

  const above = (node) => node.parentElement ?? node.getRootNode().host ?? null;

  /** Every element below `root`, also in the pieces that are mounted in a shadow root. */
  function* every(root) {
    for (const node of root.querySelectorAll("*")) {
      yield node;
      if (node.shadowRoot) yield* every(node.shadowRoot);
    }
  }

  /** Whether nobody is to see the text: told to screen readers only, or not drawn at all. */
  function unseen(node) {
    for (let at = node; at; at = above(at)) {
      if (at.matches(NO_TEXT)) return true;
      const style = getComputedStyle(at);
      if (style.display === "none" || style.visibility === "hidden") return true;
      if (style.clipPath !== "none" || style.opacity === "0") return true;
    }
    return false;
  }

  const beyond = (rect, edge) => rect.right > edge.right + HAIR || rect.left < edge.left - HAIR;

  /** What cuts a line of text off at its side: the window, or the element of that class; "" if nothing. */
  function cutBy(rect, node) {
    for (let at = node; at; at = above(at)) {
      if (getComputedStyle(at).overflowX === "visible") continue;
      if (beyond(rect, at.getBoundingClientRect())) return at.dataset.testid ?? `.${at.className}`;
    }
    return beyond(rect, { left: 0, right: innerWidth }) ? "window" : "";
  }

  const found = [];
  for (const node of every(document)) {
    const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (!texts.length || unseen(node)) continue;
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const edges = [...range.getClientRects()].map((rect) => cutBy(rect, node)).filter(Boolean);
      if (edges.length) found.push([text.data.trim().slice(0, 40), edges[0]]);
    }
  }
  const main = document.querySelector("[data-testid=stMain]");
  const wider = Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
  return { cut: found, wider };
};
