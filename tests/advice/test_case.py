"""The ledger: what is told last holds, and the order of statements never matters to the advice."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.advice.answering import Adviser
from heardback.advice.case import Case, take_in
from heardback.advice.choosing import choose
from heardback.advice.knowledge import Knowledge
from heardback.advice.vocabulary import FactDefinition
from heardback.reading.result import FactChange, FactReading


def told(name: str, value: Any, change: FactChange = "set") -> FactReading:
    return FactReading(name, value, 0, 0, change)


def hear(knowledge: Knowledge, case: Case, *readings: FactReading) -> Case:
    return take_in(case, readings, "", knowledge)[0]


def test_a_later_statement_replaces_an_earlier_one(knowledge: Knowledge) -> None:
    """“Actually it was three weeks”."""
    case = hear(knowledge, Case(), told("days_since_contact", 14))
    case = hear(knowledge, case, told("days_since_contact", 21))
    assert case.facts == {"days_since_contact": 21}


def test_one_more_contact_is_added(knowledge: Knowledge) -> None:
    """“I called again” counts one more, and adds its channel."""
    case = hear(knowledge, Case(), told("contacts_made", 2), told("channel_used", ["email"]))
    case = hear(
        knowledge, case, told("contacts_made", 1, "add"), told("channel_used", ["phone"], "add")
    )
    assert case.facts == {"contacts_made": 3, "channel_used": ("email", "phone")}


def test_what_is_taken_back_is_unknown_again(knowledge: Knowledge) -> None:
    """“Forget the call”."""
    case = hear(knowledge, Case(), told("contacts_made", 1))
    case, change = take_in(case, [told("contacts_made", None, "retract")], "", knowledge)
    assert case.facts == {}
    assert change.taken_back == (("contacts_made", 1),)


def test_one_channel_can_be_taken_back(knowledge: Knowledge) -> None:
    """“I did not call after all” leaves the e-mail."""
    case = hear(knowledge, Case(), told("channel_used", ["email", "phone"]))
    case = hear(knowledge, case, told("channel_used", ["phone"], "retract"))
    assert case.facts == {"channel_used": ("email",)}
    assert hear(knowledge, case, told("channel_used", ["email"], "retract")).facts == {}


def test_what_is_no_fact_or_no_value_of_it_is_left_out(knowledge: Knowledge) -> None:
    """A hand-made payload cannot put nonsense into the ledger."""
    nonsense = [told("shoe_size", 43), told("employed", "maybe"), told("contacts_made", -4)]
    assert hear(knowledge, Case(), *nonsense).facts == {}


def test_the_ledger_does_not_contradict_itself(knowledge: Knowledge) -> None:
    """No time named takes the passed deadline along; no contact takes the channel along."""
    case = hear(knowledge, Case(), told("promised_by", True), told("deadline_passed", True))
    assert hear(knowledge, case, told("promised_by", False)).facts == {"promised_by": False}
    case = hear(knowledge, Case(), told("contacts_made", 1), told("channel_used", ["email"]))
    assert hear(knowledge, case, told("contacts_made", 0)).facts == {"contacts_made": 0}


def test_a_case_survives_the_journey_as_json(knowledge: Knowledge, adviser: Adviser) -> None:
    """The slot gives back the case that was put in."""
    case = Case(situation="no_callback_after_interview")
    case = hear(knowledge, case, told("channel_used", ["email"]), told("contacts_made", 1))
    _, case = adviser.advise(case)
    assert Case.from_dict(case.to_dict()) == case
    assert Case.from_dict(None) == Case()


def values_of(definition: FactDefinition) -> st.SearchStrategy[Any]:
    if definition.type == "yes_no":
        return st.booleans()
    if definition.type == "choice":
        return st.sampled_from(definition.values)
    if definition.type == "choices":
        return st.lists(st.sampled_from(definition.values), min_size=1, unique=True)
    return st.integers(0, 60)


INDEPENDENT = (
    "contacts_made",
    "days_since_contact",
    "employed",
    "other_offer",
    "must_know_by",
    "thank_you_sent",
    "interviews_done",
    "wants_in_person",
    "about_to_resign",
    "reason_to_move",
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_order_of_statements_never_matters(knowledge: Knowledge, data: st.DataObject) -> None:
    """However facts were told, corrected and told again, the advice is that of the final facts."""
    names = data.draw(st.lists(st.sampled_from(INDEPENDENT), min_size=1, unique=True))
    final = {name: data.draw(values_of(knowledge.facts[name]), label=name) for name in names}
    corrected = data.draw(st.lists(st.sampled_from(names), unique=True))
    first = [told(name, data.draw(values_of(knowledge.facts[name]))) for name in corrected]
    last = data.draw(st.permutations([told(name, value) for name, value in final.items()]))
    situation = knowledge.situation(data.draw(st.sampled_from(sorted(knowledge.situations))))

    roundabout = Case()
    for reading in [*first, *last]:
        roundabout = hear(knowledge, roundabout, reading)
    straight = hear(knowledge, Case(), *(told(name, value) for name, value in final.items()))

    assert choose(situation, roundabout.facts) == choose(situation, straight.facts)


def test_a_day_that_was_spoken_of_was_named(knowledge: Knowledge) -> None:
    """“They said in three days” means that a time was named and has not passed; it is not told, it follows."""
    case = hear(knowledge, Case(), told("days_to_promise", 3))
    assert case.told == {"days_to_promise": 3}
    assert case.facts == {"days_to_promise": 3, "deadline_passed": False, "promised_by": True}
    over = hear(knowledge, Case(), told("days_overdue", 2))
    assert over.facts["deadline_passed"] is True
    corrected = hear(knowledge, over, told("promised_by", False))
    assert corrected.facts == {"promised_by": False}
