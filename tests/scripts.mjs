// Our browser scripts, run as they are joined for a page: one text, one scope, no modules.

import { readFileSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);

/**
 * Run `files` (paths in the project) as one script and return what it calls by `names`.
 * @param {string[]} files
 * @param {string[]} names
 * @param {Record<string, unknown>} given what stands around the script: tables of Python, parts of the page
 * @returns {Record<string, any>}
 */
export function load(files, names, given = {}) {
  const text = files.map((file) => readFileSync(new URL(file, ROOT), "utf8").replace(/^export default (?=f)/m, ""));
  const run = new Function(...Object.keys(given), `"use strict";\n${text.join("\n")}\nreturn { ${names.join(", ")} };`);
  return run(...Object.values(given));
}
