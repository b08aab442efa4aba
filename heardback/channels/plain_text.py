"""An Answer as plain text: for the shell, and for every channel that shows nothing else."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from heardback.advice.answer import Answer, Button, DisputeView, Draft, Line, Source

WIDTH = 92


def render(answer: Answer, words: Mapping[str, str], *, width: int = WIDTH) -> str:
    """Return the Answer as paragraphs of plain text, without its buttons.

    Args:
        answer: what is said.
        words: data/advice/words.yml, for the headings.
        width: characters a line at most; 0 leaves every paragraph on one line.
    """
    paragraphs = [paragraph for paragraph in _paragraphs(answer, words) if paragraph]
    return "\n\n".join(_wrapped(paragraph, width) for paragraph in paragraphs)


def buttons_line(answer: Answer) -> str:
    """Return the buttons as one line, the question's own first."""
    titles = [button.title for button in _all_buttons(answer)]
    return "   ".join(f"> {title}" for title in titles)


def _all_buttons(answer: Answer) -> list[Button]:
    return [*(answer.question.buttons if answer.question else ()), *answer.buttons]


def _paragraphs(answer: Answer, words: Mapping[str, str]) -> Iterator[str]:
    yield from answer.care
    yield answer.changed
    yield answer.lead
    yield _heard(answer, words)
    yield " ".join(_said(answer.comfort))
    yield _headed(words["side_readings"], answer.readings)
    yield _headed(words["side_next"], answer.next)
    yield _headed(words["side_dont"], answer.dont)
    yield from (_more(line) for line in answer.more)
    yield answer.differ
    for dispute in answer.disputes:
        yield from _dispute(dispute, words)
    if answer.draft:
        yield from _draft(answer.draft)
    if answer.question:
        why = words["question_why"].replace("{why}", answer.question.why)
        yield f"{answer.question.text} {why}"
    yield footnotes(answer.sources)


def _heard(answer: Answer, words: Mapping[str, str]) -> str:
    parts = [answer.situation_title, *(fact.label for fact in answer.heard)]
    told = " · ".join(part for part in parts if part)
    return f"{words['side_heard']}: {told}." if told else ""


def _headed(heading: str, lines: Iterable[Line]) -> str:
    said = " ".join(_said(lines))
    return f"{heading}. {said}" if said else ""


def _said(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield f"{line.text}{numbers(line.citations)}{_day(line)}"


def _more(line: Line) -> str:
    return f"- {line.text}{numbers(line.citations)} {line.because}".rstrip()


def _day(line: Line) -> str:
    return f" ({spoken_day(line.date)})" if line.date else ""


def spoken_day(iso: str) -> str:
    """Return an ISO day as it is said: "Monday, 23 November"."""
    day = date.fromisoformat(iso)
    return f"{day:%A}, {day.day} {day:%B}"


def numbers(citations: Iterable[int]) -> str:
    """Return footnote numbers as they stand in the text: " [1][2]"."""
    marks = "".join(f"[{number}]" for number in citations)
    return f" {marks}" if marks else ""


def _dispute(dispute: DisputeView, words: Mapping[str, str]) -> Iterator[str]:
    yield dispute.question
    for side in dispute.sides:
        taken = f" ({words['taken_here']})" if side.label == dispute.taken else ""
        yield f"- {side.label}{taken}: {side.text}{numbers(side.citations)}"
    yield words["decides"].replace("{decides}", dispute.decides)


def _draft(draft: Draft) -> Iterator[str]:
    yield f"— {draft.title} —{numbers(draft.citations)}"
    if draft.subject:
        yield f"Subject: {draft.subject}"
    yield from draft.text.split("\n\n")
    yield draft.note


def footnotes(sources: Iterable[Source]) -> str:
    """Return the footnotes in one paragraph, those of one document together."""
    by_document: dict[tuple[str, str, str], list[Source]] = defaultdict(list)
    for source in sources:
        by_document[source.outlet, source.title, source.date[:4]].append(source)
    parts = []
    for (outlet, title, year), found in by_document.items():
        voices = ", ".join(f"[{source.number}] {source.voice}" for source in found)
        parts.append(f"{voices}: {outlet}, “{title}”{f', {year}' if year else ''}")
    return ". ".join(parts) + "." if parts else ""


def _wrapped(paragraph: str, width: int) -> str:
    if not width:
        return paragraph
    lines = paragraph.splitlines()
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent="  " if line.startswith("- ") else "")
        for line in lines
    )
