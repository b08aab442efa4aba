"""Answers: the anatomy, the reasons, the disputes, the drafts and the contact budget."""

from __future__ import annotations

import re

import pytest

from heardback.advice.answer import Answer, Line
from heardback.advice.answering import Adviser
from heardback.advice.drafting import days_ago
from heardback.advice.knowledge import Knowledge
from tests.advice.conftest import CaseOf

GROCERY = {
    "internal": True,
    "interviews_done": 1,
    "days_since_contact": 21,
    "promised_by": True,
    "deadline_passed": True,
    "contacts_made": 3,
    "channel_used": ("email", "phone"),
    "colleague_distant": True,
}


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines]


def text_of(answer: Answer) -> str:
    lines = answer.comfort + answer.readings + answer.next + answer.dont + answer.more
    return " ".join([answer.lead, answer.differ, *(line.text for line in lines)])


def test_the_grocery_story(adviser: Adviser, case_of: CaseOf) -> None:
    """Three contacts and a passed day: leave the boss, speak to the colleague, nobody is called."""
    answer, _ = adviser.advise(case_of("internal_candidate_ignored", **GROCERY))
    assert ids(answer.next) == ["leave_the_boss_alone", "ask_the_colleague_plainly"]
    voices = {source.voice for source in answer.sources if source.outlet == "Ask MetaFilter"}
    assert len(voices) >= 2
    assert "cmgonzalez" in answer.differ


def test_who_disagrees_shows_the_other_side(adviser: Adviser, case_of: CaseOf) -> None:
    """One voice, cmgonzalez, would call again, dg would ask for feedback; both stand with the deciding fact."""
    answer = adviser.show_disputes(case_of("internal_candidate_ignored", **GROCERY))
    voices = {source.voice for source in answer.sources}
    assert {"cmgonzalez", "dg"} <= voices
    assert all(dispute.decides for dispute in answer.disputes)
    assert answer.disputes[0].taken == "Leave it"


def test_a_real_date_turns_the_advice(adviser: Adviser, case_of: CaseOf) -> None:
    """F19: with a day by which they must know, one more call is right after all."""
    answer, _ = adviser.advise(case_of("internal_candidate_ignored", **GROCERY, must_know_by=True))
    assert ids(answer.next)[0] == "one_more_call_with_a_date"


def test_every_line_names_its_source(
    adviser: Adviser, knowledge: Knowledge, case_of: CaseOf
) -> None:
    """Each number stands for a footnote, and each footnote is used."""
    for name in knowledge.situations:
        case = case_of(name)
        for answer in (adviser.advise(case)[0], adviser.show_more(case), adviser.explain_why(case)):
            lines = answer.comfort + answer.readings + answer.next + answer.dont + answer.more
            assert lines
            assert all(line.citations for line in lines)
            used = {number for line in lines for number in line.citations}
            used |= {int(number) for number in re.findall(r"\[(\d+)\]", answer.differ)}
            assert used == {source.number for source in answer.sources}


def test_an_answer_survives_the_journey_as_json(adviser: Adviser, case_of: CaseOf) -> None:
    """What a channel gets is the Answer that was given."""
    case = case_of("internal_candidate_ignored", **GROCERY)
    answers = [
        adviser.advise(case)[0],
        adviser.show_disputes(case),
        adviser.show_draft(case),
        adviser.explain_changes(case),
    ]
    for answer in answers:
        assert Answer.from_dict(answer.to_dict()) == answer


def test_why_names_the_facts(adviser: Adviser, case_of: CaseOf) -> None:
    """The reason is derived from the conditions that held."""
    answer = adviser.explain_why(case_of("internal_candidate_ignored", **GROCERY))
    because = {line.id: line.because for line in answer.more}
    assert "3 contacts without an answer" in because["leave_the_boss_alone"]
    assert "a colleague there has gone quiet" in because["ask_the_colleague_plainly"]


def test_why_not_names_the_condition_that_fails(adviser: Adviser, case_of: CaseOf) -> None:
    """“Why not call him once more?” is answered by the date that is not there."""
    case = case_of("internal_candidate_ignored", **GROCERY)
    answer = adviser.explain_why_not(case, entry_id="one_more_call_with_a_date")
    assert "you must know by a certain day" in answer.more[0].text


def test_why_not_without_a_hint_asks_which(adviser: Adviser, case_of: CaseOf) -> None:
    """Words that point at no step get the steps to choose from."""
    answer = adviser.explain_why_not(case_of("no_callback_after_interview"), "hm?")
    assert not answer.more
    assert all(button.payload.startswith("/ask_why_not{") for button in answer.buttons)


def test_what_would_change_it_really_would(adviser: Adviser, case_of: CaseOf) -> None:
    """Taking each named fact for true does lead to the named step."""
    facts = {"interviews_done": 1, "days_since_contact": 10, "contacts_made": 0}
    answer = adviser.explain_changes(case_of("no_callback_after_interview", **facts))
    assert answer.more
    flip = {"other_offer": True}
    changed, _ = adviser.advise(case_of("no_callback_after_interview", **facts, **flip))
    assert changed.next[0].id in ids(answer.more)


@pytest.mark.parametrize(
    ("facts", "spent"),
    [
        ({"contacts_made": 3}, "several"),
        ({"contacts_made": 1, "days_since_own_contact": 2}, "less than a week"),
        ({"contacts_made": 1, "several_a_day": True}, "more than one try a day"),
    ],
)
def test_a_spent_budget_declines_the_draft(
    adviser: Adviser, case_of: CaseOf, facts: dict[str, object], spent: str
) -> None:
    """The next message is not drafted, and why and what else is said."""
    case = case_of("no_callback_after_interview", **facts)
    answer = adviser.show_draft(case, "first_follow_up")
    assert answer.draft is None
    assert spent in answer.more[0].text.lower()
    assert answer.more[0].citations
    assert answer.buttons


def test_news_may_be_sent_though_the_budget_is_spent(adviser: Adviser, case_of: CaseOf) -> None:
    """F19: a real date is worth one more call."""
    case = case_of("no_callback_after_interview", contacts_made=4, must_know_by=True)
    draft = adviser.show_draft(case).draft
    assert draft is not None
    assert draft.id == "once_more_with_a_date"


CONDEMNED = re.compile(
    r"whole day|all day|any time today|beg|please, please|desperate|at your door|outside your office|"
    r"perfect (for|fit|candidate)|unfair|rude|disappointed in|you promised|ignored",
    re.IGNORECASE,
)


def test_no_draft_says_what_the_sources_condemn(knowledge: Knowledge) -> None:
    """No day kept free, no pleading, no blame, no door, no perfect candidate."""
    for draft in knowledge.drafts.values():
        assert not CONDEMNED.search(draft.body), draft.id


def test_a_draft_shows_what_is_known_and_blanks_for_the_rest(
    adviser: Adviser, case_of: CaseOf
) -> None:
    """The time of the talk is filled in, the names are not."""
    case = case_of("no_callback_after_interview", contacts_made=0, days_since_contact=14)
    draft = adviser.show_draft(case, "first_follow_up").draft
    assert draft is not None
    assert "about two weeks ago" in draft.text
    labels = [blank.label for blank in draft.blanks]
    assert "their name" in labels
    assert "when" not in labels


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (5, "some days ago"),
        (7, "about a week ago"),
        (20, "about three weeks ago"),
        (30, "about a month ago"),
        (75, "about two months ago"),
        (900, "some time ago"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, said: str) -> None:
    """Nobody writes "21 days ago" in a mail."""
    assert days_ago(days) == said


def test_a_date_in_the_advice_counts_from_today(adviser: Adviser, case_of: CaseOf) -> None:
    """A promise for the day after tomorrow makes the day after that; a missed one the next Monday."""
    waiting = case_of(
        "no_callback_after_interview", promised_by=True, deadline_passed=False, days_to_promise=2
    )
    assert adviser.advise(waiting)[0].next[0].date == "2026-11-25"
    missed = case_of(
        "no_callback_after_interview",
        promised_by=True,
        deadline_passed=True,
        contacts_made=0,
        days_since_contact=9,
    )
    assert adviser.advise(missed)[0].next[0].date == "2026-11-23"


PROMISES = re.compile(
    r"will (surely|certainly)|guarantee|definitely|I am sure|they don't want you because",
    re.IGNORECASE,
)


def test_nothing_promises_an_outcome(knowledge: Knowledge) -> None:
    """No entry claims to know, and none shouts."""
    for situation in knowledge.situations.values():
        for entry in situation.entries:
            assert not PROMISES.search(entry.say + entry.because), entry.id
            assert "!" not in entry.say + entry.because, entry.id


def test_what_another_fact_says_too_is_not_repeated(adviser: Adviser, case_of: CaseOf) -> None:
    """“The time they named was 3 days ago” says that they named one and that it has passed."""
    case = case_of(
        "no_callback_after_interview", promised_by=True, deadline_passed=True, days_overdue=3
    )
    heard = [fact.name for fact in adviser.advise(case)[0].heard]
    assert heard == ["days_overdue"]
    assert len(adviser.fix_facts(case).heard) == 3
