"""Why a message was read as it was: for people who work on the reading, not for those who write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from heardback.reading.decision import decide
from heardback.reading.situation_model import SituationModel
from heardback.reading.words import Sentence, read_sentences

_FIRST_RANKS = 3


@dataclass(frozen=True)
class HeardCue:
    """A cue that was found.

    Attributes:
        name: the cue.
        means: what it says, in a line.
        words: the words of the message that it was found in.
        negated: whether they say the opposite.
    """

    name: str
    means: str
    words: str
    negated: bool


@dataclass(frozen=True)
class SentenceVote:
    """What one sentence by itself would have been read as."""

    words: str
    situation: str
    probability: float


@dataclass(frozen=True)
class Explanation:
    """All that led to a reading.

    Attributes:
        ranking: every situation and `outside` with its probability, best first.
        decision: to act, to ask, or outside.
        cues: the cues found, in the order of the message.
        votes: what each sentence by itself would have been read as.
    """

    ranking: tuple[tuple[str, float], ...]
    decision: dict[str, Any]
    cues: tuple[HeardCue, ...]
    votes: tuple[SentenceVote, ...]

    @property
    def runner_up(self) -> tuple[str, float] | None:
        """Return the second of the ranking."""
        return self.ranking[1] if len(self.ranking) > 1 else None

    def as_text(self) -> str:
        """Return the explanation as plain text."""
        lines = ["Ranking"]
        lines += [f"  {share:.2f}  {name}" for name, share in self.ranking[:_FIRST_RANKS]]
        lines += ["Decision", f"  {_decision_line(self.decision)}", "Cues"]
        lines += [
            f'  {"not " if cue.negated else ""}{cue.name}: "{cue.words}" ({cue.means})'
            for cue in self.cues
        ] or ["  none"]
        lines.append("Sentences, each by itself")
        lines += [
            f'  {vote.probability:.2f}  {vote.situation}: "{vote.words}"' for vote in self.votes
        ] or ["  none"]
        return "\n".join(lines)


def explain(text: str, model: SituationModel) -> Explanation:
    """Return what led to the reading of a message.

    Args:
        text: the message.
        model: the trained reader of situations.
    """
    sentences = read_sentences(text)
    ranking = model.ranking(text)
    means = model.cue_meanings()
    cues = tuple(
        HeardCue(hit.name, means[hit.name], _words(text, hit.start, hit.end), hit.negated)
        for hit in model.cues(sentences)
    )
    return Explanation(
        ranking=tuple(ranking),
        decision=decide(ranking, model.thresholds, model.outside),
        cues=cues,
        votes=tuple(_votes(text, sentences, model)),
    )


def _votes(text: str, sentences: Sequence[Sentence], model: SituationModel) -> list[SentenceVote]:
    votes = []
    for sentence in sentences:
        probabilities = model.of_sentences([sentence])
        best = int(probabilities.argmax())
        words = _words(text, sentence.start, sentence.end)
        votes.append(SentenceVote(words, model.labels[best], float(probabilities[best])))
    return votes


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _decision_line(decision: dict[str, Any]) -> str:
    if decision.get("outside"):
        return "none of the situations"
    if "act" in decision:
        return f"act on {decision['act']}"
    return "ask which: " + ", ".join(decision["choose"])
