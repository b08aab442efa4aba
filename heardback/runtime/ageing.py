"""Lets time pass in a case: what was "two days ago" when it was told is three days ago tomorrow."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from heardback.advice.case import Case

DAYS_SINCE = ("days_since_contact", "days_since_own_contact", "days_overdue")
DAYS_UNTIL = "days_to_promise"


def days_between(earlier: float, later: float) -> int:
    """Return how many midnights lie between two moments, in seconds since 1970."""
    first, last = datetime.fromtimestamp(earlier), datetime.fromtimestamp(later)  # noqa: DTZ006
    return (last.date() - first.date()).days


def aged_case(data: dict[str, Any] | None, days: int) -> dict[str, Any] | None:
    """Return the case `data` after `days` days, or None where nothing in it has changed.

    Args:
        data: a case as it stands in its slot.
        days: how many days have passed since it was last brought up to date.
    """
    if not data or days <= 0:
        return None
    case = Case.from_dict(data)
    for name in DAYS_SINCE:
        line = case.line(name)
        if line is not None and isinstance(line.value, int):
            case = case.with_fact(name, line.value + days, line.words)
    aged = _promise_nearer(case, days).to_dict()
    return aged if aged != Case.from_dict(data).to_dict() else None


def _promise_nearer(case: Case, days: int) -> Case:
    line = case.line(DAYS_UNTIL)
    if line is None or not isinstance(line.value, int):
        return case
    left = line.value - days
    if left >= 0:
        return case.with_fact(DAYS_UNTIL, left, line.words)
    case = case.without_fact(DAYS_UNTIL)
    case = case.with_fact("deadline_passed", value=True, words=line.words)
    return case.with_fact("days_overdue", -left, line.words)
