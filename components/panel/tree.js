// The figure arrives as [tag, attributes, children | text] and becomes SVG here.
// Only the listed tags and attributes exist: a name can never turn into a script, a style or a request.

const SVG = "http://www.w3.org/2000/svg";

const TAGS = new Set(
  "svg g defs marker pattern path rect line circle ellipse polygon polyline text tspan title desc".split(" "),
);

const ATTRIBUTES = new Set(
  (
    "class d x y x1 y1 x2 y2 cx cy r rx ry points width height transform viewBox role tabindex aria-label aria-hidden " +
    "data-link data-from data-to id marker-start marker-end markerWidth markerHeight markerUnits orient refX refY " +
    "fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity " +
    "text-anchor dominant-baseline dx dy font-size font-weight textLength lengthAdjust " +
    "patternUnits patternTransform patternContentUnits preserveAspectRatio"
  ).split(" "),
);

/** @typedef {[tag: string, attributes: Record<string, string | number>, content?: string | FigureNode[]]} FigureNode */

/**
 * Build one node and all below it. Throws on a tag or attribute that the figure has no business with.
 * @param {FigureNode} node
 * @returns {SVGElement}
 */
function buildTree([tag, attributes, content]) {
  if (!TAGS.has(tag)) throw new Error(`tag not allowed in a figure: ${tag}`);
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) setFigureAttribute(node, name, String(value));
  if (typeof content === "string") node.textContent = content;
  else for (const child of content ?? []) node.append(buildTree(child));
  return node;
}

/**
 * @param {SVGElement} node
 * @param {string} name
 * @param {string} value
 */
function setFigureAttribute(node, name, value) {
  if (!ATTRIBUTES.has(name)) throw new Error(`attribute not allowed in a figure: ${name}`);
  // url(#arrow) names a part of this drawing; any other url() would fetch something.
  if (/url\(\s*["']?(?!#)/i.test(value)) throw new Error(`address not allowed in a figure: ${name}`);
  node.setAttribute(name, value);
}
