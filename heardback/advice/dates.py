"""The day on which to act, where an entry names one."""

from __future__ import annotations

from datetime import date, timedelta

from heardback.advice.knowledge import DateRule
from heardback.advice.vocabulary import Facts

MONDAY, SATURDAY = 0, 5
LIES_AHEAD = frozenset({"days_to_promise"})


def act_on(rule: DateRule | None, facts: Facts, today: date) -> date | None:
    """Return the day that `rule` names, or None where it names none or its fact is unknown.

    A day that has already gone becomes today.
    """
    if rule is None:
        return None
    if rule.next_day:
        return _next(rule.next_day, today)
    counted = facts.get(rule.fact)
    if not isinstance(counted, int):
        return None
    ahead = counted + rule.days if rule.fact in LIES_AHEAD else rule.days - counted
    return today + timedelta(days=max(0, ahead))


def _next(kind: str, today: date) -> date:
    day = today + timedelta(days=1)
    while day.weekday() >= SATURDAY or (kind == "monday" and day.weekday() != MONDAY):
        day += timedelta(days=1)
    return day
