// What stands around our scripts when they run: tables that Python writes before them, and Leaflet's inner parts.

interface Mark {
  name: string;
  letter: string;
  colour: string;
  corners: [right: number, down: number][]; // in radii; none for a circle
}

interface VerdictLook {
  name: string;
  colour: string;
  letter: string;
}

declare const SOURCE_LINE: string;
declare const MARKS: Record<string, Mark>;
declare const VERDICTS: Record<string, VerdictLook>;

interface Window {
  sanmingMap: {
    start(id: string, options?: { review?: string; tiles?: string[] }): L.Map;
    show(state: object): void;
  };
}
