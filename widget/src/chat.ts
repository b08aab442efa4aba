import type { Answer, Told, Vocabulary } from "./answer-types";
import { type Actions, answerArticle, markChosen } from "./answer";
import { Composer, keep } from "./composer";
import { download, dress, element, freshId, icon } from "./elements";
import { factLabel } from "./facts";
import { type Look, Surroundings } from "./frame";
import { Menu } from "./menu";
import { type Message, Refused, Server } from "./server";
import { fill, language, text } from "./text";
import { accentRules } from "./accent";
import { type Said, transcript } from "./transcript";
import css from "./chat.css";
import pageCss from "./page.css";

/** The chat itself. It stands on a page of Heardback's own, whole or in a frame. */
export class HeardbackChat extends HTMLElement {
  static base: URL;

  private readonly embedded = this.hasAttribute("embedded");
  private readonly server = new Server(HeardbackChat.base, this.embedded);
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly heading = element("h1", {}, text.title);
  private readonly log = element("div", { class: "log", role: "log", tabindex: 0, "aria-live": "polite", "aria-label": text.conversation });
  private readonly notice = element("p", { class: "notice", role: "status" });
  private readonly spoken = element("p", { class: "unseen", role: "status" });
  private readonly composer = new Composer((words) => this.tell({ text: words }, words));
  private readonly surroundings = this.embedded
    ? new Surroundings((look) => this.take(look), () => this.composer.focus())
    : undefined;
  private readonly actions: Actions = {
    press: (button) => this.tell({ payload: button.payload }, button.title),
    inform: (facts, label) => this.tell({ payload: `/inform${JSON.stringify(facts)}` }, label),
    vocabulary: () => this.server.vocabulary(),
  };
  private greeting = text.greeting;
  private exit = "";
  private said: Said[] = [];
  private underWay = 0;

  connectedCallback(): void {
    this.lang = language;
    dress(document, pageCss);
    dress(this.root, css);
    const menu = new Menu({
      save: () => this.save(),
      startOver: () => this.tell({ payload: "/start_over" }, text.startOver),
      forget: () => this.forget(),
    });
    this.root.append(
      element("header", {}, this.heading, menu.button, this.leaveButton(), this.embedded && this.closeButton(), menu.panel),
      this.notice,
      element("main", {}, this.log, this.composer.node, this.spoken),
    );
    this.composer.refresh();
    this.greet();
    for (const event of ["online", "offline"]) window.addEventListener(event, () => this.checkConnection());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void this.catchUp();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.embedded) this.surroundings?.say({ heardback: "close" });
    });
    this.checkConnection();
    void this.start();
    this.surroundings?.say({ heardback: "ready" });
    if (!this.embedded) this.composer.focus();
  }

  private async start(): Promise<void> {
    try {
      this.exit = await this.server.begin();
      await this.catchUp();
    } catch (error) {
      this.notice.textContent = navigator.onLine ? reason(error) : text.offline;
    }
    this.setAttribute("ready", "");
  }

  /** Shows the turns that another tab, or this one before a reload, has had. */
  private async catchUp(): Promise<void> {
    if (this.underWay) return;
    let turns;
    try {
      turns = await this.server.history();
    } catch {
      if (navigator.onLine) this.notice.textContent = text.noHistory;
      return;
    }
    if (this.notice.textContent === text.noHistory) this.notice.textContent = "";
    if (this.underWay || turns.length === this.said.filter((one) => one.by === "person").length) return;
    const focused = this.root.activeElement;
    this.log.setAttribute("aria-live", "off"); // what was said before is not said again
    this.clear();
    for (const turn of turns) {
      const words = turn.is_button ? await this.replay(turn.text) : turn.text;
      this.log.append(this.bubble(words));
      this.said.push({ by: "person", text: words });
      for (const answer of turn.answers) this.show(answer);
    }
    if (!turns.length) this.greet();
    this.log.scrollTop = [...this.log.querySelectorAll<HTMLElement>(".own")].pop()?.offsetTop ?? 0;
    if (focused && !focused.isConnected) this.composer.focus();
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 1_000);
  }

  /** Marks the button of that payload as chosen and returns what stood on it. */
  private async replay(payload: string): Promise<string> {
    const pressed = [...this.log.querySelectorAll<HTMLElement>("[data-payload]")].reverse();
    const button = pressed.find((one) => one.dataset.payload === payload);
    if (button) {
      const title = button.textContent ?? "";
      if (button.classList.contains("is-chosen")) return title.replace(`(${text.chosen})`, "");
      markChosen(button);
      return title;
    }
    if (payload === "/start_over") return text.startOver;
    return (await this.informed(payload)) ?? text.answered;
  }

  private async informed(payload: string): Promise<string | undefined> {
    try {
      const facts: [string, Told][] = Object.entries(JSON.parse(payload.replace("/inform", "")));
      const vocabulary = await this.server.vocabulary();
      return facts.map(([name, value]) => this.label(name, value, vocabulary)).join(", ");
    } catch {
      return undefined;
    }
  }

  private label(name: string, value: Told, vocabulary: Vocabulary): string {
    if (value !== null) return factLabel(vocabulary[name]!, value);
    const heard = this.said.flatMap((one) => (one.by === "heardback" ? (one.answer.heard ?? []) : []));
    return fill(text.takenBack, { fact: heard.reverse().find((fact) => fact.name === name)?.label ?? name });
  }

  // -- telling and answering --

  private tell(message: Message, words: string): void {
    if (!this.said.length) this.log.replaceChildren();
    const bubble = this.bubble(words);
    this.log.append(bubble);
    this.said.push({ by: "person", text: words });
    this.look(bubble);
    void this.deliver(crypto.randomUUID(), message, bubble);
  }

  private async deliver(id: string, message: Message, bubble: HTMLElement): Promise<void> {
    const working = element("p", { class: "working" }, element("span", { class: "unseen" }, text.working), dots());
    bubble.after(working);
    this.say(text.working);
    this.underWay += 1;
    try {
      const { answers, erased } = await this.server.send(id, message);
      working.remove();
      if (erased) this.clear();
      let after = bubble;
      for (const answer of answers) after = this.show(answer, erased ? undefined : after);
      this.look(bubble.isConnected && isShort(bubble) ? bubble : after);
      this.say(text.answered);
      if (this.notice.textContent !== text.offline) this.notice.textContent = "";
    } catch (error) {
      working.remove();
      this.offerAgain(reason(error), id, message, bubble);
    } finally {
      this.underWay -= 1;
    }
  }

  private offerAgain(why: string, id: string, message: Message, bubble: HTMLElement): void {
    const again = () => {
      failure.remove();
      this.composer.focus();
      void this.deliver(id, message, bubble);
    };
    const failure = element(
      "div",
      { class: "failure", role: "alert" },
      element("p", {}, element("b", {}, text.notSent), ` ${why}`),
      element("button", { type: "button", class: "button small", click: again }, text.tryAgain),
    );
    bubble.after(failure);
    this.say("");
    this.look(failure);
  }

  private bubble(words: string): HTMLElement {
    return element("article", { class: "own", "aria-label": text.you }, words);
  }

  private show(answer: Answer, after?: Element): HTMLElement {
    const shown = answerArticle(answer, this.actions);
    const focused = this.root.activeElement;
    if (answer.heard?.length || answer.situation_title) {
      this.log.querySelectorAll(".answer").forEach((older) => older.classList.add("is-past"));
      this.log.querySelectorAll<HTMLElement>(".chip").forEach(settle);
      this.log.querySelectorAll(".editor-room").forEach((room) => room.replaceChildren());
    }
    if (after) after.after(shown);
    else this.log.append(shown);
    if (focused && !focused.isConnected) shown.focus();
    this.said.push({ by: "heardback", answer });
    return shown;
  }

  // -- what the menu does --

  private save(): void {
    const today = new Date().toISOString().slice(0, 10);
    download(`heardback-${today}.txt`, "text/plain;charset=utf-8", transcript(this.said, today));
  }

  private async forget(): Promise<void> {
    try {
      await this.server.forget();
    } catch (error) {
      this.notice.textContent = reason(error);
      return;
    }
    keep("");
    this.clear();
    this.greet();
    this.notice.textContent = "";
    this.composer.fill("");
    this.log.prepend(element("p", { class: "changed" }, text.forgotten));
    this.say(text.forgotten);
  }

  private leaveButton(): HTMLElement {
    const hint = freshId();
    const leave = () => {
      this.clear();
      keep("");
      if (this.embedded) this.surroundings?.say({ heardback: "leave", url: this.exit });
      else window.location.replace(this.exit || "about:blank");
    };
    return element(
      "div",
      {},
      element("button", { type: "button", class: "button small", "aria-describedby": hint, click: leave }, text.leave),
      element("span", { id: hint, class: "unseen" }, text.leaveHint),
    );
  }

  private closeButton(): HTMLElement {
    const close = () => this.surroundings?.say({ heardback: "close" });
    return element("button", { type: "button", class: "button small bare", "aria-label": text.close, click: close }, icon("close"));
  }

  // -- looks --

  private clear(): void {
    this.said = [];
    this.log.replaceChildren();
  }

  private greet(): void {
    const items = text.beginnings.map((words) =>
      element("li", {}, element("button", { type: "button", class: "button", click: () => this.composer.fill(`${words}. `) }, words)),
    );
    this.log.replaceChildren(
      element(
        "div",
        { class: "greeting" },
        element("p", { class: "welcome" }, this.greeting),
        element("p", { class: "quiet" }, text.private),
        element("h2", {}, text.startWith),
        element("ul", { class: "row beginnings" }, ...items),
      ),
    );
  }

  private take(look: Look): void {
    if (look.title) this.heading.textContent = look.title;
    if (look.color) dress(this.root, css, accentRules(look.color));
    if (look.greeting) {
      this.greeting = look.greeting;
      if (!this.said.length) this.greet();
    }
  }

  private checkConnection(): void {
    if (!navigator.onLine) this.notice.textContent = text.offline;
    else if (this.notice.textContent === text.offline) this.notice.textContent = "";
  }

  private say(words: string): void {
    this.spoken.textContent = words;
  }

  /** Scrolls the conversation, and never the page, so that `at` begins at the top. */
  private look(at: HTMLElement | null): void {
    if (at) this.log.scrollTo({ top: at.offsetTop - 16, behavior: calm() ? "auto" : "smooth" });
  }
}

/** Leaves the facts of an older answer to be read, no more to be changed. */
function settle(chip: HTMLElement): void {
  chip.replaceWith(element("span", { class: "chip" }, chip.textContent ?? ""));
}

function dots(): HTMLElement {
  return element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
}

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

const isShort = (bubble: HTMLElement): boolean => bubble.offsetHeight < 160;

function reason(error: unknown): string {
  const code = error instanceof Refused ? error.code : "failed";
  return text.reasons[code] ?? text.reasons.failed!;
}
