import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const document = { createElement: (tag) => ({ tag }) };
const { plain, NODE_FIELDS } = load(["components/chain/explore/explore.js"], ["plain", "NODE_FIELDS"], { document });

test("a node keeps the listed fields and no other", () => {
  const made = plain({ id: "acid", shape: "box", image: "http://x.invalid/a.png", onclick: "x" }, NODE_FIELDS);

  assert.deepEqual(made, { id: "acid", shape: "box" });
});

test("a shape that would fetch a picture is left out", () => {
  for (const shape of ["image", "circularImage", "icon", "custom", "__proto__"]) {
    assert.equal("shape" in plain({ id: "acid", shape }, NODE_FIELDS), false);
  }
});

test("a title is shown as text, never read as markup", () => {
  const { title } = plain({ id: "acid", title: "<img src=x onerror=alert(1)>" }, NODE_FIELDS);

  assert.deepEqual(title, { tag: "div", textContent: "<img src=x onerror=alert(1)>" });
});
