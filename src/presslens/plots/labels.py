"""The words of plots and tables, and how each language writes numbers and dates."""

from __future__ import annotations

import functools
import math
from importlib import resources
from typing import Any, Final

import pandas as pd
import yaml

from presslens.errors import ParameterError

MISSING: Final = "–"
"""What stands where a value is missing."""
MINUS: Final = "−"


@functools.cache
def _all() -> dict[str, Any]:
    file = resources.files("presslens.plots") / "labels.yaml"
    labels: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return labels


def labels(language: str) -> dict[str, Any]:
    """All labels of ``language``.

    Raises:
        ParameterError: There are no labels in that language.
    """
    if language not in _all():
        raise ParameterError(f"language={language!r} is not known. Allowed: {', '.join(_all())}.")
    found: dict[str, Any] = _all()[language]
    return found


def text(key: str, language: str, **values: object) -> str:
    """The label ``key``, with ``values`` filled in."""
    label: str = labels(language)["text"][key]
    return label.format(**values)


def is_missing(value: object) -> bool:
    """Whether a single ``value`` is None, NaN, NaT or NA."""
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]


def number(value: float, language: str, *, decimals: int = 0, sign: bool = False) -> str:
    """``value`` as the language writes it; "–" if it is missing.

    Args:
        value: The number.
        language: "ro" writes 1.234,5 and "en" writes 1,234.5.
        decimals: Digits after the decimal mark.
        sign: Write the sign of positive numbers too.
    """
    if is_missing(value) or math.isinf(value):
        return MISSING
    words = labels(language)
    value = round(float(value), decimals) + 0.0  # no "-0"
    written = f"{value:{'+' if sign and value else ''},.{decimals}f}"
    marks = {",": words["thousands"], ".": words["decimal"], "-": MINUS}
    return "".join(marks.get(c, c) for c in written)


def percent(share: float, language: str) -> str:
    """A share from 0 to 1 as whole percent; below half a percent as "<1%"."""
    if is_missing(share):
        return MISSING
    return "<1%" if 0 < share < 0.005 else f"{number(100 * share, language)}%"


def count(n: int, noun: str, language: str) -> str:
    """``n`` with its noun: "1 mențiune", "19 mențiuni", "41 de mențiuni", "41 mentions"."""
    one, few, many = labels(language)["nouns"][noun]
    form = one if n == 1 else few if n == 0 or 0 < n % 100 < 20 else many
    return f"{number(n, language)} {form}"


def day(value: pd.Timestamp | None, language: str, *, year: bool = True) -> str:
    """A day: "26 nov. 2025"; "–" if it is missing."""
    if value is None or is_missing(value):
        return MISSING
    written = f"{value.day} {labels(language)['months'][value.month - 1]}"
    return f"{written} {value.year}" if year else written


def days(first: pd.Timestamp | None, last: pd.Timestamp | None, language: str) -> str:
    """A range of days, as short as it can be: "1–7 dec. 2025"."""
    if first is None or last is None or is_missing(first) or is_missing(last) or first == last:
        return day(last if is_missing(first) else first, language)
    if first.year == last.year and first.month == last.month:
        return f"{first.day}–{day(last, language)}"
    return f"{day(first, language, year=first.year != last.year)} – {day(last, language)}"


def month(value: pd.Timestamp, language: str) -> str:
    """A month: "nov. 2025"."""
    return f"{labels(language)['months'][value.month - 1]} {value.year}"
