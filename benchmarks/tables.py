"""Writes tables, and puts them into a page without touching what people wrote around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MISSING = "-"


@dataclass(frozen=True)
class Table:
    """A table of cells that are already text.

    Attributes:
        headings: one a column.
        rows: as long as the headings.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Return the table in Markdown, figures aligned to the right.

        Raises:
            ValueError: a row is not as long as the headings.
        """
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("Every row needs a cell for every heading.")
        below = ["---", *("---:" for _ in self.headings[1:])]
        return "\n".join(
            f"| {' | '.join(_escaped(cell) for cell in cells)} |"
            for cells in (self.headings, below, *self.rows)
        )


def share(value: float | None) -> str:
    """Return a figure between 0 and 1 with three decimals, as `.812`."""
    if value is None or value != value:  # noqa: PLR0124 - only "not a number" differs from itself
        return MISSING
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def number(value: float | None) -> str:
    """Return a figure with about three digits that count, as `1,234`, `45.6` or `0.78`."""
    if value is None:
        return MISSING
    for bound, decimals in ((100, 0), (10, 1), (0, 2)):
        if abs(value) >= bound:
            return f"{value:,.{decimals}f}"
    return f"{value:.2f}"


def times(peer: float | None, ours: float | None) -> str:
    """Return how many times as much the peer takes, as `12.3 x`."""
    if peer is None or not ours:
        return MISSING
    return f"{peer / ours:.1f} x"


def with_section(page: str, name: str, text: str) -> str:
    """Return a page whose section of this name says `text`; the rest of the page stays.

    The section stands between two comments; a page without them gets it at its end.
    """
    begin, end = f"<!-- {name}: written by `make bench` -->", f"<!-- end of {name} -->"
    section = f"{begin}\n\n{text.strip()}\n\n{end}"
    between = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if between.search(page):
        return between.sub(lambda _: section, page)
    return f"{page.rstrip()}\n\n{section}\n".lstrip()


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")
