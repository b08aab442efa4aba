import type { FactKind, FactValue, HeardFact, Told, Vocabulary } from "./answer-types";
import { element, freshId, icon } from "./elements";
import { fill, locale, text } from "./text";

type Inform = (facts: Record<string, Told>, label: string) => void;

const UNITS = { days: 1, weeks: 7, months: 30 } as const;
const LARGEST = 999;

/** Shows the heard facts as chips. Where they can be put right, a chip opens a small editor below. */
export function factChips(
  heard: HeardFact[],
  title: string | undefined,
  vocabulary: () => Promise<Vocabulary>,
  inform: Inform,
): HTMLElement {
  const room = element("div", { class: "editor-room" });
  let opened: HTMLElement | undefined;
  const close = () => {
    room.replaceChildren();
    opened?.setAttribute("aria-expanded", "false");
    opened?.focus();
    opened = undefined;
  };
  const open = async (chip: HTMLElement, fact: HeardFact) => {
    if (opened === chip) return close();
    opened?.setAttribute("aria-expanded", "false");
    opened = chip;
    chip.setAttribute("aria-expanded", "true");
    const kind = (await vocabulary())[fact.name];
    if (!kind || opened !== chip) return;
    const editor = factEditor(fact, kind, close, (value) => {
      close();
      inform({ [fact.name]: value }, value === null ? fill(text.takenBack, { fact: fact.label }) : factLabel(kind, value));
    });
    room.replaceChildren(editor);
    editor.querySelector<HTMLElement>("input:checked, input")?.focus();
  };
  const chips = heard.map((fact) => {
    const chip = element(
      "button",
      {
        type: "button",
        class: "chip",
        "aria-expanded": "false",
        "aria-label": fill(text.changeFact, { fact: fact.label }),
        click: () => void open(chip, fact),
      },
      element("span", {}, fact.label),
      icon("pencil"),
    );
    return element("li", {}, chip);
  });
  return element(
    "section",
    { class: "heard" },
    element("h2", {}, text.heard, title ? `: ${title}` : ""),
    element("ul", { class: "chips" }, ...chips),
    element("p", { class: "quiet hint" }, text.heardHint),
    room,
  );
}

/** Returns the fact as it is repeated to the person. */
export function factLabel(kind: FactKind, value: FactValue): string {
  const heard = kind.heard;
  if (typeof value === "boolean") return heard[value ? "if_true" : "if_false"] ?? "";
  if (typeof value === "number") {
    const form = heard[{ 0: "none", 1: "one" }[value] ?? "many"] ?? "";
    return fill(form, { n: value });
  }
  const chosen = [value].flat().map((item) => kind.values?.[item] ?? item);
  return fill(heard.many ?? "", { list: new Intl.ListFormat(locale).format(chosen) });
}

function factEditor(
  fact: HeardFact,
  kind: FactKind,
  cancel: () => void,
  save: (value: Told) => void,
): HTMLElement {
  const { fields, value } = fieldsFor(kind, fact.value);
  const problem = element("p", { role: "alert", class: "problem" });
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = value();
    if (chosen === undefined) problem.textContent = text.pickOne;
    else save(chosen);
  };
  const escape = (event: Event) => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    event.stopPropagation();
    cancel();
  };
  return element(
    "form",
    { class: "editor", submit, keydown: escape, novalidate: true },
    element(
      "fieldset",
      {},
      element("legend", {}, kind.question ?? fill(text.changeFact, { fact: fact.label })),
      ...fields,
    ),
    fact.words && element("p", { class: "quiet" }, fill(text.fromWords, { words: fact.words })),
    problem,
    element(
      "div",
      { class: "row" },
      element("button", { class: "button strong" }, text.saveFact),
      element("button", { type: "button", class: "button", click: () => save(null) }, text.takeBack),
      element("button", { type: "button", class: "button", click: cancel }, text.cancel),
    ),
  );
}

interface Fields {
  fields: Node[];
  value: () => FactValue | undefined;
}

function fieldsFor(kind: FactKind, now: FactValue): Fields {
  switch (kind.type) {
    case "yes_no":
      return choices({ true: kind.heard.if_true ?? "", false: kind.heard.if_false ?? "" }, [String(now)], false, (picked) => picked[0] === "true");
    case "choice":
      return choices(kind.values ?? {}, [String(now)], false, (picked) => picked[0]!);
    case "choices":
      return choices(kind.values ?? {}, [now].flat().map(String), true, (picked) => picked);
    case "count":
      return count(Number(now));
    case "days":
      return duration(Number(now));
  }
}

function choices(
  labels: Record<string, string>,
  now: string[],
  several: boolean,
  value: (picked: string[]) => FactValue,
): Fields {
  const name = freshId();
  const inputs = Object.keys(labels).map((key) =>
    element("input", { type: several ? "checkbox" : "radio", name, value: key, checked: now.includes(key) }),
  );
  return {
    fields: inputs.map((input) => element("label", { class: "choice" }, input, element("span", {}, labels[input.value]))),
    value: () => {
      const picked = inputs.filter((input) => input.checked).map((input) => input.value);
      return picked.length ? value(picked) : undefined;
    },
  };
}

function count(now: number): Fields {
  const { input, step } = numberInput(text.howMany, now);
  return {
    fields: [element("div", { class: "stepper" }, step(-1, text.fewer, "−"), input, step(1, text.more1, "+"))],
    value: () => whole(input),
  };
}

function duration(now: number): Fields {
  const unit = now && now % 7 === 0 ? "weeks" : "days";
  const { input, step } = numberInput(text.howLong, now / UNITS[unit]);
  const select = element(
    "select",
    { "aria-label": text.unit },
    ...Object.keys(UNITS).map((key) =>
      element("option", { value: key, selected: key === unit }, text.units[key as keyof typeof UNITS]),
    ),
  );
  const days = () => whole(input) * UNITS[select.value as keyof typeof UNITS];
  return {
    fields: [element("div", { class: "stepper" }, step(-1, text.fewer, "−"), input, step(1, text.more1, "+"), select)],
    value: days,
  };
}

function numberInput(label: string, now: number) {
  const input = element("input", { type: "number", min: 0, max: LARGEST, step: 1, value: now, inputmode: "numeric", "aria-label": label });
  const step = (by: number, name: string, sign: string) =>
    element(
      "button",
      { type: "button", class: "button step", "aria-label": name, click: () => (input.value = String(Math.max(0, whole(input) + by))) },
      sign,
    );
  return { input, step };
}

const whole = (input: HTMLInputElement): number =>
  Math.min(LARGEST, Math.max(0, Math.round(Number(input.value) || 0)));
