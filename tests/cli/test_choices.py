"""Choices: what is typed to press a button."""

from heardback.advice.answer import Answer, Button, Question
from heardback.cli.choices import Choices

BUTTONS = (Button("Draft it", "/ask_draft"), Button("Why?", "/ask_why"))


def test_a_number_presses_a_button():
    choices = Choices([Answer(kind="advice", buttons=BUTTONS)])
    assert choices.meant("2") == BUTTONS[1]
    assert choices.meant(" (1) ") == BUTTONS[0]
    assert choices.meant("3") is None
    assert choices.shown(80) == "(1) Draft it   (2) Why?"


def test_where_a_number_answers_the_question_letters_press():
    question = Question("contacts_made", "How often?", "it counts", (Button("Once", "/inform"),))
    choices = Choices([Answer(kind="advice", question=question, buttons=BUTTONS)])
    assert choices.meant("2") is None
    assert choices.meant("B") == BUTTONS[0]


def test_the_words_of_a_button_press_it():
    choices = Choices([Answer(kind="advice", buttons=BUTTONS)])
    assert choices.meant("draft IT") == BUTTONS[0]
    assert choices.meant("draft it for me") is None


def test_buttons_are_wrapped():
    choices = Choices([Answer(kind="advice", buttons=BUTTONS)])
    assert choices.shown(15) == "(1) Draft it\n(2) Why?"
