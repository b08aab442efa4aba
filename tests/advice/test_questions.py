"""Questions: only what can change the advice, three at the most."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.knowledge import Knowledge
from heardback.advice.questions import MOST_QUESTIONS, next_question, outcomes
from tests.advice.conftest import CaseOf
from tests.advice.test_case import INDEPENDENT, values_of


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_question_is_asked_only_if_two_answers_part_the_advice(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    """Whatever is known, two of the offered answers lead to different things to do or not to do."""
    situation = knowledge.situation(data.draw(st.sampled_from(sorted(knowledge.situations))))
    names = data.draw(st.lists(st.sampled_from(INDEPENDENT), unique=True))
    facts: dict[str, Any] = {
        name: knowledge.facts[name].checked(data.draw(values_of(knowledge.facts[name])))
        for name in names
    }
    asked = next_question(knowledge, situation, facts, ())
    if asked is not None:
        assert asked.name not in facts
        assert len({guides for _, guides in outcomes(situation, facts, asked)}) > 1


def test_no_more_than_three_and_none_twice(adviser: Adviser, case_of: CaseOf) -> None:
    """After three unanswered questions no fourth comes."""
    case: Case = case_of("no_callback_after_interview")
    asked = []
    for _ in range(MOST_QUESTIONS + 2):
        answer, case = adviser.advise(case)
        if answer.question:
            asked.append(answer.question.fact)
        case = replace(case, pending="")
    assert len(asked) == MOST_QUESTIONS
    assert len(set(asked)) == MOST_QUESTIONS


def test_every_question_says_why_and_offers_a_way_out(adviser: Adviser, case_of: CaseOf) -> None:
    """Half a line of why, buttons for the answers, and "I don't know"."""
    answer, _ = adviser.advise(case_of("no_callback_after_interview"))
    question = answer.question
    assert question is not None
    assert question.why
    assert [button.payload for button in question.buttons][-1] == "/dont_know"
    assert len(question.buttons) > 2


@pytest.mark.parametrize("promised", [True, False])
def test_what_was_told_is_not_asked(knowledge: Knowledge, promised: bool) -> None:
    """The question about the day they named is not asked of somebody who told of it."""
    facts = (
        {"promised_by": promised, "deadline_passed": True} if promised else {"promised_by": False}
    )
    situation = knowledge.situation("no_callback_after_interview")
    asked: tuple[str, ...] = ()
    while (question := next_question(knowledge, situation, facts, asked)) is not None:
        asked = (*asked, question.name)
    assert "deadline_passed" not in asked
    assert asked
