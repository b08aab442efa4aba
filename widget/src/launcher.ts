import { accentRules } from "./accent";
import { dress, element, freshId, icon } from "./elements";
import { listenTo, type Look } from "./frame";
import { fill, language, text } from "./text";
import css from "./launcher.css";

const PATIENCE = 4_000;

/**
 * The button that another site's page shows, and the chat behind it. The chat stands in a frame of
 * Heardback's own origin, so that the page can read neither the session nor what is written.
 */
export class HeardbackLauncher extends HTMLElement {
  static base: URL;

  private readonly root = this.attachShadow({ mode: "open" });
  private readonly panel = element("div", { class: "panel", role: "dialog", id: freshId(), hidden: true });
  private readonly button = element("button", { type: "button", class: "open", "aria-expanded": "false", click: () => this.toggle() });
  private frame?: HTMLIFrameElement;
  private speak?: ReturnType<typeof listenTo>;
  private isReady = false;

  connectedCallback(): void {
    if (this.panel.isConnected) return;
    this.lang = language;
    const title = this.dataset.title || text.title;
    dress(this.root, css, accentRules(this.dataset.color ?? ""));
    this.panel.setAttribute("aria-label", title);
    this.button.setAttribute("aria-controls", this.panel.id);
    this.button.append(icon("talk"), element("span", {}, this.dataset.label || text.open));
    this.root.append(this.panel, this.button);
    this.root.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape" && !this.panel.hidden) this.toggle();
    });
  }

  private toggle(): void {
    const opening = Boolean(this.panel.hidden);
    this.panel.hidden = !opening;
    this.toggleAttribute("opened", opening);
    this.button.setAttribute("aria-expanded", String(opening));
    if (!opening) this.button.focus();
    else if (!this.frame) this.load();
    else this.enter();
  }

  private load(): void {
    const base = HeardbackLauncher.base;
    const frame = element("iframe", {
      title: this.dataset.title || text.title,
      src: new URL("embedded", base).href,
      allow: "clipboard-write",
      referrerpolicy: "origin",
    });
    this.frame = frame;
    this.speak = listenTo(frame, base.origin, (message) => {
      if (message.heardback === "ready") this.greet();
      if (message.heardback === "close" && !this.panel.hidden) this.toggle();
      if (message.heardback === "leave") this.leave(this.dataset.exit || message.url || "");
    });
    frame.addEventListener("load", () => setTimeout(() => this.isReady || this.apologise(), PATIENCE));
    this.panel.append(frame);
  }

  private greet(): void {
    this.isReady = true;
    const { title, greeting, color } = this.dataset;
    const look: Look = { ...(title && { title }), ...(greeting && { greeting }), ...(color && { color }) };
    this.speak?.({ heardback: "look", look });
    this.enter();
  }

  private enter(): void {
    this.frame?.focus();
    if (this.isReady) this.speak?.({ heardback: "opened" });
  }

  private leave(url: string): void {
    this.panel.replaceChildren();
    window.location.replace(/^https?:/.test(url) ? url : "about:blank");
  }

  private apologise(): void {
    const there = element("a", { href: HeardbackLauncher.base.href, target: "_blank", rel: "noopener" }, text.openThere);
    this.panel.replaceChildren(
      element("div", { class: "apology", role: "alert" }, element("p", {}, fill(text.notHere, {})), element("p", {}, there)),
    );
  }
}
