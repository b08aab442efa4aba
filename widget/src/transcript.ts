import type { Answer, Line, Source } from "./answer-types";
import { spokenDate } from "./footnotes";
import { fill, text } from "./text";

export type Said = { by: "person"; text: string } | { by: "heardback"; answer: Answer };

/** Returns the conversation as a text file. */
export function transcript(said: Said[], today: string): string {
  const turns = said.map((turn) =>
    turn.by === "person" ? `${text.you}:\n${turn.text}` : `${text.heardback}:\n${answerText(turn.answer)}`,
  );
  return `${[fill(text.savedOn, { day: spokenDate(today) }), ...turns].join("\n\n")}\n`;
}

function answerText(answer: Answer): string {
  const heard = [answer.situation_title, ...(answer.heard ?? []).map((fact) => fact.label)].filter(Boolean);
  const parts = [
    ...(answer.care ?? []),
    answer.changed,
    answer.lead,
    heard.length ? `${text.heard}: ${heard.join(" · ")}.` : "",
    lines("", answer.comfort),
    lines(text.readings, answer.readings),
    lines(text.next, answer.next),
    lines(text.dont, answer.dont),
    ...(answer.more ?? []).map((line) => `- ${lineText(line)}`),
    ...(answer.disputes ?? []).flatMap((dispute) => [
      dispute.question,
      ...dispute.sides.map((side) => {
        const taken = side.label === dispute.taken ? ` (${text.taken})` : "";
        return `- ${side.label}${taken}: ${side.text}${marks(side.citations)}`;
      }),
      `${text.decides}: ${dispute.decides}`,
    ]),
    draftText(answer),
    answer.differ,
    answer.question?.text,
    (answer.sources ?? []).map(sourceText).join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function lines(heading: string, said: Line[] | undefined): string {
  if (!said?.length) return "";
  return (heading ? `${heading}. ` : "") + said.map(lineText).join(" ");
}

function lineText(line: Line): string {
  const day = line.date ? ` (${spokenDate(line.date, true)})` : "";
  return `${line.text}${marks(line.citations)}${day}${line.because ? ` ${line.because}` : ""}`;
}

function draftText({ draft }: Answer): string {
  if (!draft) return "";
  const subject = draft.subject ? `${text.subject}: ${draft.subject}\n\n` : "";
  return [draft.title, `${subject}${draft.text}`, draft.note].filter(Boolean).join("\n\n");
}

const marks = (citations: number[]): string =>
  citations.length ? ` ${citations.map((number) => `[${number}]`).join("")}` : "";

const sourceText = (source: Source): string =>
  `[${source.number}] ${source.voice}, ${source.outlet}, “${source.title}”${source.date ? `, ${source.date}` : ""}`;
