import { text } from "./text";

const LONGEST_LINE = 74; // bytes, so that with the fold's space no line is over 75

/** Returns a calendar file with one all-day entry on the ISO day `day`. */
export function calendarFile(id: string, day: string, what: string, now = new Date()): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const stamp = `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Heardback//EN",
    "BEGIN:VEVENT",
    `UID:${id}-${day}-${crypto.randomUUID()}@heardback`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(next.toISOString().slice(0, 10))}`,
    `SUMMARY:${escaped(text.calendarTitle)}`,
    `DESCRIPTION:${escaped(what)}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

const plain = (day: string): string => day.replace(/-/g, "");

const escaped = (words: string): string =>
  words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

function folded(line: string): string {
  const lines = [""];
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > LONGEST_LINE) {
      lines.push(" ");
      bytes = 1;
    }
    lines[lines.length - 1] += character;
    bytes += size;
  }
  return lines.join("\r\n");
}
