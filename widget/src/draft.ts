import type { Draft } from "./answer-types";
import { element } from "./elements";
import type { Footnotes } from "./footnotes";
import { fill, text } from "./text";

const BLANK = /\[([^\]\n]+)\]/g;

/** Shows words to send, with blanks to fill in place, to be copied or opened in mail. */
export class DraftCard {
  readonly node: HTMLElement;
  private readonly filled = new Map<string, string>();
  private readonly inputs: HTMLInputElement[] = [];
  private readonly said = element("p", { class: "quiet", role: "status" });
  private readonly mail?: HTMLAnchorElement;
  private readonly body: HTMLElement;

  constructor(
    private readonly draft: Draft,
    notes: Footnotes,
  ) {
    this.body = element("div", { class: "letter" }, ...this.paragraphs(draft.text));
    if (draft.medium === "email") this.mail = element("a", { class: "button", target: "_top" }, text.openMail);
    const copy = element("button", { type: "button", class: "button strong", click: () => void this.copy() }, text.copy);
    this.node = element(
      "section",
      { class: "card" },
      element("p", { class: "quiet" }, text.media[draft.medium] ?? text.media.email),
      element("h2", {}, draft.title),
      draft.subject && element("div", { class: "subject" }, element("span", { class: "quiet" }, `${text.subject}: `), ...this.line(draft.subject)),
      this.body,
      element("div", { class: "row" }, copy, this.mail),
      this.said,
      (draft.note || draft.citations.length > 0) && notes.paragraph(draft.note, draft.citations),
    );
    this.refresh();
  }

  private paragraphs(words: string): HTMLElement[] {
    return words.split(/\n{2,}/).map((paragraph) => {
      const lines = paragraph.split("\n").flatMap((line) => [element("br"), ...this.line(line)]);
      return element("p", {}, ...lines.slice(1));
    });
  }

  private line(words: string): (Node | string)[] {
    return words.split(BLANK).map((part, at) => (at % 2 ? this.blank(part) : part));
  }

  private blank(label: string): Node {
    const input = element("input", {
      "aria-label": fill(text.blank, { label }),
      autocomplete: "off",
      class: "blank",
      placeholder: label,
      size: label.length,
      input: () => {
        this.filled.set(label, input.value.trim());
        for (const other of this.inputs) {
          if (other !== input && other.placeholder === label) other.value = input.value;
          other.size = Math.max(4, other.value.length || other.placeholder.length);
        }
        this.refresh();
      },
    });
    this.inputs.push(input);
    return input;
  }

  private complete(words: string): string {
    return words.replace(BLANK, (whole, label: string) => this.filled.get(label) || whole);
  }

  private refresh(): void {
    const labels = new Set(this.inputs.map((input) => input.placeholder));
    const left = [...labels].filter((label) => !this.filled.get(label)).length;
    this.said.textContent = left ? fill(text.blanksLeft, { n: left }) : "";
    if (!this.mail) return;
    const subject = encodeURIComponent(this.complete(this.draft.subject));
    const body = encodeURIComponent(this.complete(this.draft.text).replace(/\n/g, "\r\n"));
    this.mail.href = `mailto:?subject=${subject}&body=${body}`;
  }

  private async copy(): Promise<void> {
    const words = this.complete(this.draft.text);
    try {
      await navigator.clipboard.writeText(words);
      this.said.textContent = text.copied;
    } catch {
      this.offerSelected(words);
    }
  }

  private offerSelected(words: string): void {
    const area = element("textarea", { class: "by-hand", readonly: true, rows: 8, "aria-label": this.draft.title });
    area.value = words;
    this.body.nextElementSibling?.classList.contains("by-hand") && this.body.nextElementSibling.remove();
    this.body.after(area);
    area.focus();
    area.select();
    this.said.textContent = text.notCopied;
  }
}
