"""Checks what comes in before Rasa sees it: text of bounded length, or a button that we offered."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

LONGEST_MESSAGE = 8_000  # characters
BUTTON = re.compile(r"/(?P<intent>[a-z_]{2,40})(?P<details>\{.{0,400}\})?\Z", re.DOTALL)
KEPT_CONTROLS = "\n\t"


class IncomingError(ValueError):
    """What came in cannot be taken; `reason` names the sentence of words.yml that says so."""

    def __init__(self, reason: str) -> None:
        """Keep the reason: `not_text` or `too_long`."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Incoming:
    """One message or pressed button, safe to hand to Rasa."""

    text: str
    is_button: bool = False


def typed(text: object) -> Incoming:
    """Return a typed message: without control characters, never read as a button.

    Raises:
        IncomingError: it is not text, empty, or longer than 8,000 characters.
    """
    if not isinstance(text, str):
        raise IncomingError("not_text")
    if len(text) > LONGEST_MESSAGE:
        raise IncomingError("too_long")
    clean = "".join(kept for kept in text if _is_kept(kept)).strip()
    clean = clean.removeprefix("EXTERNAL:").lstrip("/ \n\t")
    if not clean:
        raise IncomingError("not_text")
    return Incoming(clean)


def pressed(payload: object, intents: frozenset[str]) -> Incoming:
    """Return a pressed button, where `payload` is of the form and the intents that buttons have.

    Raises:
        IncomingError: no button of ours has this payload.
    """
    found = BUTTON.match(payload) if isinstance(payload, str) else None
    if found is None or found["intent"] not in intents or not _is_flat(found["details"]):
        raise IncomingError("not_text")
    return Incoming(found[0], is_button=True)


def _is_kept(character: str) -> bool:
    return character in KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cs")


def _is_flat(details: str | None) -> bool:
    if details is None:
        return True
    try:
        values = json.loads(details).values()
    except (ValueError, AttributeError):
        return False
    return all(
        value is None
        or isinstance(value, str | int | bool)
        or (isinstance(value, list) and all(isinstance(item, str) for item in value))
        for value in values
    )
