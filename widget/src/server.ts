import type { Reply, Turn, Vocabulary } from "./answer-types";

export type Message = { text: string } | { payload: string };

/** A request that was not carried out; `code` names the sentence of text.ts that says why. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const PATIENCE = 60_000;

/**
 * Talks to Heardback. On its own page a cookie that no script can read holds the session. In a frame
 * on another site a signed token, which that site cannot read, goes with every request instead.
 */
export class Server {
  private token = "";
  private begun?: Promise<string>;
  private facts?: Promise<Vocabulary>;

  constructor(
    private readonly base: URL,
    private readonly embedded: boolean,
  ) {}

  /** Begins the session or goes on with it; returns where "leave quickly" goes. */
  begin(): Promise<string> {
    this.begun ??= this.post<{ exit: string; token?: string }>("session", { embedded: this.embedded }).then(
      ({ exit, token }) => {
        this.keep(token);
        return exit;
      },
    );
    this.begun.catch(() => (this.begun = undefined));
    return this.begun;
  }

  async history(): Promise<Turn[]> {
    return (await this.inSession(() => this.get<{ turns: Turn[] }>("history"))).turns;
  }

  /** Sends a message. The same id again means the same message: it is taken in once. */
  send(id: string, message: Message): Promise<Reply> {
    return this.inSession(() => this.post<Reply>("messages", { id, ...message }));
  }

  async forget(): Promise<void> {
    this.keep((await this.inSession(() => this.post<{ token?: string }>("forget", {}))).token);
  }

  vocabulary(): Promise<Vocabulary> {
    this.facts ??= this.get<Vocabulary>("vocabulary");
    this.facts.catch(() => (this.facts = undefined));
    return this.facts;
  }

  private async inSession<Result>(request: () => Promise<Result>): Promise<Result> {
    await this.begin();
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof Refused && error.code === "no_session")) throw error;
      this.keep("");
      this.begun = undefined;
      await this.begin();
      return request();
    }
  }

  private get<Result>(name: string): Promise<Result> {
    return this.request<Result>(name, { method: "GET" });
  }

  private post<Result>(name: string, body: unknown): Promise<Result> {
    return this.request<Result>(name, { method: "POST", body: JSON.stringify(body) });
  }

  private async request<Result>(name: string, options: RequestInit): Promise<Result> {
    const headers: Record<string, string> = options.body ? { "Content-Type": "application/json" } : {};
    if (this.token) headers["X-Heardback-Session"] = this.token;
    let response: Response;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      response = await fetch(new URL(`api/${name}`, this.base), { ...options, headers, signal });
    } catch {
      throw new Refused("offline");
    }
    const data = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refused(data.error ?? "failed");
    return data as Result;
  }

  private keep(token = ""): void {
    this.token = token;
  }
}
