// What a screen keeps from people without a mouse or without English: things to be clicked that no
// key reaches, and names for screen readers that hold no Chinese.
() => {
  const BY_KEY =
    "a[href], button, input, select, textarea, summary, label, iframe, canvas, [contenteditable], [tabindex]";
  const CHINESE = /[\u4e00-\u9fff]/;
  const above = (node) => node.parentElement ?? node.getRootNode().host ?? null;

  /** Every element below `root`, also in the pieces that are mounted in a shadow root. */
  function* every(root) {
    for (const node of root.querySelectorAll("*")) {
      yield node;
      if (node.shadowRoot) yield* every(node.shadowRoot);
    }
  }

  /** Whether a key reaches the element, something it stands in, or something it holds. */
  function reached(node) {
    for (let at = node; at; at = above(at)) if (at.matches(BY_KEY)) return true;
    return node.querySelector(BY_KEY) !== null;
  }

  const clicks = (node) => getComputedStyle(node).cursor === "pointer";
  const told = (node) => node.outerHTML.replace(/ (class|style)="[^"]*"/g, "").slice(0, 120);
  const found = [];
  for (const node of every(document.body)) {
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    const upper = above(node);
    if (clicks(node) && !(upper && clicks(upper)) && !reached(node)) found.push(["no key", told(node)]);
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const value = node.getAttribute(name) ?? "";
      if (/[A-Za-z]{3}/.test(value) && !CHINESE.test(value)) found.push([name, value]);
    }
  }
  return found;
};
