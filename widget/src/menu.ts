import { element, freshId } from "./elements";
import { text } from "./text";

interface Choices {
  save(): void;
  startOver(): void;
  forget(): Promise<void>;
}

/** A button that shows what can be done with the whole conversation. */
export class Menu {
  readonly panel = element("div", { class: "menu", id: freshId(), hidden: true });
  readonly button = element(
    "button",
    { type: "button", class: "button small", "aria-expanded": "false", "aria-controls": this.panel.id, click: () => this.toggle() },
    text.more,
  );

  constructor(private readonly choices: Choices) {
    const escape = (event: Event) => {
      if ((event as KeyboardEvent).key !== "Escape" || this.panel.hidden) return;
      event.stopPropagation();
      this.toggle();
      this.button.focus();
    };
    this.panel.addEventListener("keydown", escape);
    this.button.addEventListener("keydown", escape);
    this.panel.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && next !== this.button && !this.panel.contains(next as Node)) this.toggle();
    });
  }

  private toggle(): void {
    this.panel.hidden = !this.panel.hidden;
    this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
    if (this.panel.hidden) return;
    this.panel.replaceChildren(
      item(text.save, () => this.close(this.choices.save)),
      item(text.startOver, () => this.close(this.choices.startOver)),
      item(text.forget, () => this.askToForget()),
    );
    this.panel.querySelector("button")?.focus();
  }

  private close(then: () => void): void {
    this.toggle();
    this.button.focus();
    then();
  }

  private askToForget(): void {
    const keep = item(text.forgetNo, () => this.close(() => undefined));
    const erase = item(text.forgetYes, () => this.close(() => void this.choices.forget()));
    erase.classList.add("grave");
    const question = element("p", { id: freshId() }, text.forgetAsk);
    erase.setAttribute("aria-describedby", question.id);
    this.panel.replaceChildren(question, erase, keep);
    erase.focus();
  }
}

function item(words: string, click: () => void): HTMLButtonElement {
  return element("button", { type: "button", click }, words);
}
