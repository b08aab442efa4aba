"""The Answer: what the advising layer says, before any channel renders it.

An Answer is plain data. It travels as JSON (`to_dict`, `from_dict`) through the tracker to the
shell, the web page and Slack, which all show the same parts in the same order.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

AnswerKind = Literal[
    "advice",  # heard facts, readings, next step, what not to do
    "choice",  # two or three situations fit: which is it?
    "explanation",  # why, why not, what would change it
    "dispute",  # who disagrees
    "more",  # what else helps
    "sources",  # where this is from
    "draft",  # words to send
    "outside",  # nothing that Heardback advises on
    "care",  # somebody may be in danger
    "talk",  # greetings, thanks, what can you do
    "error",  # something went wrong and nothing was lost
]


@dataclass(frozen=True)
class HeardFact:
    """A fact as it was heard: `words` is the part of the message it was read from."""

    name: str
    value: Any
    label: str
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One sentence or two of advice. `citations` are numbers of the Answer's sources."""

    id: str
    kind: str
    text: str
    because: str = ""
    citations: tuple[int, ...] = ()
    date: str = ""  # ISO day on which to act, where the advice names one


@dataclass(frozen=True)
class Button:
    """Something the person can press. `payload` is what is sent back in their name."""

    title: str
    payload: str


@dataclass(frozen=True)
class Question:
    """A question for the one fact that would change the answer most."""

    fact: str
    text: str
    why: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Blank:
    """A gap in a draft that the person fills in."""

    name: str
    label: str


@dataclass(frozen=True)
class Draft:
    """Words to send. `text` shows known facts and `[label]` for each blank that is left."""

    id: str
    title: str
    medium: str  # email | call | spoken
    subject: str
    text: str
    blanks: tuple[Blank, ...] = ()
    citations: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Side:
    """One side of a dispute."""

    label: str
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class DisputeView:
    """A question on which the sources disagree, and the fact that decides it."""

    id: str
    question: str
    sides: tuple[Side, ...]
    decides: str
    taken: str = ""  # the label of the side that the main answer takes, if it takes one


@dataclass(frozen=True)
class Source:
    """A footnote: who said it, where and when. `items` are what was cited of them here."""

    number: int
    items: tuple[str, ...]
    voice: str
    role: str
    outlet: str
    title: str
    date: str = ""
    gist: str = ""


@dataclass(frozen=True)
class Answer:
    """Everything that is said in one turn; empty parts are not shown.

    The parts stand in the order in which a channel shows them.
    """

    kind: AnswerKind
    situation: str = ""
    situation_title: str = ""
    care: tuple[str, ...] = ()
    changed: str = ""
    lead: str = ""
    heard: tuple[HeardFact, ...] = ()
    comfort: tuple[Line, ...] = ()
    readings: tuple[Line, ...] = ()
    next: tuple[Line, ...] = ()
    dont: tuple[Line, ...] = ()
    more: tuple[Line, ...] = ()
    differ: str = ""
    disputes: tuple[DisputeView, ...] = ()
    draft: Draft | None = None
    question: Question | None = None
    buttons: tuple[Button, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Return the Answer as JSON-ready data, without its empty parts."""
        return {name: value for name, value in asdict(self).items() if value not in ("", (), None)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Answer:
        """Return the Answer that `to_dict` made `data` of.

        Raises:
            KeyError: a part lacks one of its fields.
            TypeError: a part has a field that it should not have.
        """
        parts = dict(data)
        for name, part in _PARTS.items():
            if name in parts:
                parts[name] = tuple(_build(part, item) for item in parts[name])
        parts["care"] = tuple(parts.get("care", ()))
        if parts.get("draft"):
            parts["draft"] = _build(Draft, parts["draft"])
        if parts.get("question"):
            parts["question"] = _build(Question, parts["question"])
        return cls(**parts)


_PARTS: dict[str, type] = {
    "heard": HeardFact,
    "comfort": Line,
    "readings": Line,
    "next": Line,
    "dont": Line,
    "more": Line,
    "disputes": DisputeView,
    "buttons": Button,
    "sources": Source,
}
_NESTED: dict[str, type] = {"buttons": Button, "blanks": Blank, "sides": Side}


def _build(part: type, item: dict[str, Any]) -> Any:
    fields = dict(item)
    for name, value in fields.items():
        if name in _NESTED:
            fields[name] = tuple(_build(_NESTED[name], inner) for inner in value)
        elif isinstance(value, list) and name in ("citations", "items"):
            fields[name] = tuple(value)
    return part(**fields)
