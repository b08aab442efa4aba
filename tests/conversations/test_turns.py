"""Corrections, questions, digressions and goodbyes, as people type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversations.conftest import Talk
from tests.conversations.test_documents import GROCERY, heard

Begin = Callable[[], Talk]
STORY = (
    "had my interview two weeks ago, they said i'd hear within a week. havent contacted them yet"
)


def test_a_correction_changes_the_advice_and_says_so(begin: Begin) -> None:
    """“Actually I emailed twice” is heard, and the next step becomes another one."""
    talk = begin()
    first = talk.say(STORY)
    second = talk.say("actually i emailed them twice")
    assert heard(second)["contacts_made"] == 2
    assert second.changed
    assert [line.id for line in first.next] != [line.id for line in second.next]


def test_the_order_of_telling_does_not_matter(begin: Begin) -> None:
    """Facts told in three turns lead to the advice of one message that has them all."""
    at_once = begin().say(
        "my interview was three weeks ago, i emailed twice, they never named a date for their answer"
    )
    talk = begin()
    talk.say("my interview was two weeks ago and they never named a date for their answer")
    talk.say("i emailed twice")
    corrected = talk.say("no, it was three weeks ago")
    assert [line.id for line in corrected.next] == [line.id for line in at_once.next]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("why?", "explanation"),
        ("who says otherwise?", "dispute"),
        ("what else can i do", "more"),
        ("where is this from?", "sources"),
        ("can you write the mail for me", "draft"),
        ("what would change that?", "explanation"),
        ("why shouldn't i just go there?", "explanation"),
        ("thanks, that helps", "talk"),
        ("what can you do?", "talk"),
    ],
)
def test_questions_in_free_words(begin: Begin, words: str, kind: str) -> None:
    """Every question works typed as well as pressed."""
    talk = begin()
    talk.say(STORY)
    assert talk.say(words).kind == kind


def test_buttons_lead_where_they_say(begin: Begin) -> None:
    """Why, draft and more, each after the other, and the case stays."""
    talk = begin()
    answer = talk.say(GROCERY)
    assert talk.press(answer, "Why?").kind == "explanation"
    assert talk.press(answer, "Draft it").draft is not None
    assert talk.press(answer, "What else helps?").more
    assert talk.say("actually it was four weeks ago").situation == "internal_candidate_ignored"


def test_an_answered_question_is_taken_in(begin: Begin) -> None:
    """Pressing an answer tells the fact; the question is not asked again."""
    talk = begin()
    answer = talk.say("interview went fine, then silence for two weeks")
    assert answer.question is not None
    asked = answer.question.fact
    after = talk.press(answer, answer.question.buttons[0].title)
    assert asked not in ("", after.question.fact if after.question else "")


def test_not_knowing_is_an_answer(begin: Begin) -> None:
    """The advice goes on without the fact."""
    talk = begin()
    talk.say("interview went fine, then silence for two weeks")
    assert talk.say("i don't know").kind == "advice"


def test_a_new_story_in_the_middle_of_a_question(begin: Begin) -> None:
    """It is answered as a story of its own, without the old one's facts."""
    talk = begin()
    talk.say(GROCERY)
    answer = talk.say(
        "Different thing now. In September I also sent an application to the county library for a "
        "cataloguing job, only an automatic reply came, and that is six weeks ago. Nobody has answered."
    )
    assert answer.situation == "application_no_reply"
    assert "colleague_distant" not in heard(answer)


def test_start_over_forgets_the_case(begin: Begin) -> None:
    """After it, a question about the advice has nothing to stand on."""
    talk = begin()
    talk.say(GROCERY)
    talk.say("start over")
    assert talk.say("why?").kind == "talk"


def test_forget_me_erases(begin: Begin) -> None:
    """What was written is gone from the conversation."""
    talk = begin()
    talk.say(GROCERY)
    assert "erased" in talk.say("forget me").lead
    assert talk.say("why?").kind == "talk"


def test_outside_is_said_plainly(begin: Begin) -> None:
    """No advice on silence for soup, salaries or dates."""
    for text in (
        "how do i get red wine out of a carpet",
        "they offered me 48k, can i ask for 55k or will they pull the offer",
        "we had a lovely first date and now she doesn't text back",
    ):
        answer = begin().say(text)
        assert answer.kind == "outside", text
        assert not answer.next


def test_somebody_in_danger_gets_help_first(begin: Begin) -> None:
    """Whatever the classifier makes of it."""
    answer = begin().say("200 applications and no answer, i want to kill myself")
    assert answer.kind == "care"
    assert "988" in " ".join(answer.care)


def test_small_talk_before_the_story(begin: Begin) -> None:
    """A greeting is greeted, and the story after it advised on."""
    talk = begin()
    assert talk.say("hello").kind == "talk"
    assert talk.say(STORY).kind == "advice"


def test_saying_only_that_one_waits_asks_for_what(begin: Begin) -> None:
    """“They never got back to me” may be any of the seven."""
    answer = begin().say("they never got back to me")
    assert answer.kind == "choice"
    assert len(answer.buttons) == 8
