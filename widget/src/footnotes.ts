import type { Source } from "./answer-types";
import { element, freshId } from "./elements";
import { fill, locale, text } from "./text";

/** The footnotes of one answer: marks in the text that open a note, and the list of all. */
export class Footnotes {
  constructor(private readonly sources: Source[]) {}

  /** Returns a paragraph with its marks, and room below it for an open note. */
  paragraph(words: string, citations: number[]): HTMLElement {
    const notes = element("div", { class: "notes" });
    const marks = citations.map((number) => this.mark(number, notes));
    return element("div", { class: "said" }, element("p", {}, ...withMarks(words, marks)), notes);
  }

  /** Returns a paragraph whose text holds its marks itself: "… would ask once more. [4][5]". */
  paragraphWithMarks(words: string): HTMLElement {
    const citations = [...words.matchAll(/\[(\d+)\]/g)].map((found) => Number(found[1]));
    return this.paragraph(words.replace(/\s*\[\d+\]/g, ""), citations);
  }

  /** Returns all sources, folded away. */
  list(): HTMLElement | null {
    if (!this.sources.length) return null;
    const items = this.sources.map((source) => element("li", { value: source.number }, ...told(source)));
    const summary = element("summary", {}, fill(text.sources, { n: this.sources.length }));
    return element("details", { class: "sources" }, summary, element("ol", {}, ...items));
  }

  private mark(number: number, notes: HTMLElement): Node {
    const source = this.sources.find((known) => known.number === number);
    if (!source) return document.createTextNode(` [${number}]`);
    const id = freshId();
    const mark = element(
      "button",
      {
        type: "button",
        class: "mark",
        "aria-expanded": "false",
        "aria-label": fill(text.source, { n: number, voice: source.voice }),
        click: () => {
          const open = notes.querySelector(`#${id}`);
          mark.setAttribute("aria-expanded", String(!open));
          if (open) open.remove();
          else notes.append(element("div", { class: "note", id }, element("span", { class: "number" }, `${number}`), ...told(source)));
        },
      },
      `${number}`,
    );
    return mark;
  }
}

/** Keeps the first mark on the line of the word before it. */
function withMarks(words: string, marks: Node[]): (Node | string)[] {
  if (!marks.length) return [words];
  const last = words.lastIndexOf(" ") + 1;
  const kept = element("span", { class: "kept" }, words.slice(last), marks[0]);
  return [words.slice(0, last), kept, ...marks.slice(1)];
}

function told(source: Source): Node[] {
  const role = source.role && source.role !== source.voice ? `, ${source.role}` : "";
  const day = source.date ? `, ${spokenDate(source.date)}` : "";
  return [
    element("div", {}, element("b", {}, source.voice), role),
    element("div", { class: "quiet" }, fill(text.sourceLine, { outlet: source.outlet, title: source.title }) + day),
    element("div", {}, source.gist),
  ];
}

/** Returns "2 October 2007", or as much of it as the date says. */
export function spokenDate(iso: string, weekday = false): string {
  const [year, month, day] = iso.split("-").map(Number);
  if (!year || !month) return iso;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (day) options.day = "numeric";
  if (weekday) {
    options.weekday = "long";
    delete options.year;
  }
  return new Intl.DateTimeFormat(locale, options).format(Date.UTC(year, month - 1, day || 1));
}
