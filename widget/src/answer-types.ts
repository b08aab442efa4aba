/** An Answer as the server sends it: heardback/advice/answer.py without its empty parts. */
export interface Answer {
  kind: string;
  situation_title?: string;
  care?: string[];
  changed?: string;
  lead?: string;
  heard?: HeardFact[];
  comfort?: Line[];
  readings?: Line[];
  next?: Line[];
  dont?: Line[];
  more?: Line[];
  differ?: string;
  disputes?: Dispute[];
  draft?: Draft;
  question?: Question;
  buttons?: Button[];
  sources?: Source[];
}

export type FactValue = boolean | number | string | string[];

/** What is told of a fact: its value, or null to take it back. */
export type Told = FactValue | null;

export interface HeardFact {
  name: string;
  value: FactValue;
  label: string;
  words: string;
}

export interface Line {
  id: string;
  kind: string;
  text: string;
  because: string;
  citations: number[];
  date: string;
}

export interface Button {
  title: string;
  payload: string;
}

export interface Question {
  fact: string;
  text: string;
  why: string;
  buttons: Button[];
}

export interface Draft {
  id: string;
  title: string;
  medium: string;
  subject: string;
  text: string;
  blanks: { name: string; label: string }[];
  citations: number[];
  note: string;
}

export interface Dispute {
  id: string;
  question: string;
  sides: { label: string; text: string; citations: number[] }[];
  decides: string;
  taken: string;
}

export interface Source {
  number: number;
  voice: string;
  role: string;
  outlet: string;
  title: string;
  date: string;
  gist: string;
}

/** One fact of the vocabulary: its type and how its values are said. */
export interface FactKind {
  type: "yes_no" | "count" | "days" | "choice" | "choices";
  heard: Record<string, string>;
  question?: string;
  values?: Record<string, string>;
}

export type Vocabulary = Record<string, FactKind>;

/** A turn of the history, as the server sends it. */
export interface Turn {
  text: string;
  is_button: boolean;
  answers: Answer[];
}

/** What comes back for a message. */
export interface Reply {
  answers: Answer[];
  erased?: boolean;
}
