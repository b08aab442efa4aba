"""Messages cut into sentences and plain words."""

from __future__ import annotations

from heardback.reading.words import LONGEST_END, LONGEST_START, read_sentences


def plain(text: str):
    return [sentence.plain for sentence in read_sentences(text)]


def test_sentences_end_at_stops_and_blank_lines():
    assert plain("They called. Then nothing!\n\nWhat now?") == [
        "they called",
        "then nothing",
        "what now",
    ]


def test_a_question_is_known_by_its_mark():
    assert [sentence.asks for sentence in read_sentences("Well. Should I call?! Bye")] == [
        False,
        True,
        False,
    ]


def test_short_forms_are_written_out():
    assert plain("didnt hear, I\u2019ve called, haven't they, wks") == [
        "did not hear i have called have not they weeks"
    ]


def test_words_know_their_place_in_the_message():
    text = "  He didn't   call."
    word = read_sentences(text)[0].words[2]
    assert word.plain == "not"
    assert text[word.start : word.end] == "didn't"


def test_a_message_without_words_has_no_sentence():
    assert plain("") == []
    assert plain("?! ... 😀 \n\n\x00") == []


def test_of_a_very_long_message_start_and_end_are_read():
    text = "start " + "middle " * 5000 + "last"
    words = [word for sentence in read_sentences(text) for word in sentence.words]
    assert words[0].plain == "start"
    assert words[-1].plain == "last"
    assert text[words[-1].start : words[-1].end] == "last"
    assert len(words) < LONGEST_START + LONGEST_END
