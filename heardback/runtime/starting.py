"""What a process of Heardback's own does before it imports Rasa."""

from __future__ import annotations

from heardback.runtime.deferred import defer_imports
from heardback.runtime.quiet import be_quiet


def prepare(log_level: int | None = None) -> None:
    """Silence what is not ours, and put off the import of what is not needed.

    Args:
        log_level: the least level of our own log lines that are shown.
    """
    be_quiet(log_level)
    defer_imports()
