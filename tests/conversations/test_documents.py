"""Each document's own asker, in other words, is led to that document's advice."""

from __future__ import annotations

from collections.abc import Callable

from heardback.advice.answer import Answer
from tests.conversations.conftest import Talk

Begin = Callable[[], Talk]

GROCERY = (
    "I applied for the traveling IT job at the grocery chain where I've worked 5 years. His boss "
    "interviewed me 3 weeks ago and said he'd let me know in a week. I called twice and emailed "
    "once, nothing, and now the IT guy ignores my work requests too."
)


def outlets(answer: Answer) -> set[str]:
    return {source.outlet for source in answer.sources}


def cited(answer: Answer) -> set[str]:
    return {item for source in answer.sources for item in source.items}


def heard(answer: Answer) -> dict[str, object]:
    return {fact.name: fact.value for fact in answer.heard}


def test_the_grocery_story(begin: Begin) -> None:
    """Internal, three contacts, a passed day: the colleague, not the boss, and two voices at least."""
    talk = begin()
    answer = talk.say(GROCERY)
    assert answer.situation == "internal_candidate_ignored"
    facts = heard(answer)
    assert facts["contacts_made"] == 3
    assert facts.get("deadline_passed") is True or facts["days_overdue"]
    assert [line.id for line in answer.next] == [
        "leave_the_boss_alone",
        "ask_the_colleague_plainly",
    ]
    voices = {source.voice for source in answer.sources if source.outlet == "Ask MetaFilter"}
    assert len(voices) >= 2

    disputed = talk.press(answer, "Who disagrees?")
    assert {"cmgonzalez", "dg"} <= {source.voice for source in disputed.sources}


def test_the_moved_phone_interview(begin: Begin) -> None:
    """Dear Miriam: handled well, words for one mail, search on and leave the mishap out."""
    talk = begin()
    answer = talk.say(
        "I have a good job but look around. A company wanted a phone interview, I said yes, and that "
        "day there was an emergency at work and I could not leave my desk. I emailed beforehand to ask "
        "for another time and later to apologise. Next day they wrote sorry we couldn't find a time, "
        "good luck with your search. Is asking to reschedule so unheard of?"
    )
    assert answer.situation == "reschedule_dropped"
    assert "Dear Miriam" in outlets(answer)
    assert "dear_miriam.M1" in cited(answer)
    more = talk.press(answer, "What else helps?")
    assert {"dear_miriam.M4", "dear_miriam.M5"} & (cited(answer) | cited(more))


def test_the_second_interview_that_never_came(begin: Begin) -> None:
    """The Career Doctor: second choice perhaps, perhaps not the company for you."""
    talk = begin()
    answer = talk.say(
        "I met five people at a company of about fifty and sent all of them thank-you notes. Two weeks "
        "later HR invited me back for a second interview by email. I replied by email and by phone "
        "that I would love to and never got a response. Is that a company I would want to work for?"
    )
    assert answer.situation == "second_interview_silence"
    more = talk.press(answer, "What else helps?")
    assert {"career_doctor.C1", "career_doctor.C5"} & (cited(answer) | cited(more))


def test_the_interview_that_was_never_set_up(begin: Begin) -> None:
    """Ask a Manager: they owe word, sit back, do not drive over, do not keep the day free."""
    talk = begin()
    answer = talk.say(
        "An employer rang me wanting to set up an interview and said they would get back to me once they "
        "knew when the hiring manager was free. Nothing since. I've called 3 times and left messages, "
        "the last time saying I'd keep the whole day free for them. Should I just drive over there and "
        "introduce myself? They're two miles from my house."
    )
    assert answer.situation == "interview_never_scheduled"
    assert "ask_a_manager.A2" in cited(answer)
    assert "ask_a_manager.A6" in cited(answer)
    assert [line.id for line in answer.dont] == ["do_not_turn_up"]


def test_the_offer_call_that_does_not_come(begin: Begin) -> None:
    """Forbes: collaborate on the approval, one e-mail a week at most, keep looking."""
    talk = begin()
    answer = talk.say(
        "My friend was as good as promised a job at a new website: the boss said he only needed one more "
        "conversation with a higher-up for approval and then the job was hers, and he'd call after New "
        "Year. It's two weeks past that. She sent one email and heard nothing. How hard should she push?"
    )
    assert answer.situation == "offer_promised_no_call"
    assert "Forbes" in outlets(answer)
    assert "forbes.W6" in cited(answer)
