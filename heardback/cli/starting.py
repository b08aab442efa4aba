"""What the commands that need the model share: starting it, and saying plainly why it cannot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from heardback.runtime.errors import RuntimeProblemError
from heardback.runtime.settings import IN_MEMORY, Settings, read_settings

if TYPE_CHECKING:
    from heardback.runtime.assistant import Loaded

FAILED = 1


class CannotStart(SystemExit):
    """Ends the command; what is wrong has been said."""


@contextmanager
def saying_why() -> Iterator[None]:
    """Say in one sentence why Heardback cannot start, and end the command."""
    from heardback.advice.errors import AdviceError

    try:
        yield
    except RuntimeProblemError as problem:
        print(problem, file=sys.stderr)
        raise CannotStart(FAILED) from None
    except AdviceError as error:
        print("The advice cannot be used:", file=sys.stderr)
        for found in error.problems:
            print(f"  {found}", file=sys.stderr)
        raise CannotStart(FAILED) from None


def load_quietly(settings: Settings) -> Loaded:
    """Load advice and model, or say why not and end the command."""
    from heardback.runtime.starting import prepare

    prepare()
    from heardback.runtime.assistant import load

    with saying_why():
        return load(settings)


def settings_in_memory() -> Settings:
    """Return the settings for conversations that are kept nowhere."""
    with saying_why():
        read = read_settings()
    return replace(read, database_url=IN_MEMORY, redis_url="", workers=1)
