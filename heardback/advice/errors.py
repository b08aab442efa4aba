"""What is wrong with the advice files, said for readers who do not program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it."""

    file: str
    entry: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem in one line."""
        place = f"{self.file}, {self.entry}" if self.entry else self.file
        return f"{place}: {self.what} {self.remedy}".rstrip()


class AdviceError(Exception):
    """The advice cannot be used; `problems` names everything that was found wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, at least one."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownNameError(Exception):
    """A situation, fact, entry or draft was asked for that does not exist."""


class FactValueError(ValueError):
    """A value does not fit the type of its fact."""
