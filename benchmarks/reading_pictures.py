"""Draws what was read as what, and how far probabilities can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading_data import FIELDS, SITUATIONS

SHORT = {
    "reschedule_dropped": "reschedule\ndropped",
    "interview_never_scheduled": "never\nscheduled",
    "no_callback_after_interview": "no callback",
    "second_interview_silence": "second\ninterview",
    "offer_promised_no_call": "offer\npromised",
    "internal_candidate_ignored": "internal",
    "application_no_reply": "application",
    "outside": "outside",
}
TITLES = {"chat": "chat lines", "letter": "letters"}
# Okabe and Ito's colours, which colour-blind people tell apart; shapes tell them apart too.
STYLES = ({"color": "#0072B2", "marker": "o"}, {"color": "#D55E00", "marker": "s"})
RESOLUTION = 110


def draw_confusion(counts: Mapping[str, Sequence[Sequence[int]]], path: Path) -> None:
    """Draw how often each situation was read as each.

    Args:
        counts: for each field, a row for each true situation, a column for each read one.
        path: where the picture goes.
    """
    pyplot = _pyplot()
    figure, panels = pyplot.subplots(1, len(FIELDS), figsize=(13, 6.6), constrained_layout=True)
    names = [SHORT[name] for name in SITUATIONS]
    for panel, field in zip(panels, FIELDS, strict=True):
        rows = counts[field]
        shares = [[count / max(1, sum(row)) for count in row] for row in rows]
        panel.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        for down, row in enumerate(rows):
            for across, count in enumerate(row):
                if count:
                    dark = shares[down][across] > 0.5  # noqa: PLR2004
                    colour = "white" if dark else "black"
                    panel.text(across, down, count, ha="center", va="center", color=colour)
        panel.set_xticks(range(len(names)), names, rotation=90)
        panel.set_yticks(range(len(names)), names)
        panel.set_xlabel("read as")
        panel.set_ylabel("is")
        panel.set_title(f"Heardback, {TITLES[field]}")
    _save(figure, path)


def draw_calibration(
    curves: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]], path: Path
) -> None:
    """Draw how often readings were right, by how probable they were said to be.

    Args:
        curves: for each reader and field, the mean probability (`said`), the share that was
            `right` and the `count` of each tenth.
        path: where the picture goes.
    """
    pyplot = _pyplot()
    figure, panels = pyplot.subplots(
        1, len(FIELDS), figsize=(10, 5), sharey=True, constrained_layout=True
    )
    for panel, field in zip(panels, FIELDS, strict=True):
        panel.plot([0, 1], [0, 1], linestyle="--", color="grey", label="as it should be")
        for (reader, fields), style in zip(curves.items(), STYLES):  # noqa: B905 - styles may be left
            parts = fields[field]
            said, right = [part["said"] for part in parts], [part["right"] for part in parts]
            panel.plot(said, right, color=style["color"])
            panel.scatter(said, right, s=[8 * part["count"] for part in parts], alpha=0.7, **style)
            panel.plot([], [], label=reader, **style)
        panel.set_xlabel("probability of the first reading")
        panel.set_title(f"{TITLES[field]} (the larger a mark, the more messages)")
        panel.set_xlim(0, 1.02)
        panel.set_ylim(-0.02, 1.05)
        panel.set_aspect("equal")
    panels[0].set_ylabel("share that is right")
    panels[1].legend(loc="lower right")
    _save(figure, path)


def _pyplot() -> Any:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    return plt


def _save(figure: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=RESOLUTION, bbox_inches="tight", metadata={"Software": None})
    _pyplot().close(figure)
