"""Facts read from the phrases of the cue files."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from heardback.reading.facts.cues import CUE_FOLDER, CueError, load_cues
from heardback.reading.facts.read import read_facts

TODAY = date(2025, 11, 22)


def values(text: str) -> dict:
    return {fact.name: fact.value for fact in read_facts(text, TODAY)}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("I mailed a thank you card to both of them", "thank_you_sent", True),
        ("I never wrote a thank you note", "thank_you_sent", False),
        ("no thank-you note so far", "thank_you_sent", False),
        ("should I send a thank you?", "thank_you_sent", False),
        ("my current boss knows nothing", "employed", True),
        ("I was laid off in spring", "employed", False),
        ("it would be an internal transfer", "internal", True),
        ("I have another offer on the table", "other_offer", True),
        ("they went with somebody else", "rejected", True),
        ("not even a rejection", "rejected", False),
        ("they gave no timeline", "promised_by", False),
        ("I had two interviews there", "interviews_done", 2),
        ("I was invited to a second interview", "interviews_done", 1),
        ("the interviewer never showed up", "interviews_done", 0),
        ("could I move the interview to another day", "interview_ahead", True),
        ("I apologised for being late", "warned_or_apologised", True),
        ("my train was cancelled that morning", "reason_to_move", "travel"),
        ("should I go there in person", "wants_in_person", True),
        ("shall I go over her head", "wants_escalation", True),
        ("I sit by the phone all day", "waits_by_phone", True),
        ("the ad says no phone calls", "no_calls_asked", True),
        ("all I got was an automatic reply", "acknowledged", True),
        ("asking for my husband", "asks_for_another", True),
        ("they said to call any time", "told_call_anytime", True),
        ("the budget still has to be approved", "approval_pending", True),
        ("nothing in writing so far", "offer_in_writing", False),
        ("I already gave notice", "resigned", True),
        ("she said sorry for the delay", "employer_apologised", True),
        ("it is my dream job", "set_on_this_job", True),
        ("what did I do wrong", "wants_to_know_why", True),
        ("I need to know by Friday", "must_know_by", True),
        ("my coworker avoids me", "colleague_distant", True),
        ("I applied for two jobs there", "several_posts", True),
        ("a large company", "large_employer", True),
        ("they invited me back for a panel", "invited_back", True),
    ],
)
def test_a_plain_statement_is_read(text: str, name: str, value: object):
    assert values(text).get(name) == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("she had to talk to a higher-up first", "wants_escalation"),
        ("I have gone over the letter again", "wants_escalation"),
        ("I rang and apologised", "employer_apologised"),
        ("she was sorry to hear that I was ill", "employer_apologised"),
        ("my rent is due", "must_know_by"),
        ("they don't call, ever", "no_calls_asked"),
        ("I've quit following up", "resigned"),
        ("I keep checking their menu", "waits_by_phone"),
        ("she promised an answer by friday", "must_know_by"),
        ("I was turned down by another school in spring", "rejected"),
        ("am I rejected?", "rejected"),
        ("I assume they hired someone else", "rejected"),
        ("my friend works at a different shop", "friend_inside"),
        ("My husband was kind about it. I had an interview last week", "asks_for_another"),
        ("I called back every patron", "invited_back"),
        ("I check my phone every hour", "several_a_day"),
        ("my manager noticed I've gone quiet", "colleague_distant"),
    ],
)
def test_words_that_only_look_like_a_fact_do_not_count(text: str, name: str):
    assert name not in values(text)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("I keep calling them", "tried_many_times", True),
        ("I ring and mail every week", "tried_many_times", True),
        ("called like a hundred times", "tried_many_times", True),
        ("I've called 3 times a day", "several_a_day", True),
        ("we moved it to tomorrow", "new_time_agreed", True),
        ("they gave me a new slot on Thursday", "new_time_agreed", True),
        ("told them thursday works, no time confirmed", "interview_ahead", True),
        ("no rejection email though", "rejected", False),
        ("another hospital wants an answer by monday", "must_know_by", True),
    ],
)
def test_more_ways_of_saying_a_fact(text: str, name: str, value: object):
    assert values(text).get(name) == value


def test_what_is_not_said_is_not_filled_in():
    assert values("hello there") == {}
    assert values("I like trains and cold soup") == {}


def test_every_cue_names_a_fact_of_the_vocabulary_or_none_at_all():
    import yaml

    vocabulary = yaml.safe_load((CUE_FOLDER.parents[1] / "advice" / "facts.yml").read_text("utf-8"))
    for cue in load_cues()._cues:
        assert cue.fact in vocabulary
        assert cue.value is None or _fits(cue.value, vocabulary[cue.fact])


def _fits(value: object, fact: dict[str, Any]) -> bool:
    kinds = {"yes_no": bool, "count": int, "days": int, "choice": str, "choices": list}
    if not isinstance(value, kinds[fact["type"]]):
        return False
    chosen = value if isinstance(value, list) else [value]
    return "values" not in fact or set(chosen) <= set(fact["values"])


def test_a_wrong_entry_is_an_error_that_names_file_and_entry(tmp_path: Path):
    (tmp_path / "bad.yml").write_text("cues:\n  - {fact: employed, value: true, phrase: [a]}\n")
    with pytest.raises(CueError, match=r"bad\.yml, entry 1"):
        load_cues(tmp_path)


def test_no_data_line_begins_like_rasas_own_files():
    for path in CUE_FOLDER.rglob("*.yml"):
        for line in path.read_text("utf-8").splitlines():
            assert not line.lstrip().startswith(("nlu:", "responses:", "stories:", "rules:"))
