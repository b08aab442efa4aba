"""The figures of reading: the same as the collection's own program gives."""

import importlib.util
import math

import pytest

from benchmarks.reading_data import found
from benchmarks.reading_figures import NAMES, confusion, figures, reliability

GOLD = [
    {
        "id": "1",
        "situation": "application_no_reply",
        "also": [],
        "chat_also": ["outside"],
        "facts": {"contacts_made": 3, "channel_used": ["email", "phone"], "employed": True},
        "unsure": {"employed": True},
    },
    {
        "id": "2",
        "situation": "outside",
        "also": [],
        "chat_also": [],
        "facts": {"rejected": True},
    },
    {
        "id": "3",
        "situation": "second_interview_silence",
        "also": ["no_callback_after_interview"],
        "chat_also": [],
        "facts": {"days_since_contact": 30, "promised_by": False},
    },
    {"id": "4", "situation": "outside", "also": [], "chat_also": [], "chat_unclear": True},
]
READ = [
    {
        "id": "1",
        "situation": "outside",
        "ranking": [["outside", 0.5], ["application_no_reply", 0.4]],
        "facts": {"contacts_made": 2, "channel_used": ["email"], "employed": False},
    },
    {"id": "2", "situation": "outside", "ranking": [["outside", 0.95]], "facts": {}},
    {
        "id": "3",
        "situation": "no_callback_after_interview",
        "ranking": [["no_callback_after_interview", 0.6], ["second_interview_silence", 0.3]],
        "facts": {"days_since_contact": 28, "promised_by": False, "internal": False},
    },
    {"id": "4", "situation": "outside", "ranking": [["outside", 1.0]], "facts": {}},
]


def test_each_figure():
    found_figures = figures(GOLD, READ, "chat")
    expected = {
        "n": 3,
        "strict": 1 / 3,
        "lax": 2 / 3,
        "macro_f1": 2 / 9,
        "in_scope": 0.0,
        "top3": 1.0,
        "out_recall": 1.0,
        "out_false": 0.5,
        "auroc": 1.0,
        "ece": (0.5 + 0.05 + 0.6) / 3,
        "fact_p": 3 / 5,
        "fact_r": 3 / 6,
        "fact_f1": 6 / 11,
    }
    assert found_figures == pytest.approx(expected)
    assert set(NAMES) == set(expected) - {"n"}


@pytest.mark.parametrize("field", ["chat", "letter"])
def test_the_figures_are_those_of_the_collections_own_program(field: str):
    path = found("letters", "score.py")
    if path is None:
        pytest.skip("the collection of real messages is not here")
    spec = importlib.util.spec_from_file_location("score", path)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = [{"facts": {}, **row} for row in GOLD]
    assert figures(gold, READ, field) == pytest.approx(score.score(gold, READ, field))


def test_without_a_message_outside_its_figures_are_not_numbers():
    inside = figures(GOLD[:1], READ, "letter")
    assert math.isnan(inside["auroc"])
    assert math.isnan(inside["out_recall"])


def test_reliability_and_confusion_count_every_message_once():
    assert [(part.right, part.count) for part in reliability(GOLD, READ, "chat")] == [
        (0.0, 1),
        (0.0, 1),
        (1.0, 1),
    ]
    counts = confusion(GOLD, READ, "letter")
    assert sum(map(sum, counts)) == len(GOLD)
    assert counts[-1][-1] == 2
