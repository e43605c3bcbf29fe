// What the watch leaves on the window for the browser's driver to read.
interface Window {
  bench: object;
  benchTimes: Promise<Record<string, number>>;
}
