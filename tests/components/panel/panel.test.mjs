import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { webAddress, ownPath, percent } = load(
  ["components/scripts/web_address.js", "components/panel/panel.js"],
  ["webAddress", "ownPath", "percent"],
);

test("only http and https become a link", () => {
  assert.equal(webAddress("https://example.org/a?b=1"), "https://example.org/a?b=1");
  assert.equal(webAddress("HTTP://EXAMPLE.org"), "http://example.org/");
});

const HOSTILE = [
  "javascript:alert(1)",
  " java\tscript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "//example.org",
  "www.example.org",
  "",
  null,
  undefined,
];

for (const text of HOSTILE) {
  test(`no link is made of ${JSON.stringify(text)}`, () => assert.equal(webAddress(text), null));
}

test("a path of ours keeps its question and its place in the page", () => {
  assert.equal(ownPath("/chains?chain=fluorine#x"), "/chains?chain=fluorine#x");
});

const ELSEWHERE = ["//example.org/x", "/\\example.org", "/\t/example.org", "https://example.org", "chains", "", null];

for (const path of ELSEWHERE) {
  test(`${JSON.stringify(path)} does not leave this application`, () => assert.equal(ownPath(path), null));
}

test("a share is cut to what a bar can show", () => {
  assert.deepEqual([-0.2, 0, 0.4567, 1, 7].map(percent), ["0%", "0%", "45.7%", "100%", "100%"]);
});
