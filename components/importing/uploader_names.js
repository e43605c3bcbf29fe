// The library names the buttons of its uploader in English, for screen readers, and lets nobody set
// that: here each gets its Chinese name as soon as it is drawn.
const NAMES = [
  [/^Remove /, "移除 "],
  [/^Delete /, "移除 "],
  [/^Add files$/, "选择文件"],
  [/^Retry /, "再传一次 "],
];

function nameAnew() {
  for (const button of document.querySelectorAll('[data-testid="stFileUploader"] [aria-label]')) {
    const label = button.getAttribute("aria-label") || "";
    const found = NAMES.find(([english]) => english.test(label));
    if (found) button.setAttribute("aria-label", label.replace(found[0], String(found[1])));
  }
}

export default function uploaderNames() {
  nameAnew();
  const watching = new MutationObserver(nameAnew);
  const what = { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] };
  watching.observe(document.body, what);
  return () => watching.disconnect();
}
