"""Checks of dates: those that can't be placed, and those that contradict the calendar."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Final

from presslens.annotations import Annotations, Check
from presslens.checks.codes import CODES
from presslens.language.data import load_data
from presslens.language.text import comparison_key
from presslens.timeline import values
from presslens.timeline.grammar import Grammar, load_grammar
from presslens.timeline.resolve import find_expressions

_ANY_DAY: Final = dt.date(2024, 5, 15)
_APART: Final = 2
"""Days between "today" and the day of the article that can't be the night between them."""


def find_unplaced(text: str, annotations: Annotations, language: str) -> Iterator[Check]:
    """The first relative date of an article without a date."""
    if annotations.context.published is not None:
        return
    grammar = load_grammar(language)
    placed = find_expressions(text, grammar, None, _no_tense)
    places = {(one.start, one.end) for one in placed}
    for one in find_expressions(text, grammar, _ANY_DAY, _no_tense):
        if (one.start, one.end) not in places:
            words = text[one.start : one.end]
            yield CODES["date-not-placed"].at(one.start, one.end, language, words=words)
            return


def _no_tense(start: int, end: int) -> None:
    return None


def find_contradictions(text: str, annotations: Annotations, language: str) -> Iterator[Check]:
    """The weekdays that a date does not have ("marți, 26 noiembrie 2025" was a Wednesday).

    So too "today" with another date than that of the article.
    """
    grammar, published = load_grammar(language), annotations.context.published
    key = comparison_key(text)
    code = CODES["date-contradiction"]
    for match in _pattern(language).finditer(key):
        day = _day(match, grammar, published)
        if day is None:
            continue
        start, end = match.span()
        words = " ".join(text[start:end].split())
        weekday = match["weekday"]
        if weekday is not None and _weekdays(grammar)[weekday] != day.isoweekday():
            yield code.at(start, end, language, words=words, date=_iso(day),
                          weekday=_name(day.isoweekday(), language))  # fmt: skip
            continue
        shift = match["day_word"]
        if shift is None or published is None:
            continue
        meant = published + dt.timedelta(days=int(grammar.words["day_word"][shift]))
        if abs((meant - day).days) >= _APART:
            yield code.at(start, end, language, "other_day", words=words, date=_iso(published))


@functools.lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    grammar = load_grammar(language)

    def any_of(*groups: str) -> str:
        words = sorted({w for g in groups for w in grammar.words[g]}, key=lambda w: (-len(w), w))
        return "|".join(re.escape(w) for w in words)

    day, month = r"(?P<dd>3[01]|[12][0-9]|0?[1-9])", rf"(?P<month>{any_of('month', 'may')})"
    year = r"(?:,? (?P<year>(?:19|20)[0-9]{2}))?"
    date = rf"{day} {month}\.?{year}"
    if grammar.numeric_order != "dmy":
        date = rf"{month}\.? {day}(?:st|nd|rd|th)?{year}"
    return re.compile(
        rf"\b(?:(?P<weekday>{any_of('weekday', 'monday')})|(?P<day_word>{any_of('day_word')}))"
        rf",? {date.replace(' ', chr(92) + 's')}\b"
    )


def _day(match: re.Match[str], grammar: Grammar, published: dt.date | None) -> dt.date | None:
    months = {**grammar.words["month"], **grammar.words["may"]}
    month, day = int(months[match["month"]]), int(match["dd"])
    try:
        if match["year"]:
            return dt.date(int(match["year"]), month, day)
        return values.nearest_year(month, day, published) if published else None
    except ValueError:
        return None  # 31 June


def _weekdays(grammar: Grammar) -> dict[str, int]:
    return {w: int(n) for g in ("weekday", "monday") for w, n in grammar.words[g].items()}


def _name(weekday: int, language: str) -> str:
    return str(load_data(language, "checks")["weekdays"][weekday - 1])


def _iso(day: dt.date) -> str:
    return day.isoformat()
