"""Turns: stories, corrections, questions, what is outside, and care before all else."""

from __future__ import annotations

from typing import Any

import pytest

from heardback.advice.case import Case
from heardback.advice.conversation import Conversation
from heardback.reading.result import Danger, FactReading, Reading

WAITING = "no_callback_after_interview"
LONG = "word " * 30


def message(
    text: str = "three weeks", *candidates: str, danger: Danger = "", **facts: Any
) -> Reading:
    readings = tuple(FactReading(name, value, 0, len(text)) for name, value in facts.items())
    intent = candidates[0] if candidates else "outside"
    return Reading(text, intent, candidates=candidates, facts=readings, danger=danger)


def test_a_story_is_answered_with_advice_at_once(conversation: Conversation) -> None:
    """No form comes first; the question stands below the advice."""
    answer, case = conversation.hear_story(Case(), message("had it", WAITING, interviews_done=1))
    assert answer.kind == "advice"
    assert answer.next
    assert case.pending == (answer.question.fact if answer.question else "")


def test_a_correction_says_what_changed(conversation: Conversation) -> None:
    """The new answer names the fact and what became another thing."""
    _, case = conversation.hear_story(
        Case(), message("one", WAITING, contacts_made=0, days_since_contact=9)
    )
    answer, case = conversation.hear_facts(case, message(contacts_made=3))
    assert "3 contacts without an answer" in answer.changed
    assert "next step" in answer.changed
    answer, _ = conversation.hear_facts(case, message(contacts_made=4))
    assert "does not change" in answer.changed


def test_unsure_asks_which_and_keeps_the_facts(conversation: Conversation) -> None:
    """The chosen situation is advised on with what was told before."""
    first = message("hm", WAITING, "application_no_reply", contacts_made=3)
    answer, case = conversation.hear_story(Case(), first)
    assert answer.kind == "choice"
    assert [button.payload for button in answer.buttons] == [
        f"/{WAITING}",
        "/application_no_reply",
        "/outside",
    ]
    chosen, case = conversation.hear_story(case, message(f"/{WAITING}", WAITING))
    assert chosen.situation == WAITING
    assert chosen.next[0].id == "sit_back"


def test_a_whole_new_story_begins_a_new_case(conversation: Conversation) -> None:
    """What was told of the first employer is not held against the second."""
    _, case = conversation.hear_story(Case(), message(LONG, WAITING, contacts_made=3))
    _, case = conversation.hear_story(case, message(LONG, "application_no_reply"))
    assert case.situation == "application_no_reply"
    assert case.facts == {}


def test_a_short_turn_of_the_story_keeps_the_facts(conversation: Conversation) -> None:
    """“They did invite me back” moves the case on without forgetting."""
    _, case = conversation.hear_story(Case(), message(LONG, WAITING, contacts_made=3))
    _, case = conversation.hear_story(
        case, message("they asked me back", "second_interview_silence")
    )
    assert case.situation == "second_interview_silence"
    assert case.facts["contacts_made"] == 3


def test_not_knowing_goes_on(conversation: Conversation) -> None:
    """The fact is not asked for again."""
    answer, case = conversation.hear_story(Case(), message("x", WAITING))
    first = case.pending
    answer, case = conversation.hear_dont_know(case, message("no idea"))
    assert answer.kind == "advice"
    assert first
    assert case.pending != first


@pytest.mark.parametrize(
    "name",
    ["explain_why", "explain_changes", "show_disputes", "show_more", "show_sources", "show_draft"],
)
def test_a_question_before_any_story_asks_what_happened(
    conversation: Conversation, name: str
) -> None:
    """There is nothing to explain yet, and that is said kindly."""
    answer, case = conversation.asked(Case(), message("why?"), getattr(conversation.adviser, name))
    assert answer.kind == "talk"
    assert case == Case()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how do i negotiate the salary", "pay and negotiating"),
        ("can i put in my two weeks notice by mail", "giving notice"),
        ("my supervisor makes sexual comments", "harassment"),
        ("what should i wear", "interview"),
        ("my landlord ghosted me", "landlords"),
    ],
)
def test_a_near_miss_is_named_and_pointed_elsewhere(
    conversation: Conversation, text: str, topic: str
) -> None:
    """It is called what it is, and no advice on silence is given."""
    answer, _ = conversation.hear_story(Case(), message(text))
    assert answer.kind == "outside"
    assert topic in answer.lead
    assert not answer.next


def test_a_far_miss_gets_one_friendly_line(conversation: Conversation) -> None:
    """Soup is outside; what Heardback is for is said."""
    answer, _ = conversation.hear_story(Case(), message("too much salt in the soup"))
    assert answer.kind == "outside"
    assert "outside what I can advise on" in answer.lead


def test_words_of_harm_get_care_before_all_else(conversation: Conversation) -> None:
    """Crisis lines stand first, no advice is pushed, and the way back is open."""
    answer, case = conversation.hear_story(Case(), message("x", WAITING, danger="explicit"))
    assert answer.kind == "care"
    assert "988" in " ".join(answer.care)
    assert "116 123" in " ".join(answer.care)
    assert "findahelpline.com" in " ".join(answer.care)
    assert not answer.next
    assert [button.payload for button in answer.buttons] == ["/go_on"]
    resumed, _ = conversation.hear_dont_know(case, message("/go_on"))
    assert resumed.kind == "advice"


def test_dark_thoughts_get_care_and_then_the_advice(conversation: Conversation) -> None:
    """The job question is still answered, below the care."""
    answer, _ = conversation.hear_story(Case(), message("x", "reschedule_dropped", danger="dark"))
    assert "988" in " ".join(answer.care)
    assert answer.next


def test_care_comes_in_every_turn(conversation: Conversation) -> None:
    """Also where the message is outside, or small talk."""
    for turn in (
        conversation.hear_outside(Case(), message(danger="explicit")),
        conversation.talk(Case(), message(danger="explicit"), "thanks"),
        conversation.hear_facts(Case(), message(danger="explicit")),
        conversation.start_over(Case(), message(danger="explicit")),
    ):
        assert turn[0].care


def test_likely_but_not_sure_advises_and_asks_which(conversation: Conversation) -> None:
    """The guess is said aloud, with the other as a button; it is never made silently."""
    reading = Reading(
        "x",
        WAITING,
        ranking=((WAITING, 0.6), ("second_interview_silence", 0.3)),
        candidates=(WAITING, "second_interview_silence"),
    )
    answer, case = conversation.hear_story(Case(), reading)
    assert answer.situation == WAITING
    assert answer.question is not None
    assert [button.payload for button in answer.question.buttons] == [
        "/second_interview_silence",
        "/outside",
    ]
    corrected, _ = conversation.hear_story(
        case, message("/second_interview_silence", "second_interview_silence")
    )
    assert corrected.situation == "second_interview_silence"


def test_who_says_only_that_they_wait_is_asked_for_what(conversation: Conversation) -> None:
    """All seven situations are offered."""
    answer, _ = conversation.hear_left_hanging(Case(), message("they never answered"))
    assert len(answer.buttons) == 8


def test_whoever_works_there_is_advised_as_such(conversation: Conversation) -> None:
    """Working there comes before all; the other reading stays as a button."""
    reading = message("inside", WAITING, internal=True)
    answer, _ = conversation.hear_story(Case(), reading)
    assert answer.situation == "internal_candidate_ignored"
    assert answer.question is not None
    assert answer.question.buttons[0].payload == f"/{WAITING}"


def test_a_fact_that_no_advice_asks_about_is_not_repeated(conversation: Conversation) -> None:
    """That the post is technical says nothing to somebody whose application is unanswered."""
    told = message("x", "application_no_reply", technical_post=True, contacts_made=1)
    answer, case = conversation.hear_story(Case(), told)
    assert [fact.name for fact in answer.heard] == ["contacts_made"]
    assert case.facts["technical_post"] is True


def test_what_no_words_say_does_not_stand_against_what_was_told(conversation: Conversation) -> None:
    """A later message about e-mails does not undo the interview that was told of."""
    _, case = conversation.hear_story(Case(), message("had it", WAITING, interviews_done=1))
    supposed = FactReading("interviews_done", 0, 0, 0)
    _, case = conversation.hear_facts(case, Reading("emailed once", "inform", facts=(supposed,)))
    assert case.facts["interviews_done"] == 1


def test_a_question_about_calling_does_not_undo_the_calls(conversation: Conversation) -> None:
    """“Do I call or e-mail” says nothing of what was done; “I did not call” does."""
    _, case = conversation.hear_story(Case(), message("two calls", WAITING, contacts_made=2))
    _, asked = conversation.hear_facts(case, message("do i call", contacts_made=0))
    assert asked.facts["contacts_made"] == 2
    _, denied = conversation.hear_facts(case, message("i did not call", contacts_made=0))
    assert denied.facts["contacts_made"] == 0


def test_a_message_with_nothing_new_does_not_repeat_the_advice(conversation: Conversation) -> None:
    """The advice stands, and is not said again."""
    _, case = conversation.hear_story(Case(), message("x", WAITING))
    answer, after = conversation.hear_facts(case, message("hm"))
    assert answer.kind == "talk"
    assert after.situation == WAITING


def test_dark_thoughts_in_small_talk_get_care_alone(conversation: Conversation) -> None:
    """Nobody who feels worthless is told “you are welcome”."""
    answer, _ = conversation.talk(Case(), message("x", danger="dark"), "thanks")
    assert answer.kind == "care"
    assert "welcome" not in answer.lead
