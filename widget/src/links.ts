import { element } from "./elements";

const ADDRESS = /\b((?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|org|net|uk|ie|eu|gov)(?:\/[^\s,;)]*[^\s,;).])?)/gi;
const TELEPHONE = /\b(\d{3}(?: \d{3})*)\b/g;

/** Returns our own words with addresses, and where asked for telephone numbers, to follow. */
export function linked(words: string, numbers = false): (Node | string)[] {
  return words.split(ADDRESS).flatMap((part, at) => {
    if (at % 2) return [website(part)];
    return numbers ? part.split(TELEPHONE).map((piece, place) => (place % 2 ? telephone(piece) : piece)) : [part];
  });
}

function website(address: string): HTMLElement {
  const href = /^https?:/i.test(address) ? address : `https://${address}`;
  return element("a", { href, target: "_blank", rel: "noopener noreferrer" }, address);
}

function telephone(number: string): HTMLElement {
  return element("a", { href: `tel:${number.replace(/ /g, "")}`, target: "_top" }, number);
}
