"""The terminal offers the buttons of a question that is about the situation, not a fact."""

from __future__ import annotations

from heardback.advice.answer import Answer, Button, Question
from heardback.cli.choices import Choices


def test_a_question_for_the_situation_is_numbered() -> None:
    """It asks for no number, so its buttons keep theirs."""
    asked = Question("situation", "Is it this?", "", (Button("a second interview", "/x"),))
    choices = Choices([Answer(kind="advice", question=asked)])
    assert "(1) a second interview" in choices.shown(80)
