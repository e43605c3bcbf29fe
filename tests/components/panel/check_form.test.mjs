import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../scripts.mjs";

const { lackOf, newDraft } = load(["components/panel/check_form.js"], ["lackOf", "newDraft"]);

const ROW = { day: "2026-11-30", need_basis: ["found_weak", "none"], without_companies: ["none"], basis_signs: 6 };
const draft = (given) => ({ ...newDraft(ROW), ...given });

test("a draft begins with nothing chosen, on the day of today", () => {
  assert.deepEqual(newDraft(ROW), { outcome: "", companies: "", note: "", document: "", checked_on: "2026-11-30" });
});

test("nothing can be saved that nobody chose", () => {
  assert.notEqual(lackOf(ROW, draft({ note: "问了两家厂都没有" })), "");
});

for (const outcome of ["none", "found_weak"]) {
  test(`${outcome} needs a sentence or a document`, () => {
    assert.notEqual(lackOf(ROW, draft({ outcome, note: "  问过    " })), "");
    assert.equal(lackOf(ROW, draft({ outcome, note: "问了两家厂都没有" })), "");
    assert.equal(lackOf(ROW, draft({ outcome, document: "走访纪要" })), "");
  });
}

test("what was found needs no basis", () => {
  assert.equal(lackOf(ROW, draft({ outcome: "found_present" })), "");
});
