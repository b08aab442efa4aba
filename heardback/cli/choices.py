"""The buttons of an answer in the terminal, each with what has to be typed to press it."""

from __future__ import annotations

import string
from collections.abc import Sequence

from heardback.advice.answer import Answer, Button
from heardback.advice.loading import load_knowledge

NUMBERED_FACTS = ("count", "days")


class Choices:
    """Buttons with numbers; with letters where a number would itself answer the question."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        """Offer the buttons of `answers`."""
        self.buttons: tuple[Button, ...] = tuple(
            button
            for answer in answers
            for button in (*(answer.question.buttons if answer.question else ()), *answer.buttons)
        )
        asks_for_number = any(_asks_for_number(answer) for answer in answers)
        keys = string.ascii_lowercase if asks_for_number else ""
        self._keys = list(keys or (str(n) for n in range(1, len(self.buttons) + 1)))

    def shown(self, width: int) -> str:
        """Return the buttons in lines of at most `width` characters."""
        lines = [""]
        for key, button in zip(self._keys, self.buttons, strict=False):
            entry = f"({key}) {button.title}"
            if lines[-1] and len(lines[-1]) + len(entry) + 3 > width:
                lines.append("")
            lines[-1] += f"   {entry}" if lines[-1] else entry
        return "\n".join(lines)

    def meant(self, text: str) -> Button | None:
        """Return the button that `text` presses, or None where it is a message."""
        wanted = text.strip().strip("()").lower()
        pressed = dict(zip(self._keys, self.buttons, strict=False))
        return pressed.get(wanted) or next(
            (button for button in self.buttons if button.title.lower() == wanted), None
        )


def _asks_for_number(answer: Answer) -> bool:
    if answer.question is None:
        return False
    fact = load_knowledge().facts.get(answer.question.fact)  # none where the situation is asked for
    return fact is not None and fact.type in NUMBERED_FACTS
