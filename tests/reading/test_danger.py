"""Whether somebody speaks of harming themselves."""

from __future__ import annotations

import pytest

from heardback.reading.danger import DANGER_FILE, DangerRules, read_danger

EXPLICIT = [
    "I want to kill myself",
    "im gonna kill my self if they dont call",
    "honestly kms",
    "wanna kms rn",
    "thinking about unaliving myself",
    "might just un-alive",
    "I'm suicidal",
    "feeling sucidal since the interview",
    "I have been thinking about suicide",
    "i dont want to be here anymore",
    "I don\u2019t want to be here any more",
    "dont want to live",
    "I do not want to live any longer",
    "I no longer want to live.",
    "I just want to die",
    "wanna die",
    "i wish i was dead",
    "I wish I were dead.",
    "wish i'd never been born and wish i could just not wake up",
    "my family would be better off without me",
    "everyone would be better off if i was dead",
    "I'm going to end my life",
    "thinking of ending it all",
    "feel like ending it",
    "I started cutting myself again",
    "I've been self harming",
    "i want to hurt myself",
    "I want to harm myself",
    "going to jump off a bridge",
    "step in front of a train, that is what I think about",
    "I could slit my wrists",
    "took all my pills last night",
    "I have nothing left to live for",
    "there is no reason to live anymore",
    "i hope i dont wake up tomorrow",
    "I'm tired of living",
    "tired of being alive",
    "life isn't worth living",
    "I want to go to sleep and never wake up",
    "This search is killing me. I want to kill myself.",
    "Three weeks of silence. No call. I'd rather be dead.",
    "my husband says he will kill himself if this one falls through",
    "SUICIDE",
    "kill myslef",
    "No job, no money... planning how to end it all",
]

DARK = [
    "my life is hopeless",
    "I feel worthless",
    "i feel so hopeless",
    "what is the point of living",
    "whats the point of it all",
    "I have lost all hope",
    "i can't go on",
    "I cant see a way out",
    "nobody would miss me",
    "i'm a burden to my family",
    "having dark thoughts",
    "I'm in a dark place",
    "I hate my life",
    "everything feels pointless",
    "nothing matters anymore",
    "my life is over",
    "I have given up on life",
    "i just want to disappear",
]

HARMLESS = [
    "",
    "this job search is killing me",
    "The waiting is killing me!",
    "it's killing me not to know",
    "not knowing is killing me",
    "I'd kill for this job",
    "i would kill to get an interview there",
    "would it kill them to reply",
    "dying waiting here",
    "I'm dying to know",
    "dying to hear back",
    "it's a dead end job",
    "the deadline has passed",
    "my soul dies a little each day",
    "my boss will kill me if he finds out",
    "my phone died during the interview",
    "the line went dead",
    "to die for",
    "I nearly died of embarrassment",
    "the trail has gone dead",
    "dead silence since Friday",
    "is this career suicide?",
    "it would be professional suicide to call him again",
    "that would be a job to die for",
    "I applied for a job at a suicide prevention charity",
    "I had an interview for a crisis line, suicide prevention team",
    "my contract ends in June, how do I end it politely",
    "40 kms away from the office",
    "the office is 40kms from me",
    "hang around the lobby",
    "jump off the call",
    "I want to leave my job",
    "I don't want to be here when he arrives",
    "I hurt my back at work",
    "did I hurt my chances",
    "I shot myself in the foot",
    "hope is dying",
    "part of me dies each time the phone rings",
    "I am useless at interviews",
    "lost the will to live filling in their form",
    "my application is in a black hole",
    "is the position dead",
    "they killed the requisition",
    "killing time until Monday",
    "I cut myself shaving before the interview",
    "no reason to live there",
    "old habits die hard",
    "why can't they end the suspense",
    "i want this job so badly",
    "my father died last month and I had to miss the interview",
    "it has been dead quiet since the second interview",
    "should I give up on this one?",
    "I can't see the point of a thank you note",
]


@pytest.mark.parametrize("text", EXPLICIT)
def test_speaking_of_harming_oneself_is_explicit(text: str):
    assert read_danger(text) == "explicit"


@pytest.mark.parametrize("text", DARK)
def test_dark_thoughts_are_dark(text: str):
    assert read_danger(text) == "dark"


@pytest.mark.parametrize("text", HARMLESS)
def test_ways_of_speaking_are_nothing(text: str):
    assert read_danger(text) == ""


def test_capitals_and_curly_apostrophes_change_nothing():
    assert read_danger("I DON\u2019T WANT TO LIVE") == "explicit"


def test_the_worst_sentence_counts():
    assert read_danger("My life is hopeless. I want to die. Thanks.") == "explicit"


def test_it_is_heard_at_the_end_of_a_very_long_message():
    assert read_danger("They never called. " * 5000 + "I want to die.") == "explicit"


def test_harmless_words_hide_only_themselves():
    rules = DangerRules(DANGER_FILE.read_text(encoding="utf-8"))
    assert rules is not None
    assert read_danger("the wait is killing me and i want to kill myself") == "explicit"
