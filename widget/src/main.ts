import { HeardbackChat } from "./chat";
import { HeardbackLauncher } from "./launcher";

const script = document.currentScript as HTMLScriptElement;
const base = new URL(".", script.src);

if (script.dataset.page !== undefined) {
  HeardbackChat.base = base;
  customElements.define("heardback-chat", HeardbackChat);
} else if (!customElements.get("heardback-launcher")) {
  HeardbackLauncher.base = base;
  customElements.define("heardback-launcher", HeardbackLauncher);
  const place = () => {
    const launcher = document.createElement("heardback-launcher");
    Object.assign(launcher.dataset, script.dataset);
    document.body.append(launcher);
  };
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
}
