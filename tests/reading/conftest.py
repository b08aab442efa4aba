"""A small set of messages to learn from, and readers trained on it."""

from __future__ import annotations

import pytest

from heardback.reading.cues import cue_finder
from heardback.reading.situation_model import LabelledText, SituationModel

STORIES = {
    "application_no_reply": [
        "I applied online for the warehouse job and nobody has answered",
        "sent my resume to the clinic three weeks ago, only an automatic email came",
        "handed in my application at the bakery, no reply at all",
        "applied to forty jobs this month and not one person wrote back",
    ],
    "second_interview_silence": [
        "had my second interview last week and now silence",
        "they asked me back for a second round and never gave me a date",
        "two interviews, the final one with the director, and then nothing",
        "after the second interview they said soon, that was ten days ago",
    ],
    "outside": [
        "how do I ask for a raise at my job",
        "my landlord does not answer about the deposit",
        "what should I wear on my first day in the office",
        "my sourdough does not rise, what am I doing wrong",
    ],
}
TURNS = {
    "ask_why": ["why", "why is that", "how come", "what makes you say so"],
    "ask_draft": ["draft it", "write it for me", "can you write the message", "draft a mail"],
}
LETTER = (
    "I am writing because I do not know what to make of this. In March I applied for a post at "
    "the library. I was asked to come for an interview, and it went well. Then they asked me back "
    "for a second interview with the director, and I went. Since then I have heard nothing at all. "
    "I called once. Should I call again, or is it over? Thank you for reading such a long letter."
)


@pytest.fixture(scope="session")
def stories() -> list[LabelledText]:
    return [LabelledText(text, name) for name, texts in STORIES.items() for text in texts]


@pytest.fixture(scope="session")
def situation_model(stories: list[LabelledText]) -> SituationModel:
    return SituationModel.learn(stories, cue_finder(), "outside")
