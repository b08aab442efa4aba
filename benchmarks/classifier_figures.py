"""How well messages were classified, in the figures that others have published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

THRESHOLDS = tuple(tenth / 10 for tenth in range(1, 10))
FALLBACK = "nlu_fallback"

Guess = tuple[str, float]


def guess(parse: dict[str, Any]) -> Guess:
    """Return the likeliest intent and its confidence; Rasa's fallback is none."""
    ranking = [(name, float(share)) for name, share in parse["intent_ranking"] if name != FALLBACK]
    return ranking[0] if ranking else ("", 0.0)


def over_thresholds(
    labels: Sequence[str], guesses: Sequence[Guess], outside: str
) -> dict[str, float]:
    """Return the figures of a classifier that never saw a message outside.

    What it is less sure of than a threshold counts as outside. Accuracy and Matthews correlation
    are the best over the thresholds, as HINT3's authors give them.
    """
    from sklearn.metrics import matthews_corrcoef, roc_auc_score

    in_scope, correlations = [], []
    for threshold in THRESHOLDS:
        read = [name if sure >= threshold else outside for name, sure in guesses]
        in_scope.append(_recall(labels, read, outside)[0])
        correlations.append(float(matthews_corrcoef(labels, read)))
    is_outside = [label == outside for label in labels]
    return {
        "in_scope": max(in_scope),
        "mcc": max(correlations),
        "auroc": float(roc_auc_score(is_outside, [-sure for _, sure in guesses])),
    }


def with_outside_trained(
    labels: Sequence[str], guesses: Sequence[Guess], outside: str
) -> dict[str, float]:
    """Return the figures of a classifier that learnt `outside` as one more class."""
    in_scope, out_recall = _recall(labels, [name for name, _ in guesses], outside)
    return {"in_scope": in_scope, "out_recall": out_recall}


def _recall(labels: Sequence[str], read: Sequence[str], outside: str) -> tuple[float, float]:
    """Return the share read rightly of the messages within the classes, and of those outside."""
    from sklearn.metrics import accuracy_score

    shares = []
    for wanted in (False, True):
        pairs = [
            (label, name)
            for label, name in zip(labels, read, strict=True)
            if (label == outside) == wanted
        ]
        shares.append(float(accuracy_score(*zip(*pairs, strict=True))))
    return shares[0], shares[1]
