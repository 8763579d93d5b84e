import string

import pandas as pd
import pytest

from presslens.plots.labels import count, day, days, labels, number, percent


def shape(node):
    """The keys of nested mappings, with the fields that each text has to be given."""
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items()}
    if isinstance(node, list):
        return len(node)
    return sorted(field for _, field, _, _ in string.Formatter().parse(node) if field)


def test_both_languages_have_the_same_labels():
    assert shape(labels("ro")) == shape(labels("en"))


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "0 mențiuni"),
        (1, "1 mențiune"),
        (19, "19 mențiuni"),
        (20, "20 de mențiuni"),
        (101, "101 mențiuni"),
        (120, "120 de mențiuni"),
        (1200, "1.200 de mențiuni"),
    ],
)
def test_romanian_counts_take_de_from_twenty_on(n, written):
    assert count(n, "mention", "ro") == written


@pytest.mark.parametrize(
    ("value", "options", "ro", "en"),
    [
        (1234.5, {"decimals": 1}, "1.234,5", "1,234.5"),
        (-0.25, {"decimals": 2}, "−0,25", "−0.25"),
        (0.25, {"decimals": 2, "sign": True}, "+0,25", "+0.25"),
        (-0.001, {"decimals": 2, "sign": True}, "0,00", "0.00"),
        (float("nan"), {}, "–", "–"),
    ],
)
def test_numbers_are_written_as_in_the_language(value, options, ro, en):
    assert number(value, "ro", **options) == ro
    assert number(value, "en", **options) == en


@pytest.mark.parametrize(
    ("share", "written"), [(0.5, "50%"), (0.0, "0%"), (0.001, "<1%"), (float("nan"), "–")]
)
def test_a_small_share_is_not_zero(share, written):
    assert percent(share, "ro") == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2025-12-01", "2025-12-07", "1–7 dec. 2025"),
        ("2025-11-26", "2025-12-02", "26 nov. – 2 dec. 2025"),
        ("2025-12-30", "2026-01-02", "30 dec. 2025 – 2 ian. 2026"),
        ("2025-12-01", "2025-12-01", "1 dec. 2025"),
        (None, "2025-12-01", "1 dec. 2025"),
        ("2025-12-01", None, "1 dec. 2025"),
        (None, None, "–"),
    ],
)
def test_ranges_of_days_are_short(first, last, written):
    assert days(pd.Timestamp(first), pd.Timestamp(last), "ro") == written


def test_days_in_english():
    assert day(pd.Timestamp("2025-11-26"), "en") == "26 Nov 2025"
