"""Whether to act on a reading, to ask which situation it is, or to say that none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from heardback.reading.ngrams import Floats

Ranking = Sequence[tuple[str, float]]

_MOST_CHOICES = 3
_RIGHT_WHEN_ACTED = 0.9
_WRONGLY_OUTSIDE = 0.05
_HELD_BY_TWO = 0.85


@dataclass(frozen=True)
class Thresholds:
    """From which probabilities on something is done.

    Attributes:
        act: the best situation is acted on from here.
        outside: a message is outside from here, if no situation is likelier.
    """

    act: float = 0.6
    outside: float = 0.5


def decide(ranking: Ranking, thresholds: Thresholds, outside: str) -> dict[str, Any]:
    """Return what to do with a message.

    Args:
        ranking: every situation and `outside` with its probability, best first.
        thresholds: from which probabilities on something is done.
        outside: the name of the label for messages in no situation.

    Returns:
        `{"act": name}`, `{"choose": [names]}` (two or three, best first) or `{"outside": True}`.
    """
    situations = [entry for entry in ranking if entry[0] != outside]
    share = dict(ranking).get(outside, 0.0)
    if not situations or share >= max(thresholds.outside, situations[0][1]):
        return {"outside": True}
    if situations[0][1] >= thresholds.act or len(situations) == 1:
        return {"act": situations[0][0]}
    two = situations[0][1] + situations[1][1]
    count = 2 if two >= _HELD_BY_TWO * (1 - share) else _MOST_CHOICES
    return {"choose": [name for name, _ in situations[:count]]}


def learn_thresholds(probabilities: Floats, labels: Sequence[int], outside: int) -> Thresholds:
    """Return thresholds under which acting is right nine times in ten.

    Args:
        probabilities: by models that did not see the texts.
        labels: the place of each text's label.
        outside: the place of the label `outside`.
    """
    places = np.asarray(labels)
    of_outside = probabilities[:, outside]
    within = np.sort(of_outside[places != outside])
    if not len(within):
        return Thresholds()
    most = within[min(len(within) - 1, int(len(within) * (1 - _WRONGLY_OUTSIDE)))]
    situations = probabilities.copy()
    situations[:, outside] = -1
    best, sure = situations.argmax(axis=1), situations.max(axis=1)
    order = np.argsort(-sure)
    right = np.cumsum((best == places)[order]) / np.arange(1, len(places) + 1)
    good = np.flatnonzero(right >= _RIGHT_WHEN_ACTED)
    act = float(sure[order][good[-1]]) if len(good) else 0.9
    return Thresholds(act=max(act, 0.35), outside=float(np.clip(most, 0.3, 0.9)))
