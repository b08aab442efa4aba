"""Times in a message: how long, how long ago, how far ahead, which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from heardback.reading.facts import calendar_days as calendar
from heardback.reading.facts.numbers import number_at
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.facts.words import Word

Way = Literal["ago", "ahead", "span", "day"]

UNIT_DAYS: dict[str, float] = {
    "minute": 0.0, "hour": 0.0, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0,
}  # fmt: skip
_HEDGES = word_set("times", "hedges")
_OVER = {"over", "more", "past"}
_UNDER = word_set("times", "under")
_LEADS = word_set("times", "leads")
_RELATIVE: dict[str, tuple[float, Way]] = {
    "today": (0, "day"), "tonight": (0, "day"), "yesterday": (1, "ago"), "tomorrow": (1, "ahead"),
}  # fmt: skip
_DAY_PARTS = word_set("times", "day_parts")
_SOON_UNITS = {"minute", "hour"}
_WORK_WORDS = word_set("times", "work_words")


@dataclass(frozen=True)
class Time:
    """One mention of a time.

    Attributes:
        first: index of its first word.
        end: index of the word after it.
        way: "ago" and "ahead" are distances from today, "span" is a length, "day" may lie on either side.
        days: the distance or the length, in days.
        ahead: for a "day", how far off it is if it lies ahead (`days` says how long ago it was otherwise).
        unit: the unit or kind of day: "week", "weekday", "date" …
        lead: the word before it that says what it is: "since", "by", "within", "for" …
    """

    first: int
    end: int
    way: Way
    days: float
    ahead: float = 0.0
    unit: str = "day"
    lead: str = ""


def find_times(words: Sequence[Word], today: date) -> tuple[Time, ...]:
    """Return the times mentioned, in the order of the message."""
    today = _told_today(words, today)
    found: list[Time] = []
    index = 0
    while index < len(words):
        time = _time_at(words, index, today)
        if time is None:
            index += 1
            continue
        found.append(_with_lead(words, time))
        index = time.end
    return tuple(found)


_SAYS_NOW = (
    ["it", "is"], ["it", "'s"], ["its", "now"], ["today", "is"], ["today", "'s"], ["is", "now"], ["'s", "now"], ["'s", "already"], ["is", "already"],
    ["its", "only"], ["'s", "only"], ["its", "the"], ["'s", "the"], ["the", "following"], ["now", "the"], ["is", "the"],
)  # fmt: skip


def says_today(words: Sequence[Word], index: int, *, date_follows: bool = False) -> bool:
    """Tell whether the day named at an index is said to be today ("its thursday now")."""
    if date_follows and (
        _norm(words, index - 1) == "its"
        or [_norm(words, index - 2), _norm(words, index - 1)] in (["it", "'s"], ["it", "is"])
    ):
        return True
    before = [_norm(words, index - 2), _norm(words, index - 1)]
    after = _norm(words, index + 1)
    if "was" in (before[0], before[1]) or (after == "morning" and before == ["", ""]):
        return False
    return before[1] in ("now", "its") or before in _SAYS_NOW or after == "now"


def _told_today(words: Sequence[Word], today: date) -> date:
    """Return the day the person says it is, else today."""
    for index, word in enumerate(words):
        weekday = calendar.WEEKDAYS.get(word.norm)
        if weekday is not None and says_today(words, index):
            return today - timedelta(days=(today.weekday() - weekday) % 7)
        if (
            _is_day_number(word.norm)
            and _norm(words, index - 1) == "the"
            and says_today(words, index - 1, date_follows=True)
        ):
            return calendar.day_of_month(today, _ordinal(word.norm), None, past=True) or today
    return today


def _time_at(words: Sequence[Word], index: int, today: date) -> Time | None:
    return (
        _duration(words, index)
        or _relative(words, index)
        or _turn_of_period(words, index, today)
        or _weekday(words, index, today)
        or _date(words, index, today)
    )


def _norm(words: Sequence[Word], index: int) -> str:
    return words[index].norm if 0 <= index < len(words) else ""


def _unit(norm: str) -> str:
    singular = norm.removesuffix("s")
    return singular if singular in UNIT_DAYS else ""


def _duration(words: Sequence[Word], index: int) -> Time | None:
    amount = _amount(words, index)
    if amount is None:
        return None
    count, at = amount
    while _norm(words, at) in _WORK_WORDS:
        at += 1
    unit = _unit(_norm(words, at))
    if not unit or (unit == "night" and count == 1):
        return None
    size = count * UNIT_DAYS[unit]
    at += 1
    tail = [_norm(words, at + step) for step in range(4)]
    if tail[:3] == ["and", "a", "half"]:
        size, at = size + UNIT_DAYS[unit] / 2, at + 3
    elif tail[:3] == ["or", "so", tail[2]] or tail[:2] == ["or", "so"]:
        at += 2
    elif tail[:2] == ["or", "two"]:
        size, at = size * 1.5, at + 2
    elif tail[0] == "+":
        size, at = size + 1, at + 1
    before = {_norm(words, index - step) for step in (1, 2, 3)} & _HEDGES
    if unit not in _SOON_UNITS and count == int(count):
        if (
            before & _OVER
            and _norm(words, index - 1) in ("over", "than", "past")
            and "the" not in before
        ):
            size += 1
        elif before & _UNDER:
            size -= 1
    return _with_way(words, Time(index, at, "span", size, unit=unit))


def _amount(words: Sequence[Word], index: int) -> tuple[float, int] | None:
    if number := number_at(words, index):
        count, at = number
        if (
            _norm(words, at) == "and"
            and _norm(words, at + 1) == "a"
            and _norm(words, at + 2) == "half"
        ):
            return count + 0.5, at + 3
        if count == 0.5 and _norm(words, at) in ("a", "an"):
            at += 1
        return (
            count + (1 if words[index].norm.endswith("+") else 0) * 0.15 * count
            if count < 10
            else count,
            at,
        )
    norm = _norm(words, index)
    if norm in ("a", "an", "one") and _unit(_norm(words, index + 1)):
        return 1.0, index + 1
    if (
        norm in ("a", "the", "one")
        and _norm(words, index + 1) in ("full", "whole", "good", "solid", "further", "working")
        and _unit(_norm(words, index + 2))
    ):
        return 1.0, index + 2
    if (
        norm in ("day", "week")
        and (number := number_at(words, index + 1))
        and "." not in _norm(words, index + 1)
    ):
        return None
    if norm == "fortnight" and _norm(words, index - 1) not in ("a", "last"):
        return 1.0, index
    return None


_AGO = word_set("times", "ago")


def _with_way(words: Sequence[Word], time: Time) -> Time:
    follower, lead = _norm(words, time.end), _lead(words, time.first)
    if follower == "ago" or (
        follower == "back"
        and time.days >= 1
        and _norm(words, time.end + 1) not in ("to", "with", "from", "and")
    ):
        return replace(time, end=time.end + 1, way="ago")
    if follower in ("before", "after", "prior", "early") and time.unit != "week":
        return time
    if follower in ("from", "after") and _norm(words, time.end + 1) in ("now", "today", "tomorrow"):
        return replace(time, end=time.end + 2, way="ahead")
    if lead in ("in", "within", "inside") and "last" not in {
        _norm(words, time.first - 1),
        _norm(words, time.first - 2),
    }:
        return replace(time, way="ahead")
    return time


def _relative(words: Sequence[Word], index: int) -> Time | None:
    norm, follower = words[index].norm, _norm(words, index + 1)
    if norm in _RELATIVE:
        days, way = _RELATIVE[norm]
        if norm == "yesterday" and _norm(words, index - 1) == "before":
            days = 2
        if norm == "tomorrow" and _norm(words, index - 1) == "after":
            days = 2
        end = index + 2 if follower in _DAY_PARTS else index + 1
        return Time(index, end, way, days, unit="today" if days == 0 else "day")
    if norm == "this" and follower in _DAY_PARTS:
        return Time(index, index + 2, "day", 0, unit="today")
    if norm == "last" and follower == "night":
        return Time(index, index + 2, "ago", 1)
    if norm == "same" and follower in ("day", "afternoon", "evening", "night"):
        return Time(index, index + 2, "ahead", 0, unit="same_day")
    if norm in ("earlier", "later") and follower == "today":
        return Time(index, index + 2, "day", 0, unit="today")
    return None


def _turn_of_period(words: Sequence[Word], index: int, today: date) -> Time | None:
    """Read "next week", "last month", "end of the week", "over the weekend"."""
    norm = words[index].norm
    if norm in ("last", "next", "this", "following", "past", "coming") and _unit(
        _norm(words, index + 1)
    ) in ("week", "month", "year"):
        return _named_period(norm, _unit(_norm(words, index + 1)), index, today)
    if norm in ("end", "eow", "eom", "eod", "cob", "close"):
        return _period_end(words, index, today)
    if norm in ("middle", "midway") and _norm(words, index + 1) in ("of", "through"):
        at = index + 2
        if _norm(words, at) in ("this", "the", "next") and _norm(words, at + 1) == "week":
            shift = 7 if _norm(words, at) == "next" else 0
            ahead = (2 - today.weekday()) % 7 + shift
            return Time(index, at + 2, "day", (today.weekday() - 2) % 7, ahead, unit="week_end")
    if norm == "weekend":
        ago = (today.weekday() - 6) % 7 or 7
        way: Way = "ago" if _norm(words, index - 1) in ("last", "past") else "day"
        return Time(
            index, index + 1, way, float(ago), float((5 - today.weekday()) % 7), unit="weekend"
        )
    return None


def _named_period(which: str, unit: str, index: int, today: date) -> Time | None:
    size = UNIT_DAYS[unit]
    if which in ("last", "past"):
        return Time(index, index + 2, "ago", size, unit=f"last_{unit}")
    if which in ("next", "following", "coming"):
        return Time(index, index + 2, "ahead", size, unit=f"next_{unit}")
    left = 4 - today.weekday() if unit == "week" else (calendar.month_end(today) - today).days
    return Time(index, index + 2, "day", 2.0, float(max(0, left)), unit=f"this_{unit}")


def _period_end(words: Sequence[Word], index: int, today: date) -> Time | None:
    norm = words[index].norm
    at = index + 1
    if norm in ("end", "close"):
        if _norm(words, at) != "of":
            return None
        at += 1
    which = _norm(words, at) if norm in ("end", "close") else ""
    if which in ("the", "this", "next", "that", "last", "business"):
        at += 1
        if which == "the" and _norm(words, at) in ("following", "next"):
            which, at = "next", at + 1
    unit = (
        _unit(_norm(words, at))
        if norm in ("end", "close")
        else {"eow": "week", "eom": "month"}.get(norm, "day")
    )
    if norm in ("end", "close"):
        at += 1
    month = calendar.MONTHS.get(_norm(words, at - 1))
    if month and norm == "end":
        return _edge_of_month(today, month, 28, index, at)
    if unit not in ("day", "week", "month"):
        return None
    shift = UNIT_DAYS[unit] if which == "next" else 0.0
    if unit == "day":
        return Time(index, at, "day", 0, shift, unit="today")
    if unit == "week":
        ahead = max(0, 4 - today.weekday()) + shift
        return Time(
            index, at, "day", float((today.weekday() - 4) % 7 or 7), float(ahead), unit="week_end"
        )
    end = calendar.month_end(today)
    last_end = today.replace(day=1) - timedelta(days=1)
    return Time(
        index,
        at,
        "day",
        float((today - last_end).days),
        float((end - today).days) + shift,
        unit="month_end",
    )


_NEEDS_LEAD = word_set("times", "needs_lead")
_DAY_LEADS = word_set("times", "day_leads")


def _weekday(words: Sequence[Word], index: int, today: date) -> Time | None:
    norm = words[index].norm.rstrip(".")
    number = calendar.WEEKDAYS.get(norm)
    before = _norm(words, index - 1)
    if (
        number is None
        or (norm in ("sat", "sun") and before not in _DAY_LEADS)
        or _norm(words, index - 1) == "every"
    ):
        return None
    if norm in ("sat", "sun") and before in ("i", "she", "he", "and"):
        return None
    if says_today(words, index) and today.weekday() == number:
        return Time(index, index + 1, "day", 0, unit="told_today")
    ago = float((today - calendar.last_weekday(today, number)).days)
    ahead = float((calendar.next_weekday(today, number) - today).days)
    if today.weekday() == number:
        ago, ahead = 7.0, 7.0
    way: Way = "day"
    if before in ("last", "past"):
        way = "ago"
    elif before in ("next", "coming"):
        way = "ahead"
    end = index + 1
    if _norm(words, end) in _DAY_PARTS:
        end += 1
    elif _norm(words, end) == "last" and _norm(words, end + 1) == "week":
        end, way, ago = end + 2, "ago", ago if ago >= today.weekday() + 1 else ago + 7
    elif _norm(words, end) == "before" and _norm(words, end + 1) == "last":
        end, way, ago = end + 2, "ago", ago + 7
    elif (
        (number_at(words, end) is not None)
        and _unit(_norm(words, end + 1)) == "week"
        and _norm(words, end + 2) == "ago"
    ):
        weeks = number_at(words, end)
        assert weeks is not None
        end, way, ago = end + 3, "ago", weeks[0] * 7
    return Time(index, end, way, ago, ahead, unit="weekday")


def _is_day_number(norm: str) -> bool:
    return norm[:1].isdigit() and norm[-2:] in ("st", "nd", "rd", "th") and _ordinal(norm) > 0


_EDGES = {"mid": 15, "early": 5, "late": 25, "start": 1, "beginning": 1, "middle": 15}


def _date(words: Sequence[Word], index: int, today: date) -> Time | None:
    norm, follower = words[index].norm, _norm(words, index + 1)
    month = calendar.MONTHS.get(norm)
    day = _ordinal(norm)
    if norm in _EDGES:
        at = index + (2 if follower in ("of", "in") else 1)
        if _norm(words, at) in calendar.MONTHS:
            return _edge_of_month(
                today, calendar.MONTHS[_norm(words, at)], _EDGES[norm], index, at + 1
            )
        return None
    if month and _ordinal(follower):
        return _dated(today, _ordinal(follower), month, index, index + 2)
    if (month and norm not in {"may", "mar", "march"}) or (
        month and _norm(words, index - 1) in ("in", "since", "of", "last", "early")
    ):
        return _edge_of_month(today, month or 1, 15, index, index + 1)
    if day and follower == "of" and _norm(words, index + 2) in calendar.MONTHS:
        return _dated(today, day, calendar.MONTHS[_norm(words, index + 2)], index, index + 3)
    if day and follower in calendar.MONTHS:
        return _dated(today, day, calendar.MONTHS[follower], index, index + 2)
    if day and _norm(words, index - 1) == "the" and _is_day_number(norm):
        if day == today.day and says_today(words, index - 1, date_follows=True):
            return Time(index, index + 1, "day", 0, unit="told_today")
        return _dated(today, day, None, index, index + 1)
    return None


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _ordinal(norm: str) -> int:
    if norm in _ORDINALS:
        return _ORDINALS[norm]
    digits = norm[:-2] if norm[-2:] in ("st", "nd", "rd", "th") else norm
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


def _dated(today: date, day: int, month: int | None, first: int, end: int) -> Time | None:
    past = calendar.day_of_month(today, day, month, past=True)
    ahead = calendar.day_of_month(today, day, month, past=False)
    if past is None or ahead is None:
        return None
    return Time(
        first, end, "day", float((today - past).days), float((ahead - today).days), unit="date"
    )


def _edge_of_month(today: date, month: int, day: int, first: int, end: int) -> Time | None:
    time = _dated(today, day, month, first, end)
    return replace(time, unit="month_name") if time else None


def _lead(words: Sequence[Word], first: int) -> str:
    index = first - 1
    while index >= 0 and words[index].norm in _HEDGES:
        index -= 1
    if (
        index < 0
        or words[index].norm not in _LEADS
        or words[index].sentence != words[first].sentence
    ):
        return ""
    return words[index].norm


def _with_lead(words: Sequence[Word], time: Time) -> Time:
    return replace(time, lead=_lead(words, time.first))
