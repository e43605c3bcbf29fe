// The visits of a trip by day. A row is dragged by its handle, moved by arrow keys, or by buttons.
// Every string is shown as text.

const SETTLED = 700; // ms after the last arrow key until the new order counts

const rowsOf = (list) => [...list.querySelectorAll("li[data-id]")];
const movableOf = (list) => rowsOf(list).filter((row) => !row.classList.contains("fixed"));
const handleOf = (row) => row.querySelector(".handle");

function recount(list) {
  const movable = movableOf(list);
  for (const [at, row] of rowsOf(list).entries()) row.querySelector(".number").textContent = String(at + 1);
  for (const [at, row] of movable.entries()) {
    row.querySelector(".up").disabled = at === 0;
    row.querySelector(".down").disabled = at === movable.length - 1;
  }
}

/** Put a row before or behind its neighbour; return whether there was one. */
function step(list, row, by) {
  const movable = movableOf(list);
  const beside = movable[movable.indexOf(row) + by];
  if (!beside) return false;
  if (by < 0) beside.before(row);
  else beside.after(row);
  recount(list);
  return true;
}

/**
 * Put a dragged row where the pointer is. The others make way: a node that is itself moved would
 * lose the pointer.
 */
function follow(list, row, y) {
  const others = movableOf(list).filter((other) => other !== row);
  if (!others.length) return;
  const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const next = others.find((other) => middle(other) > y);
  const all = [...list.children];
  const from = all.indexOf(row);
  const to = next ? all.indexOf(next) : all.indexOf(others.at(-1)) + 1;
  if (to < from) row.after(...all.slice(to, from));
  else row.before(...all.slice(from + 1, to));
  row.scrollIntoView({ block: "nearest" });
}

function draggable(list, row, put) {
  const handle = handleOf(row);
  /** @type {Element[] | null} the rows as they were when the drag began */
  let before = null;
  const end = (keep) => {
    if (!before) return;
    const was = before;
    before = null;
    row.classList.remove("dragged");
    if (!keep) list.replaceChildren(...was);
    const isMoved = [...list.children].some((node, at) => node !== was[at]);
    recount(list);
    handle.focus();
    if (isMoved) put();
  };
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    before = [...list.children];
    handle.setPointerCapture(event.pointerId);
    row.classList.add("dragged");
  });
  handle.addEventListener("pointermove", (event) => before && follow(list, row, event.clientY));
  handle.addEventListener("pointerup", () => end(true));
  handle.addEventListener("pointercancel", () => end(false));
  handle.addEventListener("keydown", (event) => event.key === "Escape" && end(false));
}

function byKeys(list, row, { put, say }) {
  const handle = handleOf(row);
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (!step(list, row, by)) return;
    handle.focus();
    say(rowsOf(list).indexOf(row) + 1);
    put(SETTLED);
  });
}

function button(word, kind, name, act) {
  const made = make("button", { type: "button", class: kind, "aria-label": `${word}:${name}` }, word);
  made.addEventListener("click", act);
  return made;
}

function rowOf(stop, words, isFixed) {
  const link = inSession(
    make("a", { class: "open", href: `company?${new URLSearchParams({ id: stop.id })}` }, stop.name),
  );
  const row = make("li", { "data-id": stop.id, class: isFixed ? "fixed" : "stop" });
  const handle = make(
    "button",
    { type: "button", class: "handle", title: words.move, "aria-label": `${words.move}:${stop.name}` },
    "⠿",
  );
  row.append(
    ...(isFixed ? [] : [handle]),
    make("span", { class: "number" }),
    make("span", { class: "what" }, link, " ", make("span", { class: "where" }, stop.where)),
  );
  return row;
}

function drawn(data, { put: tellOrder, out: tellRest }) {
  const list = make("ol", { "aria-label": data.words.list });
  const live = make("p", { class: "live", "aria-live": "polite" });
  const ids = () => rowsOf(list).map((row) => row.dataset.id);
  /** @type {number | undefined} */
  let waiting;
  const put = (after = 0) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => tellOrder(ids()), after);
  };
  const say = (at) => (live.textContent = data.words.at.replace("{at}", String(at)));
  for (const day of data.days) {
    list.append(make("li", { class: "day" }, day.title));
    for (const stop of day.stops) {
      const row = rowOf(stop, data.words, day.fixed);
      const moved = (by) => () => step(list, row, by) && put();
      if (!day.fixed)
        row.append(
          button(data.words.up, "up", stop.name, moved(-1)),
          button(data.words.down, "down", stop.name, moved(1)),
        );
      // The last one cannot go: a trip to nobody would mean the whole basket.
      const out = button(data.words.out, "out", stop.name, () => {
        clearTimeout(waiting);
        row.remove();
        recount(list);
        tellRest(ids());
      });
      out.disabled = data.days.flatMap((other) => other.stops).length === 1;
      row.append(out);
      list.append(row);
      if (day.fixed) continue;
      draggable(list, row, put);
      byKeys(list, row, { put, say });
    }
  }
  recount(list);
  return [list, live];
}

/** What had the focus, so that it has it again when the days are drawn anew. */
function focusIn(host) {
  const inside = host.getRootNode().activeElement;
  const row = inside?.closest?.("li[data-id]");
  return row && host.contains(row) ? [row.dataset.id, inside.className] : null;
}

export default function tripOrder({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".order");
  const version = JSON.stringify(data);
  if (!host || !data || host.dataset.version === version) return;
  const focused = focusIn(host);
  host.dataset.version = version;
  const [put, out] = ["put", "out"].map((what) => (ids) => setTriggerValue(what, ids));
  host.replaceChildren(...drawn(data, { put, out }));
  if (!focused) return;
  const row = rowsOf(host).find((other) => other.dataset.id === focused[0]);
  row?.querySelector(`.${focused[1]}:not(:disabled), .handle`)?.focus();
}
