/**
 * Return a new element with these attributes and children; what is null, undefined or false is no
 * attribute, and what is null, undefined or "" is no child. Texts stay texts.
 */
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}
