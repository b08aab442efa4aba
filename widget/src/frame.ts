/** What the chat in a frame and the page around it say to each other. */
export interface Look {
  title?: string;
  greeting?: string;
  color?: string;
}

type FromChat = { heardback: "ready" | "close" | "leave"; url?: string };
type FromPage = { heardback: "look" | "opened"; look?: Look };

/** The chat's end. It listens to the page around it alone, which the server has allowed. */
export class Surroundings {
  constructor(
    private readonly onLook: (look: Look) => void,
    private readonly onOpened: () => void,
  ) {
    window.addEventListener("message", (event: MessageEvent<FromPage>) => {
      if (event.source !== window.parent) return;
      if (event.data?.heardback === "look") this.onLook(event.data.look ?? {});
      if (event.data?.heardback === "opened") this.onOpened();
    });
  }

  say(message: FromChat): void {
    window.parent.postMessage(message, "*");
  }
}

/** The page's end: tells `handle` what the chat in `frame` says, and returns how to speak to it. */
export function listenTo(
  frame: HTMLIFrameElement,
  origin: string,
  handle: (message: FromChat) => void,
): (message: FromPage) => void {
  window.addEventListener("message", (event: MessageEvent<FromChat>) => {
    if (event.source === frame.contentWindow && event.origin === origin) handle(event.data);
  });
  return (message) => frame.contentWindow?.postMessage(message, origin);
}
