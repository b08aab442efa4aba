"""Choosing: the first that fits about a thing, about 120 words at first sight, never silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.advice.choosing import FIRST_SIGHT_WORDS, choose, fits
from heardback.advice.knowledge import Entry, Knowledge, Situation
from tests.advice.test_case import values_of


def entry(name: str, **fields: Any) -> Entry:
    return Entry(
        **{"id": name, "kind": "do", "say": name, "because": "", "cites": ("a.b",), **fields}
    )


def situation(*entries: Entry) -> Situation:
    return Situation("test", "test", "test", entries)


def test_of_entries_about_one_thing_the_first_is_said() -> None:
    """The second stays as overtaken."""
    choice = choose(situation(entry("one", about="x"), entry("two", about="x")), {})
    assert [step.id for step in choice.steps] == ["one"]
    assert [step.id for step in choice.overtaken] == ["two"]


def test_an_overridden_entry_is_not_said() -> None:
    """Even where it stands first."""
    choice = choose(
        situation(entry("one", about="x"), entry("two", about="y", overrides=("one",))), {}
    )
    assert [step.id for step in choice.steps] == ["two"]


def test_long_advice_is_cut_to_one_reading() -> None:
    """The second reading waits under "What else helps?" rather than make the answer long."""
    long = " ".join(["word"] * 40)
    readings = [entry(name, kind="reading", say=long) for name in ("r1", "r2")]
    steps = [entry(name, about=name, say=long) for name in ("s1", "s2")]
    choice = choose(situation(*readings, *steps), {})
    assert [reading.id for reading in choice.readings] == ["r1"]
    assert "r2" in [one.id for one in choice.more]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_some_step_is_always_said(knowledge: Knowledge, data: st.DataObject) -> None:
    """Whatever the facts, there is a next step, something not to do, and no overlong answer."""
    chosen = knowledge.situation(data.draw(st.sampled_from(sorted(knowledge.situations))))
    names = data.draw(st.lists(st.sampled_from(sorted(knowledge.facts)), unique=True, max_size=12))
    facts = {
        name: knowledge.facts[name].checked(data.draw(values_of(knowledge.facts[name]), label=name))
        for name in names
    }
    choice = choose(chosen, facts)
    assert choice.steps
    assert choice.donts
    assert choice.readings
    words = sum(len(one.say.split()) for one in choice.first_sight)
    assert words <= FIRST_SIGHT_WORDS + 25
    assert all(fits(one, facts) for one in choice.said)


@pytest.mark.parametrize("spent", [3, 5, 20])
def test_after_several_tries_no_step_is_one_more_try(knowledge: Knowledge, spent: int) -> None:
    """A6, H2: with three or more contacts, no real date and no other offer, the advice is to stop."""
    for name in sorted(knowledge.situations):
        for days in (None, 1, 9, 40):
            facts: dict[str, Any] = {"contacts_made": spent}
            if days is not None:
                facts["days_since_contact"] = days
            steps = choose(knowledge.situation(name), facts).steps
            drafts = [knowledge.drafts[step.draft] for step in steps if step.draft]
            assert not [draft.id for draft in drafts if draft.to_employer], (name, facts)
