"""Reading messages from a terminal or a pipe."""

from __future__ import annotations

import contextlib
import select
import textwrap
from typing import TextIO

PROMPT = "you> "
PASTE_PAUSE = 0.05  # seconds between two lines that were pasted together


class Prompt:
    """Asks for a message: typed, or pasted in several lines, or a line of a pipe."""

    def __init__(self, source: TextIO, shown: TextIO) -> None:
        """Read from `source` and write to `shown`."""
        self._source = source
        self._shown = shown
        self._is_terminal = source.isatty() and shown.isatty()
        if self._is_terminal:
            _edit_lines()

    def say(self, text: str, *, width: int = 0, only_to_people: bool = False) -> None:
        """Write `text`; where `only_to_people`, not into a pipe."""
        if only_to_people and not self._is_terminal:
            return
        if width:
            lines = text.split("\n")
            text = "\n".join(textwrap.fill(line, width) if line else line for line in lines)
        print(text, file=self._shown, flush=True)

    def read(self) -> str | None:
        """Return the next message, or None at the end."""
        if not self._is_terminal:
            return self._source.readline() or None
        try:
            lines = [input(PROMPT)]
            while self._has_more():
                lines.append(input())
        except (EOFError, KeyboardInterrupt):
            print(file=self._shown)
            return None
        return "\n".join(lines)

    def _has_more(self) -> bool:
        """Whether another line is there already, as after a paste."""
        return bool(select.select([self._source], [], [], PASTE_PAUSE)[0])


def _edit_lines() -> None:
    """Let the arrow keys work, and take what is pasted as one message."""
    with contextlib.suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste on")
        readline.set_auto_history(False)
