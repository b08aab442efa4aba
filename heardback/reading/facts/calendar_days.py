"""Named days ("Thursday", "the 14th", "mid March") against today."""

from __future__ import annotations

from datetime import date, timedelta

from heardback.reading.facts.vocabulary import words_by_value

WEEKDAYS = {word: int(number) for word, number in words_by_value("calendar", "weekdays").items()}
"""Weekdays by name, counted from Monday as nought."""

MONTHS = {word: int(number) for word, number in words_by_value("calendar", "months").items()}
"""Months by name, counted from one."""

PARTS_OF_MONTH = {
    word: int(day) for word, day in words_by_value("calendar", "parts_of_month").items()
}
"""The day of the month that "mid", "early" and their like are taken for."""


def last_weekday(today: date, weekday: int) -> date:
    """Return the latest such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def next_weekday(today: date, weekday: int) -> date:
    """Return the first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def day_of_month(today: date, day: int, month: int | None, *, past: bool) -> date | None:
    """Return the nearest such day on or before (after) today, or None where there is none."""
    if month is not None:
        years = (today.year, today.year - 1) if past else (today.year, today.year + 1)
        days = [_day(year, month, day) for year in years]
    else:
        days = [_day(*_month_shifted(today, -step if past else step), day) for step in range(3)]
    for found in days:
        if found and (found <= today if past else found >= today):
            return found
    return None


def _month_shifted(today: date, by: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 + by
    return months // 12, months % 12 + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(today: date) -> date:
    """Return the last day of this month."""
    year, month = _month_shifted(today, 1)
    return date(year, month, 1) - timedelta(days=1)
