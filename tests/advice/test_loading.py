"""Broken advice is refused with file, entry and remedy; whole advice loads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from heardback.advice.errors import AdviceError
from heardback.advice.loading import load_knowledge

SITUATION = "situations/second_interview_silence.yml"


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is no longer in {file}: the test spoils nothing"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> str:
    with pytest.raises(AdviceError) as caught:
        load_knowledge(folder)
    return str(caught.value)


def test_the_advice_loads(advice_copy: Path) -> None:
    """The files as they stand are in order."""
    assert len(load_knowledge(advice_copy).situations) == 7


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("invited_back: true", "invited_bag: true", "“invited_bag” is no fact"),
        ("invited_back: true", "invited_back: 3", "takes true or false, not 3"),
        ("cites: [career_doctor.C5]", "cites: [career_doctor.C99]", "cites “career_doctor.C99”"),
        ("cites: [career_doctor.C5]", "cites: []", "it cites nothing"),
        ("use: keep_looking", "use: keep_lookin", "no such shared entry"),
        ("id: second_choice_brought_back", "id: second_choice_invited", "the id stands 2 times"),
        ("kind: reading", "kind: guess", "`kind: guess` is not known"),
        ("days_since_contact: {min: 5}", "days_since_contact: {over: 5}", "is no test"),
        ("    say: Being", "    tell: Being", "`say:` is missing"),
        ("situation: second_interview", "situation: next_interview", "is not the file's name"),
        ("advice:\n", "advice: none\nrest:\n", "should be a list"),
    ],
)
def test_a_spoilt_situation_is_refused_in_plain_words(
    advice_copy: Path, old: str, new: str, said: str
) -> None:
    """The error names the file and what is wrong."""
    spoil(advice_copy, SITUATION, old, new)
    complaint = problems(advice_copy)
    assert said in complaint
    assert SITUATION in complaint


Spoiling = Callable[[Path], None]


def without(file: str) -> Spoiling:
    return lambda folder: (folder / file).unlink()


def with_bytes(file: str, content: bytes) -> Spoiling:
    def write(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return write


@pytest.mark.parametrize(
    ("spoiling", "said"),
    [
        (without("drafts/monday_call.txt"), "there is no draft “monday_call”"),
        (without("facts.yml"), "facts.yml: the file cannot be read"),
        (with_bytes("common.yml", b"\xff\xfe"), "not UTF-8"),
        (with_bytes("common.yml", b"advice: [1, 2"), "not YAML as expected"),
        (with_bytes("common.yml", b"advice: []\nadvice: []\n"), "stands twice"),
        (with_bytes("budget.yml", b"budget: [{id: x}]"), "`say:` is missing"),
        (with_bytes("drafts/monday_call.txt", b"title: x"), "no line with ---"),
    ],
)
def test_other_spoilt_files(advice_copy: Path, spoiling: Spoiling, said: str) -> None:
    """Missing, unreadable and half-written files are named."""
    spoiling(advice_copy)
    assert said in problems(advice_copy)


def test_an_entry_that_can_never_be_said_is_found(advice_copy: Path) -> None:
    """An entry behind one about the same thing that fits whenever it does is a mistake."""
    spoil(
        advice_copy,
        SITUATION,
        "  - use: spread_your_chances\n  - use: keep_looking\n",
        "  - use: keep_looking\n  - use: spread_your_chances\n",
    )
    said = "spread_your_chances: it is never said: keep_looking comes first"
    assert said in problems(advice_copy)


def test_every_problem_is_named_at_once(advice_copy: Path) -> None:
    """Two mistakes in two files make two lines."""
    spoil(advice_copy, SITUATION, "cites: [career_doctor.C5]", "cites: career_doctor.C5")
    spoil(advice_copy, "disputes.yml", "decides: Nothing", "decide: Nothing")
    complaint = problems(advice_copy)
    assert SITUATION in complaint
    assert "disputes.yml" in complaint


def test_no_line_could_be_taken_for_rasa_data(advice_copy: Path) -> None:
    """Rasa scans every YAML below data/ for lines that begin with its own keys."""
    keys = ("nlu:", "responses:", "stories:", "rules:")
    for path in [*advice_copy.rglob("*.yml"), *advice_copy.rglob("*.txt")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.strip().startswith(keys), f"{path.name}: {line}"
