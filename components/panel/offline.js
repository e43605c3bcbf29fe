// The saved page: the same board without a server; the chosen link lives in the address (#link).

const place = document.querySelector("main");
const payload = JSON.parse(document.querySelector("#payload").textContent);
const first = JSON.parse(document.querySelector("#first").textContent);
let turn = 0;

function hashLink() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null; // a hand-typed address with a stray %
  }
}

function rememberLink(field, { selected }) {
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
