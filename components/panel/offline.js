// The saved page: the same board without a server; the chosen link lives in the address (#link).

const place = document.querySelector("main");
const payload = savedIn("#payload");
const first = savedIn("#first");
let turn = 0;

/**
 * Read what the page carries in the element of that id.
 * @param {string} id with its #
 */
function savedIn(id) {
  return JSON.parse(document.querySelector(id)?.textContent ?? "null");
}

function hashLink() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null; // a hand-typed address with a stray %
  }
}

function rememberLink(_field, { selected }) {
  history.replaceState(null, "", selected ? `#${encodeURIComponent(selected)}` : "#");
}

function draw(selected) {
  turn += 1;
  mountBoard({
    data: { name: "saved", payload, push: { turn, selected, hidden: [] } },
    parentElement: place,
    offline: true,
    setStateValue: rememberLink,
    setTriggerValue: () => undefined,
  });
}

window.addEventListener("hashchange", () => draw(hashLink()));
draw(hashLink() ?? first);
