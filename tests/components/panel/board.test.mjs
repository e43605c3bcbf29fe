import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const FILES = ["tree.js", "panel.js", "legend.js", "keyboard.js", "board.js"].map((name) => `components/panel/${name}`);
const { nearLinks, takePush } = load(FILES, ["nearLinks", "takePush"]);

const makeFlow = (from, to) => ({ getAttribute: (name) => ({ "data-from": from, "data-to": to })[name] });

test("near a link are its suppliers, its customers and itself", () => {
  const flows = [makeFlow("ore", "acid"), makeFlow("acid", "polymer"), makeFlow("polymer", "film")];

  assert.deepEqual([...nearLinks({ selected: "acid", flows })].sort(), ["acid", "ore", "polymer"]);
});

test("a choice of the user stands until Python asks for something new", () => {
  const board = { push: null };
  const push = { turn: 1, selected: "acid", hidden: [] };

  takePush(board, push);
  board.selected = "film";
  takePush(board, { ...push });
  assert.equal(board.selected, "film");

  takePush(board, { ...push, turn: 2 });
  assert.equal(board.selected, "acid");
});

test("what Python asked to hide is not changed by what the user hides", () => {
  const board = { push: null };
  const push = { turn: 1, selected: null, hidden: ["gap"] };

  takePush(board, push);
  board.hidden.push("weak");

  assert.deepEqual(push.hidden, ["gap"]);
});
