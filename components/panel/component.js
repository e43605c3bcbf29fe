// The board in the running page: its payload comes packed, and is unpacked once for each version.

const unpacked = new Map(); // version -> payload; the last few
const MOST_UNPACKED = 4;
const latest = new WeakMap(); // mounted place -> what it was given last

/**
 * Read a text that components/chain/board/packing.py made.
 * @param {string} text base64 of deflated JSON
 */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

function remember(version, payload) {
  unpacked.set(version, payload);
  const [oldest] = unpacked.keys();
  if (unpacked.size > MOST_UNPACKED) unpacked.delete(oldest);
}

/** Mount the board as soon as its payload is there; only the latest that a place was given counts. */
export default function packedBoard(component) {
  const { parentElement, data } = component;
  latest.set(parentElement, component);
  let unmount = () => {};
  const mount = () => {
    if (latest.get(parentElement) !== component) return;
    const payload = unpacked.get(data.version);
    unmount = mountBoard({ ...component, data: { ...data, payload } });
  };
  if (unpacked.has(data.version)) mount();
  else
    unpack(data.packed).then((payload) => {
      remember(data.version, payload);
      mount();
    });
  return () => {
    if (latest.get(parentElement) === component) latest.delete(parentElement);
    unmount();
  };
}
