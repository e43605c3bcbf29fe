// The library puts itself on the window and brings no types: these are the parts we use.
interface Drawing {
  destroy(): void;
  on(event: string, then: (event: { nodes: string[] }) => void): void;
  once(event: string, then: () => void): void;
}

interface Window {
  vis: { Network: new (ground: Element, items: object, options: object) => Drawing };
}
