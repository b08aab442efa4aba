"""Days by name: "yesterday", "last Thursday", "the 14th", "mid March", "end of next week"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from heardback.reading.facts import calendar_days as calendar
from heardback.reading.facts.durations import UNIT_DAYS, unit_of
from heardback.reading.facts.numbers import number_at
from heardback.reading.facts.time_words import Time, Way, norm_at
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.facts.words import Word

_DAY_PARTS = word_set("times", "day_parts")
_DAY_LEADS = word_set("times", "day_leads")
_RELATIVE: dict[str, tuple[float, Way]] = {
    "today": (0, "day"),
    "tonight": (0, "day"),
    "yesterday": (1, "ago"),
    "tomorrow": (1, "ahead"),
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PERIODS = {"last", "next", "this", "following", "past", "coming"}
_SHORT_ENDS = {"eow": "week", "eom": "month", "eod": "day", "cob": "day"}
_AMBIGUOUS_DAYS = {"sat", "sun"}
_AMBIGUOUS_MONTHS = {"may", "mar", "march"}
_SAYS_NOW = {
    ("it", "is"), ("it", "'s"), ("its", "now"), ("today", "is"), ("today", "'s"), ("is", "now"),
    ("'s", "now"), ("'s", "already"), ("is", "already"), ("its", "only"), ("'s", "only"),
    ("its", "the"), ("'s", "the"), ("the", "following"), ("now", "the"), ("is", "the"),
}  # fmt: skip
_FRIDAY = 4
_LONGEST_MONTH = 31


def told_today(words: Sequence[Word], today: date) -> date:
    """Return the day the person says it is ("its thursday now", "it's the 19th"), else today."""
    for index, word in enumerate(words):
        weekday = calendar.WEEKDAYS.get(word.norm)
        if weekday is not None and _says_weekday(words, index):
            return today - timedelta(days=(today.weekday() - weekday) % 7)
        if _is_day_number(word.norm) and _says_date(words, index):
            day = _day_number(word.norm)
            return calendar.day_of_month(today, day, None, past=True) or today
    return today


def _says_weekday(words: Sequence[Word], index: int) -> bool:
    before = (norm_at(words, index - 2), norm_at(words, index - 1))
    if "was" in before:
        return False
    if before == ("the", "following"):
        return norm_at(words, index - 3) in ("its", "'s", "is", "now")
    return before[1] in ("now", "its") or before in _SAYS_NOW or norm_at(words, index + 1) == "now"


def _says_date(words: Sequence[Word], index: int) -> bool:
    before = (norm_at(words, index - 3), norm_at(words, index - 2))
    if norm_at(words, index - 1) != "the" or "was" in before:
        return False
    return before[1] in ("its", "now") or before in _SAYS_NOW


def read_named_day(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Return the day named from a word on, or None."""
    return (
        _relative(words, index)
        or _period(words, index, today)
        or _period_end(words, index, today)
        or _mid_week(words, index, today)
        or _weekday(words, index, today)
        or _month(words, index, today)
        or _date(words, index, today)
    )


def _relative(words: Sequence[Word], index: int) -> Time | None:
    norm, follower = words[index].norm, norm_at(words, index + 1)
    if norm in _RELATIVE:
        days, way = _RELATIVE[norm]
        if norm_at(words, index - 1) == {"yesterday": "before", "tomorrow": "after"}.get(norm):
            days += 1
        end = index + (2 if follower in _DAY_PARTS else 1)
        return Time(index, end, way, days, unit="today" if days == 0 else "day")
    if (norm == "this" and follower in _DAY_PARTS) or (
        norm in ("earlier", "later") and follower == "today"
    ):
        return Time(index, index + 2, "day", 0, unit="today")
    if norm == "same" and follower in (*_DAY_PARTS, "day"):
        return Time(index, index + 2, "ahead", 0, unit="same_day")
    if norm == "last" and follower == "night":
        return Time(index, index + 2, "ago", 1)
    return None


def _period(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "next week", "last month", "the weekend"."""
    norm = words[index].norm
    if norm == "weekend":
        past = norm_at(words, index - 1) in ("last", "past")
        ago, ahead = (today.weekday() - 6) % 7 or 7, (5 - today.weekday()) % 7
        return Time(index, index + 1, "ago" if past else "day", ago, ahead, unit="weekend")
    unit = unit_of(norm_at(words, index + 1))
    if norm not in _PERIODS or unit not in ("week", "month", "year"):
        return None
    if norm in ("last", "past"):
        return Time(index, index + 2, "ago", UNIT_DAYS[unit], unit=f"last_{unit}")
    if norm != "this":
        return Time(index, index + 2, "ahead", UNIT_DAYS[unit], unit=f"next_{unit}")
    left = _FRIDAY - today.weekday() if unit == "week" else _to_month_end(today)
    return Time(index, index + 2, "day", 2, max(0, left), unit=f"this_{unit}")


def _period_end(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "end of the week", "close of business", "eom", "end of March"."""
    norm = words[index].norm
    if norm in _SHORT_ENDS:
        return _end_of(_SHORT_ENDS[norm], 0, today, index, index + 1)
    if norm not in ("end", "close") or norm_at(words, index + 1) != "of":
        return None
    at, coming = index + 2, False
    while norm_at(words, at) in ("the", "this", "next", "that", "last", "following"):
        coming = coming or norm_at(words, at) in ("next", "following")
        at += 1
    named = norm_at(words, at)
    if named in calendar.MONTHS:
        return _dated(today, 28, calendar.MONTHS[named], Time(index, at + 1, "day", 0))
    unit = "day" if named == "business" else unit_of(named)
    return _end_of(unit, UNIT_DAYS.get(unit, 0) if coming else 0, today, index, at + 1)


def _end_of(unit: str, shift: float, today: date, first: int, end: int) -> Time | None:
    if unit == "day":
        return Time(first, end, "day", 0, shift, unit="today")
    if unit == "week":
        ahead = max(0, _FRIDAY - today.weekday()) + shift
        ago = (today.weekday() - _FRIDAY) % 7 or 7
        return Time(first, end, "day", ago, ahead, unit="week_end")
    if unit == "month":
        return Time(first, end, "day", today.day, _to_month_end(today) + shift, unit="month_end")
    return None


def _to_month_end(today: date) -> int:
    return (calendar.month_end(today) - today).days


def _mid_week(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "middle of next week"."""
    norms = [norm_at(words, index + step) for step in range(4)]
    middle = norms[0] in ("middle", "midway") and norms[1] in ("of", "through")
    if not middle or norms[2] not in ("this", "the", "next") or norms[3] != "week":
        return None
    ahead = (2 - today.weekday()) % 7 + (7 if norms[2] == "next" else 0)
    return Time(index, index + 4, "day", (today.weekday() - 2) % 7, ahead, unit="week_end")


def _weekday(words: Sequence[Word], index: int, today: date) -> Time | None:
    norm, before = words[index].norm.rstrip("."), norm_at(words, index - 1)
    number = calendar.WEEKDAYS.get(norm)
    if number is None or before == "every":
        return None
    if norm in _AMBIGUOUS_DAYS and before not in _DAY_LEADS - {"and"}:
        return None
    if today.weekday() == number and _says_weekday(words, index):
        return Time(index, index + 1, "day", 0, unit="told_today")
    ago = (today - calendar.last_weekday(today, number)).days
    ahead = (calendar.next_weekday(today, number) - today).days
    time = Time(index, index + 1, _way_after(before), ago, ahead, unit="weekday")
    return _weekday_tail(words, time, today)


def _way_after(before: str) -> Way:
    if before in ("last", "past"):
        return "ago"
    return "ahead" if before in ("next", "coming") else "day"


def _weekday_tail(words: Sequence[Word], time: Time, today: date) -> Time:
    """Take in "morning", "last week", "before last", "two weeks ago"."""
    tail = [norm_at(words, time.end + step) for step in range(3)]
    if tail[0] in _DAY_PARTS:
        return replace(time, end=time.end + 1)
    if tail[:2] == ["last", "week"]:
        days = time.days if time.days > today.weekday() else time.days + 7
        return replace(time, end=time.end + 2, way="ago", days=days)
    if tail[:2] == ["before", "last"]:
        return replace(time, end=time.end + 2, way="ago", days=time.days + 7)
    weeks = number_at(words, time.end)
    if weeks and unit_of(tail[1]) == "week" and tail[2] == "ago":
        return replace(time, end=time.end + 3, way="ago", days=weeks[0] * 7)
    return time


def _month(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "mid March", "in January"."""
    norm, follower = words[index].norm, norm_at(words, index + 1)
    if norm in calendar.PARTS_OF_MONTH:
        at = index + (2 if follower in ("of", "in") else 1)
        month, day = calendar.MONTHS.get(norm_at(words, at)), calendar.PARTS_OF_MONTH[norm]
        time = Time(index, at + 1, "day", 0, unit="month_name")
        return _dated(today, day, month, time) if month else None
    month = calendar.MONTHS.get(norm)
    if month is None or _day_number(follower):
        return None
    plain = norm not in _AMBIGUOUS_MONTHS
    if plain or norm_at(words, index - 1) in ("in", "since", "of", "last", "early"):
        return _dated(today, 15, month, Time(index, index + 1, "day", 0, unit="month_name"))
    return None


def _date(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "March 14", "14th of March", "the 14th"."""
    norms = [norm_at(words, index + step) for step in range(3)]
    month, day = calendar.MONTHS.get(norms[0]), _day_number(norms[0])
    if month and _day_number(norms[1]):
        time = Time(index, index + 2, "day", 0, unit="date")
        return _dated(today, _day_number(norms[1]), month, time)
    if day and norms[1] == "of" and norms[2] in calendar.MONTHS:
        time = Time(index, index + 3, "day", 0, unit="date")
        return _dated(today, day, calendar.MONTHS[norms[2]], time)
    if day and norms[1] in calendar.MONTHS:
        time = Time(index, index + 2, "day", 0, unit="date")
        return _dated(today, day, calendar.MONTHS[norms[1]], time)
    if norm_at(words, index - 1) == "the" and _is_day_number(norms[0]):
        return _day_of_month(words, index, today, day)
    return None


def _day_of_month(words: Sequence[Word], index: int, today: date, day: int) -> Time | None:
    if day == today.day and _says_date(words, index):
        return Time(index, index + 1, "day", 0, unit="told_today")
    return _dated(today, day, None, Time(index, index + 1, "day", 0, unit="date"))


def _dated(today: date, day: int, month: int | None, time: Time) -> Time | None:
    past = calendar.day_of_month(today, day, month, past=True)
    ahead = calendar.day_of_month(today, day, month, past=False)
    if past is None or ahead is None:
        return None
    return replace(time, days=(today - past).days, ahead=(ahead - today).days)


def _is_day_number(norm: str) -> bool:
    return norm[:1].isdigit() and norm[-2:] in ("st", "nd", "rd", "th") and _day_number(norm) > 0


def _day_number(norm: str) -> int:
    """Return the day of the month that a word may be ("14", "14th"), or 0."""
    if norm in _ORDINALS:
        return _ORDINALS[norm]
    digits = norm[:-2] if norm[-2:] in ("st", "nd", "rd", "th") else norm
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 else 0  # noqa: PLR2004
    return number if number <= _LONGEST_MONTH else 0
