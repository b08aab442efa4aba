type Child = Node | string | false | null | undefined;
type Properties = Record<string, string | number | boolean | EventListener | undefined>;

/** Makes an element. Text is always text: nothing here ever parses markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

const outlines = {
  send: "M12 20V5m-6.500 6.500L12 5l6.500 6.500",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l4.500 4.500L19 7.500",
  pencil: "M5 19l1-4L16.500 4.500l3 3L9 18z",
  calendar: "M4.500 6.500h15v13h-15zM4.500 10.500h15M8.500 4v4M15.500 4v4",
  talk: "M4 5.500h16v11h-9l-4.500 4v-4H4z",
};

/** Makes a small line drawing that is left out of the accessibility tree. */
export function icon(name: keyof typeof outlines): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", outlines[name]);
  drawing.append(path);
  return drawing;
}

/** Puts style sheets on a root in the one way that a strict Content-Security-Policy lets through. */
export function dress(root: Document | ShadowRoot, ...sheets: string[]): void {
  root.adoptedStyleSheets = sheets.map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}

/** Hands a file to the person. */
export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

let last = 0;
/** Returns an id that is used once. */
export const freshId = (): string => `hb-${++last}`;
