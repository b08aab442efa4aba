"""Loads the knowledge base from its files, or says everything that is wrong with them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from heardback.advice.checking import check
from heardback.advice.conditions import Condition, ConditionError, parse_condition
from heardback.advice.errors import AdviceError, FactValueError
from heardback.advice.knowledge import (
    BudgetRule,
    DateRule,
    Dispute,
    DisputeSide,
    DraftTemplate,
    Entry,
    EntryKind,
    HelpTopic,
    Item,
    Knowledge,
    Medium,
    Situation,
    SourceDocument,
    Voice,
)
from heardback.advice.vocabulary import FactDefinition, FactType, FactValue, OfferedAnswer
from heardback.advice.yaml_files import Fields, Reader

ADVICE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "advice"
NEXT_DAYS = ("working_morning", "monday")
HEARD_FORMS: Mapping[str, tuple[str, ...]] = {
    "yes_no": ("if_true", "if_false"),
    "count": ("none", "one", "many"),
    "days": ("none", "one", "many"),
    "choice": ("many",),
    "choices": ("many",),
}


@functools.lru_cache(maxsize=4)
def load_knowledge(folder: Path = ADVICE_FOLDER) -> Knowledge:
    """Return the knowledge base in `folder`.

    Raises:
        AdviceError: something is wrong with the files; it names every problem.
    """
    reader = Reader(folder)
    knowledge = _read(reader)
    problems = reader.problems or check(knowledge)
    if problems:
        raise AdviceError(problems)
    return knowledge


def _read(reader: Reader) -> Knowledge:
    facts = _facts(reader)
    sources = _sources(reader)
    shared = _entries(reader, "common.yml", reader.mapping("common.yml").get("advice"), facts, {})
    words, care = _words(reader)
    return Knowledge(
        facts=facts,
        sources=sources,
        items={item.reference: item for source in sources.values() for item in source.items},
        situations=_situations(reader, facts, {entry.id: entry for entry in shared}),
        drafts=_drafts(reader),
        budget=_budget(reader, facts),
        disputes=_disputes(reader),
        topics=_topics(reader),
        words=words,
        care=care,
    )


def _facts(reader: Reader) -> dict[str, FactDefinition]:
    written = reader.mapping("facts.yml")
    facts = {name: _fact(reader, name, data) for name, data in written.items()}
    for name, data in written.items():
        buttons = data.get("buttons", {}) if isinstance(data, Mapping) else {}
        answers = tuple(_answer(reader, facts, name, *button) for button in buttons.items())
        facts[name] = FactDefinition(**{**vars(facts[name]), "answers": answers})
    return facts


def _fact(reader: Reader, name: str, data: Any) -> FactDefinition:
    fields = Fields(reader, "facts.yml", name, data)
    kind = fields.choice("type", HEARD_FORMS)
    heard = {str(key): str(value) for key, value in fields.mapping("heard").items()}
    missing = [form for form in HEARD_FORMS.get(kind, ()) if form not in heard]
    if missing:
        fields.complain(f"`heard:` lacks {', '.join(missing)}.", "Add how it is said.")
    fields.mapping("buttons")
    definition = FactDefinition(
        name=name,
        type=cast("FactType", kind),
        means=fields.text("means"),
        heard=heard,
        values=fields.texts("values", needed=kind in ("choice", "choices")),
        words={str(key): str(value) for key, value in fields.mapping("words").items()},
        covers=fields.texts("covers"),
        ask_in=fields.texts("ask_in"),
        question=fields.text("question", needed=False),
        why=fields.text("why", needed=False),
    )
    if definition.question and not definition.why:
        fields.complain("it has a question but no `why:`.", "Say in half a line why it is asked.")
    fields.done()
    return definition


def _answer(
    reader: Reader, facts: Mapping[str, FactDefinition], name: str, label: Any, told: Any
) -> OfferedAnswer:
    values = told if isinstance(told, Mapping) else {name: told}
    checked: list[tuple[str, FactValue]] = []
    for fact, value in values.items():
        if fact not in facts:
            what = f"its button tells “{fact}”, which is no fact."
            reader.complain("facts.yml", name, what, "Name a fact.")
            continue
        try:
            checked.append((fact, facts[fact].checked(value)))
        except FactValueError as error:
            reader.complain("facts.yml", name, str(error), "Mend the value of the button.")
    return OfferedAnswer(str(label), tuple(checked))


def _sources(reader: Reader) -> dict[str, SourceDocument]:
    sources = {}
    for file in reader.names("sources", ".yml"):
        fields = Fields(reader, file, "", reader.mapping(file))
        name = _stem(fields, "source", file)
        voices = _voices(reader, file, fields.mapping("voices"))
        sources[name] = SourceDocument(
            id=name,
            kind=fields.text("kind"),
            outlet=fields.text("outlet"),
            title=fields.text("title"),
            author=fields.text("author"),
            date=fields.text("date", needed=False),
            items=tuple(
                _item(reader, file, f"{name}.{item}", voices, data)
                for item, data in fields.mapping("items").items()
            ),
        )
        fields.done()
    return sources


def _voices(reader: Reader, file: str, written: Mapping[str, Any]) -> dict[str, Voice]:
    voices = {}
    for key, data in written.items():
        fields = Fields(reader, file, f"voice {key}", data)
        voices[key] = Voice(fields.text("name"), fields.text("role"))
        fields.done()
    return voices


def _item(
    reader: Reader, file: str, reference: str, voices: Mapping[str, Voice], data: Any
) -> Item:
    fields = Fields(reader, file, reference, data)
    spoken = [fields.text("voice"), *fields.texts("also")]
    for voice in spoken:
        if voice not in voices:
            fields.complain(f"the voice “{voice}” is not listed.", "Add it under `voices:`.")
    item = Item(
        reference=reference,
        voices=tuple(voices[voice] for voice in spoken if voice in voices),
        kind=fields.choice("kind", get_args(EntryKind)),
        where=fields.text("where"),
        gist=fields.text("gist"),
    )
    fields.done()
    return item


def _situations(
    reader: Reader, facts: Mapping[str, FactDefinition], shared: Mapping[str, Entry]
) -> dict[str, Situation]:
    situations = {}
    for file in reader.names("situations", ".yml"):
        fields = Fields(reader, file, "", reader.mapping(file))
        name = _stem(fields, "situation", file)
        situations[name] = Situation(
            id=name,
            title=fields.text("title"),
            asks=fields.text("asks"),
            entries=_entries(reader, file, fields.items("advice"), facts, shared),
            comes_first=_conditions(fields, fields.mapping("comes_first"), facts),
        )
        fields.done()
    return situations


def _stem(fields: Fields, key: str, file: str) -> str:
    stem, name = Path(file).stem, fields.text(key)
    if name and name != stem:
        fields.complain(f"`{key}: {name}` is not the file's name.", f"Write `{key}: {stem}`.")
    return stem


def _entries(
    reader: Reader,
    file: str,
    written: Any,
    facts: Mapping[str, FactDefinition],
    shared: Mapping[str, Entry],
) -> tuple[Entry, ...]:
    if not isinstance(written, list):
        reader.complain(
            file, "", "`advice:` should be a list of entries.", "Begin each with `- id:`."
        )
        return ()
    found = []
    for data in written:
        if isinstance(data, Mapping) and set(data) == {"use"}:
            if data["use"] in shared:
                found.append(shared[data["use"]])
            else:
                remedy = "Check the name, or add it to common.yml."
                reader.complain(
                    file, f"use {data['use']}", "there is no such shared entry.", remedy
                )
        else:
            found.append(_entry(reader, file, data, facts))
    return tuple(found)


def _entry(reader: Reader, file: str, data: Any, facts: Mapping[str, FactDefinition]) -> Entry:
    name = str(data.get("id", "an entry without id")) if isinstance(data, Mapping) else "an entry"
    fields = Fields(reader, file, name, data)
    entry = Entry(
        id=fields.text("id"),
        kind=cast("EntryKind", fields.choice("kind", get_args(EntryKind))),
        say=fields.text("say"),
        because=fields.text("because", needed=False),
        cites=fields.texts("cites", needed=True),
        when=_conditions(fields, fields.mapping("when"), facts),
        about=fields.text("about", needed=False),
        draft=fields.text("draft", needed=False),
        overrides=fields.texts("overrides"),
        date=_date_rule(fields, fields.mapping("date")),
    )
    fields.done()
    return entry


def _conditions(
    fields: Fields, written: Mapping[Any, Any], facts: Mapping[str, FactDefinition]
) -> tuple[Condition, ...]:
    conditions = []
    for fact, test in written.items():
        if fact not in facts:
            fields.complain(f"“{fact}” is no fact.", "Use a name of facts.yml, or add it there.")
            continue
        try:
            conditions.append(parse_condition(facts[fact], test))
        except (ConditionError, FactValueError) as error:
            fields.complain(f"the condition on {fact} is wrong: {error}", "Mend it under `when:`.")
    return tuple(conditions)


def _date_rule(fields: Fields, written: Mapping[Any, Any]) -> DateRule | None:
    if not written:
        return None
    if set(written) == {"next"} and written["next"] in NEXT_DAYS:
        return DateRule(next_day=written["next"])
    if set(written) == {"after", "days"} and isinstance(written["days"], int):
        return DateRule(fact=str(written["after"]), days=written["days"])
    remedy = f"Write {{next: {NEXT_DAYS[0]}}} or {{after: a days-fact, days: 7}}."
    fields.complain("`date:` is not of a known form.", remedy)
    return None


def _drafts(reader: Reader) -> dict[str, DraftTemplate]:
    return {Path(file).stem: _draft(reader, file) for file in reader.names("drafts", ".txt")}


def _draft(reader: Reader, file: str) -> DraftTemplate:
    head, mark, body = reader.text(file).partition("\n---\n")
    if not mark:
        reader.complain(file, "", "there is no line with --- between head and words.", "Add it.")
    fields = Fields(reader, file, "", reader.parsed_mapping(file, head))
    draft = DraftTemplate(
        id=Path(file).stem,
        title=fields.text("title"),
        medium=cast("Medium", fields.choice("medium", get_args(Medium))),
        subject=fields.text("subject", needed=False),
        body=body.strip(),
        cites=fields.texts("cites", needed=True),
        note=fields.text("note", needed=False),
        to_employer=fields.flag("to_employer"),
        lifts_budget=fields.flag("lifts_budget"),
        fills={str(key): str(value) for key, value in fields.mapping("fills").items()},
    )
    fields.done()
    return draft


def _budget(reader: Reader, facts: Mapping[str, FactDefinition]) -> tuple[BudgetRule, ...]:
    rules = []
    for data in reader.mapping("budget.yml").get("budget") or []:
        fields = Fields(reader, "budget.yml", str(data.get("id")), data)
        rules.append(
            BudgetRule(
                id=fields.text("id"),
                when=_conditions(fields, fields.mapping("when"), facts),
                say=fields.text("say"),
                instead=fields.text("instead"),
                cites=fields.texts("cites", needed=True),
            )
        )
        fields.done()
    return tuple(rules)


def _disputes(reader: Reader) -> tuple[Dispute, ...]:
    disputes = []
    for data in reader.mapping("disputes.yml").get("disputes") or []:
        fields = Fields(reader, "disputes.yml", str(data.get("id")), data)
        disputes.append(
            Dispute(
                id=fields.text("id"),
                question=fields.text("question"),
                situations=fields.texts("situations", needed=True),
                sides=tuple(_side(reader, side) for side in fields.items("sides")),
                facts=fields.texts("facts"),
                decides=fields.text("decides"),
                decides_cites=fields.texts("decides_cites"),
            )
        )
        fields.done()
    return tuple(disputes)


def _side(reader: Reader, data: Any) -> DisputeSide:
    fields = Fields(reader, "disputes.yml", f"side {data.get('label')}", data)
    side = DisputeSide(
        label=fields.text("label"),
        say=fields.text("say"),
        short=fields.text("short"),
        cites=fields.texts("cites", needed=True),
    )
    fields.done()
    return side


def _topics(reader: Reader) -> tuple[HelpTopic, ...]:
    topics = []
    for data in reader.mapping("help_elsewhere.yml").get("topics") or []:
        fields = Fields(reader, "help_elsewhere.yml", str(data.get("id")), data)
        topics.append(
            HelpTopic(
                id=fields.text("id"),
                name=fields.text("name"),
                phrases=fields.texts("phrases", needed=True),
                help=fields.text("help"),
            )
        )
        fields.done()
    return tuple(topics)


def _words(reader: Reader) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    words, care = {}, {}
    for name, value in reader.mapping("words.yml").items():
        if isinstance(value, str):
            words[name] = value
        elif isinstance(value, list) and all(isinstance(line, str) for line in value):
            care[name] = tuple(value)
        else:
            reader.complain("words.yml", name, "this should be text.", "Put it in quotation marks.")
    return words, care
