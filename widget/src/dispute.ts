import type { Dispute } from "./answer-types";
import { element } from "./elements";
import type { Footnotes } from "./footnotes";
import { text } from "./text";

/** Shows both sides beside each other, and the fact that decides. */
export function disputeCard(dispute: Dispute, notes: Footnotes): HTMLElement {
  const sides = dispute.sides.map((side) => {
    const taken = side.label === dispute.taken;
    const title = element("h3", {}, side.label, taken && element("span", { class: "taken" }, text.taken));
    return element("div", { class: taken ? "side is-taken" : "side" }, title, notes.paragraph(side.text, side.citations));
  });
  return element(
    "section",
    { class: "dispute" },
    element("h2", {}, dispute.question),
    element("div", { class: "sides" }, ...sides),
    element("p", { class: "decides" }, element("b", {}, `${text.decides}: `), dispute.decides),
  );
}
