// The library writes some words of its widgets in English and lets nobody set them: here each gets
// its Chinese as soon as it is drawn. Words are replaced only where the library itself writes,
// never in a name that an office typed.
const TEXT_PLACES = [
  '[data-testid="stSkipToContent"]',
  '[data-testid="stMultiSelectDropdown"]',
  '[data-testid="stSelectboxVirtualDropdown"]',
  '[aria-live]:not([data-testid="stApp"] *)',
].join(",");
/** @type {[RegExp, string][]} */
const TEXTS = [
  [/^Skip to main content$/, "跳到正文"],
  [/^Select all$/, "全选"],
  [/^Select (\d+) matches$/, "选中相符的 $1 项"],
  [/^No results$/, "没有相符的"],
  [/^No options to select\.?$/, "没有可选的"],
  [/^(\d+) options? available\.?$/, "有 $1 项可选"],
];
/** @type {[RegExp, string][]} */
const LABELS = [
  [/^App pages$/, "各屏"],
  [/^Sidebar$/, "菜单"],
  [/^Collapse sidebar$/, "收起菜单"],
  [/^Expand sidebar$/, "打开菜单"],
  [/^Open$/, "展开选项"],
  [/^Close$/, "关闭"],
  [/^Dismiss$/, "收起选项"],
  [/^Clear all$/, "清空"],
  [/^Clear value$/, "清空"],
  [/^Increment$/, "加"],
  [/^Decrement$/, "减"],
  [/^Pagination$/, "翻页"],
  [/^Previous page$/, "上一页"],
  [/^Next page$/, "下一页"],
  [/^Page (\d+)$/, "第 $1 页"],
  [/^Show password text$/, "显示密码"],
  [/^Hide password text$/, "隐藏密码"],
  [/^Show\/hide columns$/, "显示或隐藏列"],
  [/^Download as CSV$/, "下载"],
  [/^Search$/, "查找"],
  [/^Fullscreen$/, "全屏"],
  [/^Close fullscreen$/, "退出全屏"],
  [/^Add files$/, "选择文件"],
  [/^file upload$/i, "选择或拖入文件"],
  [/^Link to heading$/, "本节的网址"],
  [/^streamlit_folium\.st_folium$/, "地图"],
];
// These are followed by the name of a file or an option, which stays as it is.
/** @type {[RegExp, string][]} */
const FIRST_WORDS = [
  [/^(Remove|Delete) /, "移除 "],
  [/^Retry /, "再传一次 "],
];
const NAMED = "[aria-label], [title]";

/** @type {(text: string, words: [RegExp, string][]) => string} */
function inChinese(text, words) {
  const found = words.find(([english]) => english.test(text));
  return found ? text.replace(found[0], found[1]) : text;
}

/** @type {(element: Element) => void} */
function nameAnew(element) {
  const words = element.closest('[data-testid="stFileUploader"], [data-testid="stMultiSelect"]')
    ? [...LABELS, ...FIRST_WORDS]
    : LABELS;
  for (const attribute of ["aria-label", "title"]) {
    const given = element.getAttribute(attribute);
    const told = given && inChinese(given, words);
    if (told && told !== given) element.setAttribute(attribute, told);
  }
}

/** @type {(text: Text) => void} */
function writeAnew(text) {
  const written = inChinese(text.data.trim(), TEXTS);
  if (written !== text.data.trim() && text.parentElement?.closest(TEXT_PLACES)) text.data = written;
}

/** Every element of `top` and below that `selector` names.
 * @type {(top: Element, selector: string) => Element[]} */
function named(top, selector) {
  return [...(top.matches(selector) ? [top] : []), ...top.querySelectorAll(selector)];
}

/** @type {(event: Event) => void} */
function clickByKey(event) {
  if (!(event instanceof KeyboardEvent) || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.click();
}

/** The menu of a phone: its groups stand between the list and its rows, which screen readers take
 * for a broken list, and no key opens the group that is folded.
 * @type {(top: Element) => void} */
function mendMenu(top) {
  const list = '[data-testid="stSidebarNavItems"]';
  for (const part of named(top, `${list}, ${list} li`)) part.setAttribute("role", "none");
  for (const heading of named(top, '[data-testid="stNavSectionHeader"]')) {
    heading.setAttribute("role", "button");
    heading.setAttribute("tabindex", "0");
    heading.addEventListener("keydown", clickByKey);
  }
}

/** @type {(node: Node) => void} */
function translate(node) {
  if (node instanceof Text) writeAnew(node);
  if (!(node instanceof Element)) return;
  named(node, NAMED).forEach(nameAnew);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) writeAnew(/** @type {Text} */ (texts.currentNode));
  mendMenu(node);
}

export default function widgetWords() {
  translate(document.body);
  document.body.dataset.words = "zh";
  const watching = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.target instanceof Text) writeAnew(change.target);
      else if (change.target instanceof Element) nameAnew(change.target);
    }
  });
  watching.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["aria-label", "title"],
  });
  return () => {
    watching.disconnect();
    delete document.body.dataset.words;
  };
}
