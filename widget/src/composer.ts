import { element, freshId, icon } from "./elements";
import { fill, text } from "./text";

const LONGEST = 8_000; // characters, as in heardback/channels/incoming.py
const SAID_FROM = 0.85;
const KEPT_AS = "heardback-unsent";

/** The box to write in: grows with the text, keeps it over a reload, says when it nears the limit. */
export class Composer {
  readonly node: HTMLFormElement;
  private readonly area: HTMLTextAreaElement;
  private readonly count = element("p", { class: "count", "aria-live": "polite" });
  private readonly button: HTMLButtonElement;

  constructor(private readonly send: (words: string) => void) {
    const [id, hint] = [freshId(), freshId()];
    this.area = element("textarea", {
      id,
      rows: 1,
      placeholder: text.composer,
      "aria-describedby": hint,
      enterkeyhint: "send",
      input: () => this.refresh(),
      keydown: (event) => this.onKey(event as KeyboardEvent),
    });
    this.button = element("button", { class: "send", "aria-label": text.send }, icon("send"));
    this.node = element(
      "form",
      {
        class: "composer",
        submit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      element("label", { for: id, class: "unseen" }, text.composer),
      element("div", { class: "box" }, this.area, this.button),
      element("p", { id: hint, class: "quiet hint" }, text.composerHint),
      this.count,
    );
    this.area.value = keep() ?? "";
  }

  focus(): void {
    this.area.focus();
  }

  /** Puts words in the box, to be gone on with. */
  fill(words: string): void {
    this.area.value = words;
    this.refresh();
    this.area.focus();
    this.area.setSelectionRange(words.length, words.length);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private submit(): void {
    const words = this.area.value.trim();
    if (!words || length(words) > LONGEST) return this.area.focus();
    this.area.value = "";
    this.refresh();
    this.area.focus();
    this.send(words);
  }

  /** Fits the box and the count to the text; the box must stand in the page. */
  refresh(): void {
    keep(this.area.value);
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight}px`;
    const left = LONGEST - length(this.area.value.trim());
    const near = left < LONGEST * (1 - SAID_FROM);
    this.count.textContent = near ? fill(left < 0 ? text.over : text.left, { n: Math.abs(left) }) : "";
    this.count.classList.toggle("problem", left < 0);
    this.area.setAttribute("aria-invalid", String(left < 0));
    this.button.setAttribute("aria-disabled", String(left < 0 || left === LONGEST));
  }
}

const length = (words: string): number => [...words].length;

/** Keeps what is not sent yet for as long as the tab is open; without an argument returns it. */
export function keep(words?: string): string | null {
  try {
    if (words === undefined) return sessionStorage.getItem(KEPT_AS);
    if (words) sessionStorage.setItem(KEPT_AS, words);
    else sessionStorage.removeItem(KEPT_AS);
  } catch {
    // Without storage it lasts as long as the page does.
  }
  return null;
}
