"""Named days ("Thursday", "the 14th", "mid March") against today."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in (*names, *(f"{short}." for short in names))
}  # fmt: skip


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
