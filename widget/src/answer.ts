import type { Answer, Button, Line, Told, Vocabulary } from "./answer-types";
import { calendarFile } from "./calendar";
import { disputeCard } from "./dispute";
import { DraftCard } from "./draft";
import { download, element, icon } from "./elements";
import { factChips } from "./facts";
import { Footnotes, spokenDate } from "./footnotes";
import { linked } from "./links";
import { fill, text } from "./text";

/** What an answer can make happen. */
export interface Actions {
  press(button: Button): void;
  inform(facts: Record<string, Told>, label: string): void;
  vocabulary(): Promise<Vocabulary>;
}

/** Shows an Answer, its parts in the order that DESIGN gives them; care always stands first. */
export function answerArticle(answer: Answer, actions: Actions): HTMLElement {
  const notes = new Footnotes(answer.sources ?? []);
  return element(
    "article",
    { class: `answer is-${answer.kind}`, tabindex: -1, "aria-label": text.heardback },
    care(answer.care),
    answer.changed && element("p", { class: "changed" }, answer.changed),
    answer.lead && element("p", {}, ...linked(answer.lead)),
    answer.heard?.length || answer.situation_title
      ? factChips(answer.heard ?? [], answer.situation_title, actions.vocabulary, actions.inform)
      : null,
    ...(answer.comfort ?? []).map((line) => paragraph(line, notes)),
    section("readings", text.readings, answer.readings, notes),
    section("next", text.next, answer.next, notes),
    section("dont", text.dont, answer.dont, notes),
    ...(answer.more ?? []).map((line) => element("div", { class: "more" }, paragraph(line, notes))),
    ...(answer.disputes ?? []).map((dispute) => disputeCard(dispute, notes)),
    answer.draft && new DraftCard(answer.draft, notes).node,
    answer.differ ? element("div", { class: "differ" }, notes.paragraphWithMarks(answer.differ)) : null,
    notes.list(),
    question(answer, actions),
    buttonRow(answer.buttons, actions, "buttons"),
  );
}

/** Marks the button that was pressed, where it stays. */
export function markChosen(button: Element): void {
  if (button.classList.contains("is-chosen")) return;
  button.classList.add("is-chosen");
  button.prepend(icon("check"));
  button.append(element("span", { class: "unseen" }, `(${text.chosen})`));
}

function care(lines: string[] | undefined): HTMLElement | null {
  if (!lines?.length) return null;
  return element("div", { class: "care" }, ...lines.map((line) => element("p", {}, ...linked(line, true))));
}

function section(name: string, title: string, lines: Line[] | undefined, notes: Footnotes): HTMLElement | null {
  if (!lines?.length) return null;
  return element(
    "section",
    { class: name },
    element("h2", {}, title),
    ...lines.map((line) => paragraph(line, notes)),
  );
}

function paragraph(line: Line, notes: Footnotes): HTMLElement {
  const said = notes.paragraph(line.text, line.citations);
  if (line.because) said.append(element("p", { class: "quiet" }, line.because));
  if (line.date) said.append(day(line));
  return said;
}

function day(line: Line): HTMLElement {
  const add = () => download(`heardback-${line.date}.ics`, "text/calendar", calendarFile(line.id, line.date, line.text));
  return element(
    "p",
    { class: "day" },
    element("time", { datetime: line.date }, spokenDate(line.date, true)),
    element("button", { type: "button", class: "button small", click: add }, icon("calendar"), text.addToCalendar),
  );
}

function question(answer: Answer, actions: Actions): HTMLElement | null {
  const asked = answer.question;
  if (!asked) return null;
  return element(
    "section",
    { class: "question" },
    element("h2", {}, asked.text),
    asked.why && element("p", { class: "quiet" }, fill(text.whyAsked, { why: asked.why })),
    buttonRow(asked.buttons, actions, "replies"),
  );
}

function buttonRow(buttons: Button[] | undefined, actions: Actions, kind: string): HTMLElement | null {
  if (!buttons?.length) return null;
  const items = buttons.map((button) => {
    const press = () => {
      markChosen(pressed);
      actions.press(button);
    };
    const pressed = element("button", { type: "button", class: "button", "data-payload": button.payload, click: press }, button.title);
    return element("li", {}, pressed);
  });
  return element("ul", { class: `row ${kind}` }, ...items);
}
