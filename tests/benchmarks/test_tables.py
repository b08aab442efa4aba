"""The tables, and the page that they are written into."""

import math

import pytest

from benchmarks.tables import Table, number, share, times, with_section


def test_a_table_becomes_markdown():
    table = Table(["figure", "ours"], [["a|b", ".9"]])
    assert table.markdown() == "| figure | ours |\n| --- | ---: |\n| a\\|b | .9 |"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="Every row"):
        Table(["figure", "ours"], [["alone"]]).markdown()


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.8125, ".812"), (1.0, "1.000"), (0.0, ".000"), (None, "-"), (math.nan, "-")],
)
def test_shares(value: float | None, text: str):
    assert share(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1,234"), (45.61, "45.6"), (0.779, "0.78"), (None, "-")]
)
def test_numbers(value: float | None, text: str):
    assert number(value) == text


def test_ratios():
    assert times(30.0, 2.0) == "15.0 x"
    assert times(None, 2.0) == times(30.0, 0.0) == "-"


def test_a_section_is_replaced_and_the_prose_around_it_stays():
    page = with_section("# Title\n\nBefore.\n", "one", "old \\1")
    page = with_section(f"{page}\nAfter.\n", "two", "other")
    page = with_section(page, "one", "new \\1")
    assert "old" not in page
    assert page.index("Before.") < page.index("new \\1") < page.index("After.")
    assert page.index("After.") < page.index("other")
    assert with_section(page, "one", "new \\1") == page
