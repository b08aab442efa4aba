"""JSON lines in and out: one object a line, a bad line named and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO


@dataclass(frozen=True)
class Message:
    """One line of the input."""

    id: Any
    text: str


class JsonLines:
    """Reads messages and remembers whether a line was bad."""

    def __init__(self, lines: Iterable[str], errors: TextIO | None = None) -> None:
        """Read `lines`; complain to `errors`, by default the standard error."""
        self._lines = lines
        self._errors = errors or sys.stderr
        self.had_bad_lines = False

    def __iter__(self) -> Iterator[Message]:
        for number, line in enumerate(self._lines, start=1):
            if not line.strip():
                continue
            problem = ""
            try:
                data = json.loads(line)
            except ValueError as error:
                problem = f"this is not JSON ({error})"
                data = None
            else:
                problem = _problem(data)
            if problem:
                self.complain(number, problem)
            else:
                yield Message(data["id"], data["text"])

    def complain(self, number: int, problem: str) -> None:
        """Say what is wrong with a line."""
        self.had_bad_lines = True
        print(f"line {number}: {problem}", file=self._errors)


def write(data: dict[str, Any]) -> None:
    """Write one line of output."""
    print(json.dumps(data, ensure_ascii=False), flush=True)


def _problem(data: Any) -> str:
    if not isinstance(data, dict):
        return 'this should be an object, {"id": …, "text": …}'
    for name in ("id", "text"):
        if name not in data:
            return f"it lacks “{name}”"
    if not isinstance(data["text"], str):
        return "its “text” should be text"
    return ""
