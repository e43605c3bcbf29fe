/**
 * Let a link to one of our screens open inside the running session, and return it.
 *
 * The browser goes there as it goes back: one entry in its history, nothing loaded anew, ticks and
 * typed words kept. With a modifier key, or by the middle button, it stays a plain link.
 */
function inSession(link) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
  return link;
}
