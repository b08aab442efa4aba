"""Who disagrees: shows both sides of a dispute and tells which one the answer takes."""

from __future__ import annotations

from heardback.advice.answer import DisputeView, Side
from heardback.advice.choosing import Choice
from heardback.advice.footnotes import Footnotes
from heardback.advice.knowledge import Dispute, DisputeSide, Knowledge
from heardback.advice.vocabulary import join_words

NAMES_SHOWN = 2


def disputes_of(knowledge: Knowledge, situation: str) -> list[Dispute]:
    """Return the disputes that touch `situation`, in the order of the file."""
    return [dispute for dispute in knowledge.disputes if situation in dispute.situations]


def taken_side(dispute: Dispute, choice: Choice) -> DisputeSide | None:
    """Return the side that the advice at first sight takes, or None where it takes none.

    It is read off the citations: the side most of which are cited by what is advised on getting in
    touch. Advice on other matters takes no side.
    """
    guiding = [entry for entry in choice.steps + choice.donts if entry.about != "search"]
    cited = {cite for entry in guiding for cite in entry.cites}
    scored = [(len(cited & set(side.cites)), side) for side in dispute.sides]
    most = max(count for count, _ in scored)
    best = [side for count, side in scored if count == most]
    return best[0] if most and len(best) == 1 else None


def differing(
    knowledge: Knowledge, situation: str, choice: Choice
) -> tuple[str, str, tuple[str, ...]]:
    """Return who differs from the main answer, what they would do, and their citations.

    All empty where nobody does.
    """
    for dispute in disputes_of(knowledge, situation):
        taken = taken_side(dispute, choice)
        if taken is None:
            continue
        other = next(side for side in dispute.sides if side is not taken)
        cites = _not_shared(other, taken)[:NAMES_SHOWN]
        voices = dict.fromkeys(knowledge.items[cite].spoken_by for cite in cites)
        return join_words(list(voices)), other.short, cites
    return "", "", ()


def view(dispute: Dispute, choice: Choice, notes: Footnotes) -> DisputeView:
    """Return the dispute as it is shown."""
    taken = taken_side(dispute, choice)
    return DisputeView(
        id=dispute.id,
        question=dispute.question,
        sides=tuple(Side(side.label, side.say, notes.cite(side.cites)) for side in dispute.sides),
        decides=dispute.decides,
        taken=taken.label if taken else "",
    )


def _not_shared(side: DisputeSide, other: DisputeSide) -> tuple[str, ...]:
    own = tuple(cite for cite in side.cites if cite not in other.cites)
    return own or side.cites
