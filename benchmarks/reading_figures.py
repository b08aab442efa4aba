"""How well messages were read, in the figures that the labelled messages are scored by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.reading_data import OUTSIDE, SITUATIONS, Field, Gold

Predicted = dict[str, Any]
Statements = dict[tuple[str, str | None], Any]

NAMES = (
    "strict",
    "lax",
    "macro_f1",
    "in_scope",
    "top3",
    "out_recall",
    "out_false",
    "auroc",
    "ece",
    "fact_p",
    "fact_r",
    "fact_f1",
)
BINS = 10
_NEAR_ENOUGH = 0.15


@dataclass(frozen=True)
class Reliability:
    """What came true of one tenth of the probabilities.

    Attributes:
        said: the mean probability.
        right: the share that was right.
        count: of how many messages.
    """

    said: float
    right: float
    count: int


def scored_rows(gold: Sequence[Gold], field: Field) -> list[Gold]:
    """Return the messages that count for a field."""
    return [row for row in gold if not (field == "chat" and row.get("chat_unclear"))]


def figures(gold: Sequence[Gold], predicted: Sequence[Predicted], field: Field) -> dict[str, float]:
    """Return every figure, by name.

    Args:
        gold: the labelled messages.
        predicted: what was read: `id`, `situation`, `ranking` and `facts`.
        field: what of each message was read.
    """
    from sklearn.metrics import accuracy_score, f1_score

    rows = scored_rows(gold, field)
    read = _in_order(rows, predicted)
    wanted = [row["situation"] for row in rows]
    got = [row["situation"] for row in read]
    also = [row.get("chat_also" if field == "chat" else "also") or () for row in rows]
    pairs = list(zip(wanted, got, read, strict=True))
    inside = [pair for pair in pairs if pair[0] != OUTSIDE]
    outside = [pair for pair in pairs if pair[0] == OUTSIDE]
    return {
        "n": len(rows),
        "strict": float(accuracy_score(wanted, got)),
        "lax": _share(
            [g == w or g in second for w, g, second in zip(wanted, got, also, strict=True)]
        ),
        "macro_f1": float(
            f1_score(
                wanted,
                got,
                labels=sorted({row["situation"] for row in gold}),
                average="macro",
                zero_division=0,
            )
        ),
        "in_scope": _share([w == g for w, g, _ in inside]),
        "top3": _share([w in [name for name, _ in row["ranking"][:3]] for w, _, row in inside]),
        "out_recall": _share([g == OUTSIDE for _, g, _ in outside]),
        "out_false": _share([g == OUTSIDE for _, g, _ in inside]),
        "auroc": _auroc(wanted, read),
        "ece": sum(
            abs(part.right - part.said) * part.count for part in reliability(rows, read, field)
        )
        / max(1, len(rows)),
        **_facts(rows, read),
    }


def reliability(
    gold: Sequence[Gold], predicted: Sequence[Predicted], field: Field
) -> list[Reliability]:
    """Return what came true of the first probability, by tenths; empty ones are left out."""
    rows = scored_rows(gold, field)
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, read in zip(rows, _in_order(rows, predicted), strict=True):
        name, probability = read["ranking"][0]
        place = min(BINS - 1, int(probability * BINS))
        bins.setdefault(place, []).append((probability, name == row["situation"]))
    return [
        Reliability(
            said=float(np.mean([probability for probability, _ in entries])),
            right=float(np.mean([right for _, right in entries])),
            count=len(entries),
        )
        for _, entries in sorted(bins.items())
    ]


def confusion(
    gold: Sequence[Gold], predicted: Sequence[Predicted], field: Field
) -> list[list[int]]:
    """Return how often each situation (a row) was read as each (a column)."""
    from sklearn.metrics import confusion_matrix

    rows = scored_rows(gold, field)
    wanted = [row["situation"] for row in rows]
    got = [row["situation"] for row in _in_order(rows, predicted)]
    counts = confusion_matrix(wanted, got, labels=SITUATIONS).tolist()
    return [[int(count) for count in row] for row in counts]


def _in_order(rows: Sequence[Gold], predicted: Sequence[Predicted]) -> list[Predicted]:
    by_id = {row["id"]: row for row in predicted}
    return [by_id[row["id"]] for row in rows]


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else math.nan


def _auroc(wanted: Sequence[str], read: Sequence[Predicted]) -> float:
    from sklearn.metrics import roc_auc_score

    is_outside = [name == OUTSIDE for name in wanted]
    if len(set(is_outside)) == 1:
        return math.nan
    probabilities = [dict(map(tuple, row["ranking"])).get(OUTSIDE, 0.0) for row in read]
    return float(roc_auc_score(is_outside, probabilities))


def _facts(rows: Sequence[Gold], read: Sequence[Predicted]) -> dict[str, float]:
    true = found = right = 0
    for row, prediction in zip(rows, read, strict=True):
        unsure = set(row.get("unsure") or ())
        wanted = _statements(row.get("facts"), unsure)
        got = _statements(prediction.get("facts"), unsure)
        true += len(wanted)
        found += len(got)
        right += sum(name in got and _same(value, got[name]) for name, value in wanted.items())
    precision, recall = right / max(1, found), right / max(1, true)
    both = precision + recall
    return {
        "fact_p": precision,
        "fact_r": recall,
        "fact_f1": 2 * precision * recall / both if both else 0.0,
    }


def _statements(facts: dict[str, Any] | None, unsure: set[str]) -> Statements:
    """Return single statements: a list is one for each of its elements."""
    statements: Statements = {}
    for name, value in (facts or {}).items():
        if name in unsure or value is None:
            continue
        if isinstance(value, list):
            statements.update({(name, element): True for element in value})
        else:
            statements[name, None] = value
    return statements


def _same(wanted: Any, got: Any) -> bool:
    exact = (bool, str)
    if isinstance(wanted, exact) or isinstance(got, exact):
        return bool(wanted == got)
    return bool(abs(wanted - got) <= _NEAR_ENOUGH * max(1, abs(wanted)))
