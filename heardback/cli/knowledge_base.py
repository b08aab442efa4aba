"""Loads the advice for a command, or says what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

from heardback.advice.errors import AdviceError
from heardback.advice.knowledge import Knowledge
from heardback.advice.loading import ADVICE_FOLDER, load_knowledge


def load_or_complain(folder: Path = ADVICE_FOLDER) -> Knowledge | None:
    """Return the knowledge base in `folder`, or None after saying what is wrong with it."""
    try:
        return load_knowledge(folder)
    except AdviceError as error:
        count = len(error.problems)
        print(
            f"The advice cannot be used: {count} thing{'s' * (count > 1)} to mend.", file=sys.stderr
        )
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
        return None
