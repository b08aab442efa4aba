"""One turn of a conversation: a message as it was read, the case so far, and the Answer to it.

Everything here is plain Python: Rasa's rules decide which of these functions a message calls, the
actions only carry the case in and the Answer out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from heardback.advice.answer import Answer, Button
from heardback.advice.answering import Adviser
from heardback.advice.case import Case, Change, take_in
from heardback.advice.elsewhere import topic_of
from heardback.advice.payloads import payload
from heardback.reading.result import Reading

FULL_STORY_WORDS = 25
LIKELY_ENOUGH_TO_BEGIN = 0.45
LIKELY_ENOUGH_TO_OFFER = 0.2

Turn = tuple[Answer, Case]


@dataclass(frozen=True)
class Conversation:
    """Takes turns with one person; holds nothing between them."""

    adviser: Adviser

    # -- what people tell --

    def hear_story(self, case: Case, reading: Reading) -> Turn:
        """Answer a message that tells a situation, or may be one of several, or none."""
        candidates = self._candidates(reading)
        if not candidates:
            return self.hear_outside(case, reading)
        if len(candidates) > 1:
            if case.situation in candidates and not _is_full_story(reading):
                return self.hear_facts(case, reading)
            if len(reading.candidates) > 1 and not self._is_likely(reading):
                held, _ = self._take_in(self._fresh(case, reading), reading)
                return self._with_care(reading, self.adviser.ask_which(held, candidates))
        return self._advise_on(case, reading, candidates)

    def _is_likely(self, reading: Reading) -> bool:
        """Tell whether the likeliest situation is likely enough to begin with."""
        return reading.probability(reading.candidates[0]) >= LIKELY_ENOUGH_TO_BEGIN

    def _candidates(self, reading: Reading) -> tuple[str, ...]:
        """Return the situations it may be, one that comes first by the facts before all."""
        situations = self.adviser.knowledge.situations
        candidates = tuple(name for name in reading.candidates if name in situations)
        told, _ = self._take_in(Case(), reading)
        for name, situation in situations.items():
            holds = all(condition.holds(told.facts) for condition in situation.comes_first)
            if situation.comes_first and holds and candidates and not reading.is_button:
                return (name, *(other for other in candidates if other != name))
        return candidates

    def _advise_on(self, case: Case, reading: Reading, candidates: tuple[str, ...]) -> Turn:
        situation, *others = candidates
        moved = situation != case.situation
        if moved and not reading.is_button:
            case = self._fresh(case, reading)
        case, change = self._take_in(case, reading)
        if moved:
            case = replace(case, situation=situation, asked=(), said=(), pending="")
        answer, case = self.adviser.advise(case, None if moved else change, others)
        return self._with_care(reading, (answer, case))

    def hear_facts(self, case: Case, reading: Reading) -> Turn:
        """Answer a message that adds, corrects or takes back facts."""
        case, change = self._take_in(case, reading)
        if not case.situation:
            if case.candidates:
                return self._with_care(reading, self.adviser.ask_which(case, case.candidates))
            return self._with_care(reading, (self._talk("nothing_yet"), case))
        if case.said and not (change.told or change.taken_back) and not reading.facts:
            return self._with_care(reading, (self.adviser.say_nothing_new(case), case))
        return self._with_care(reading, self.adviser.advise(replace(case, pending=""), change))

    def hear_dont_know(self, case: Case, reading: Reading) -> Turn:
        """Go on without the fact that was asked for."""
        if not case.situation:
            return self._with_care(reading, (self._talk("nothing_yet"), case))
        answer, case = self.adviser.advise(replace(case, pending=""))
        return self._with_care(reading, (replace(answer, lead=self._words("dont_know")), case))

    def hear_left_hanging(self, case: Case, reading: Reading) -> Turn:
        """Answer somebody who says that they wait, and not for what."""
        if case.situation:
            return self.hear_facts(case, reading)
        held, _ = self._take_in(case, reading)
        everything = tuple(self.adviser.knowledge.situations)
        answer, case = self.adviser.ask_which(held, everything)
        return self._with_care(reading, (replace(answer, lead=self._words("which_of_all")), case))

    def hear_outside(self, case: Case, reading: Reading) -> Turn:
        """Answer a message that is outside what Heardback advises on."""
        if case.situation and reading.facts and not _is_full_story(reading):
            return self.hear_facts(case, reading)
        held, _ = (case, None) if case.situation else self._take_in(case, reading)
        topic = None if reading.is_button else topic_of(self.adviser.knowledge, reading.text)
        lead = self._words("outside")
        if topic is not None:
            lead = self._words("outside_topic", topic=topic.name, help=topic.help)
        answer = Answer(
            kind="outside",
            lead=f"{lead} {self._words('what_it_is_for')}",
            buttons=(*self._unlikely_situations(reading), *self._what_can_you_do()),
        )
        return self._with_care(reading, (answer, replace(held, candidates=())))

    def _unlikely_situations(self, reading: Reading) -> tuple[Button, ...]:
        """Return buttons for situations that the message may tell after all."""
        return tuple(
            Button(self.adviser.knowledge.situation(name).title, payload(name))
            for name, probability in reading.ranking
            if probability >= LIKELY_ENOUGH_TO_OFFER and name in self.adviser.knowledge.situations
        )

    def start_over(self, case: Case, reading: Reading) -> Turn:
        """Forget the case and begin again."""
        return self._with_care(reading, (self._talk("started_over"), Case()))

    # -- what people ask --

    def asked(self, case: Case, reading: Reading, ask: Callable[[Case], Answer]) -> Turn:
        """Answer a question about the advice; without advice so far, ask what happened."""
        if not case.situation:
            return self._with_care(reading, (self._talk("nothing_yet"), case))
        return self._with_care(reading, (ask(case), case))

    def talk(self, case: Case, reading: Reading, words: str) -> Turn:
        """Answer small talk with the words of that name."""
        return self._with_care(reading, (self._talk(words), case))

    # -- parts --

    def _fresh(self, case: Case, reading: Reading) -> Case:
        """Return an empty case where the message tells a whole new story, else the same case."""
        return Case() if _is_full_story(reading) and case.situation else case

    def _take_in(self, case: Case, reading: Reading) -> tuple[Case, Change]:
        return take_in(case, reading.facts, reading.text, self.adviser.knowledge)

    def _with_care(self, reading: Reading, turn: Turn) -> Turn:
        if not reading.danger:
            return turn
        answer, case = turn
        care = self.adviser.knowledge.care
        if reading.danger == "dark" and answer.kind == "advice":
            return replace(answer, care=care["care_dark"]), case
        said = care["care_dark" if reading.danger == "dark" else "care_explicit"]
        buttons = (Button(self._words("button_go_on"), payload("go_on")),)
        lead = self._words("care_go_on")
        return Answer(kind="care", care=said, lead=lead, buttons=buttons), case

    def _talk(self, words: str) -> Answer:
        buttons = self._what_can_you_do() if words in ("greeting", "nothing_yet") else ()
        return Answer(kind="talk", lead=self._words(words), buttons=buttons)

    def _what_can_you_do(self) -> tuple[Button, ...]:
        return (Button(self._words("button_what_can_you_do"), payload("ask_capabilities")),)

    def _words(self, key: str, **filled: str) -> str:
        text = self.adviser.knowledge.words[key]
        for name, value in filled.items():
            text = text.replace("{" + name + "}", value)
        return text


def _is_full_story(reading: Reading) -> bool:
    return not reading.is_button and len(reading.text.split()) >= FULL_STORY_WORDS
