"""Ageing: what was told in days counts on as days pass."""

from datetime import datetime

import pytest

from heardback.advice.case import Case
from heardback.runtime.ageing import aged_case, days_between


def after(days: int, **facts: object) -> dict[str, object]:
    case = Case(situation="no_callback_after_interview")
    for name, value in facts.items():
        case = case.with_fact(name, value, "said so")
    aged = aged_case(case.to_dict(), days)
    return Case.from_dict(aged).facts if aged else {}


def test_days_since_grow():
    assert after(3, days_since_contact=5, contacts_made=2) == {
        "days_since_contact": 8,
        "contacts_made": 2,
    }


def test_a_promised_day_comes_nearer():
    facts = after(2, days_to_promise=5)
    assert facts["days_to_promise"] == 3
    assert facts.get("deadline_passed") is not True


def test_a_promised_day_passes():
    passed = after(7, days_to_promise=5, deadline_passed=False)
    assert passed["deadline_passed"] is True
    assert passed["days_overdue"] == 2
    assert "days_to_promise" not in passed


@pytest.mark.parametrize("days", [0, -1])
def test_on_the_same_day_nothing_changes(days: int):
    assert after(days, days_since_contact=5) == {}


def test_a_case_without_days_does_not_change():
    assert after(9, employed=True) == {}


def test_days_are_counted_by_midnights():
    evening = datetime(2026, 11, 20, 23, 59).astimezone().timestamp()
    morning = datetime(2026, 11, 21, 0, 1).astimezone().timestamp()
    assert days_between(evening, morning) == 1
    assert days_between(morning, morning + 3600) == 0
