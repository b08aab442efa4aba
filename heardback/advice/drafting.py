"""Words to send: fills a draft with known facts, and declines it where enough has been sent."""

from __future__ import annotations

import re

from heardback.advice.answer import Blank, Draft
from heardback.advice.choosing import Choice
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import BudgetRule, DraftTemplate, Knowledge
from heardback.advice.vocabulary import FactDefinition, Facts, FactValue

BLANK = re.compile(r"\[([^\]\n]+)\]")
DAYS_IN_WEEK, DAYS_IN_MONTH = 7, 30
SMALL_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def offered(knowledge: Knowledge, choice: Choice) -> list[DraftTemplate]:
    """Return the drafts that go with the advice chosen, first sight first, each once."""
    names = dict.fromkeys(entry.draft for entry in choice.steps + choice.more if entry.draft)
    return [knowledge.drafts[name] for name in names]


def spent(knowledge: Knowledge, draft: DraftTemplate, facts: Facts) -> BudgetRule | None:
    """Return the budget rule that speaks against sending `draft`, or None.

    A draft that brings news (`lifts_budget`) and one that is not for the employer are always free.
    """
    if draft.lifts_budget or not draft.to_employer:
        return None
    for rule in knowledge.budget:
        if all(condition.holds(facts) for condition in rule.when):
            return rule
    return None


def fill(knowledge: Knowledge, template: DraftTemplate, facts: Facts, notes: Footnotes) -> Draft:
    """Return the draft with what is known filled in, and a blank for everything else."""
    fills = {
        blank: said
        for blank, fact in (template.fills or {}).items()
        if (said := _said(knowledge.facts[fact], facts.get(fact)))
    }
    subject, text = _filled(template.subject, fills), _filled(template.body, fills)
    names = dict.fromkeys(BLANK.findall(f"{subject}\n{text}"))
    return Draft(
        id=template.id,
        title=template.title,
        medium=template.medium,
        subject=subject,
        text=text,
        blanks=tuple(Blank(name=f"blank_{n}", label=label) for n, label in enumerate(names, 1)),
        citations=notes.cite(template.cites),
        note=template.note,
    )


def _filled(text: str, fills: dict[str, str]) -> str:
    return BLANK.sub(lambda found: fills.get(found[1], found[0]), text)


def _said(definition: FactDefinition, value: FactValue | None) -> str:
    """Return a known fact as a phrase inside a sentence, or "" where it cannot be said."""
    if definition.type == "days" and isinstance(value, int):
        return days_ago(value)
    return ""


def days_ago(days: int) -> str:
    """Return how a person would say that something was `days` days ago."""
    if days <= 1:
        return ("today", "yesterday")[days]
    if days < DAYS_IN_WEEK:
        return "this week" if days < DAYS_IN_WEEK // 2 else "some days ago"
    if days < DAYS_IN_MONTH:
        weeks = round(days / DAYS_IN_WEEK)
        return f"about {'a week' if weeks == 1 else SMALL_NUMBERS[weeks] + ' weeks'} ago"
    months = round(days / DAYS_IN_MONTH)
    if months == 1:
        return "about a month ago"
    if months < len(SMALL_NUMBERS):
        return f"about {SMALL_NUMBERS[months]} months ago"
    return "some time ago"
