"""Finds temporal expressions and resolves them from the day of the article."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from presslens.annotations import Direction
from presslens.errors import ParameterError
from presslens.language.text import comparison_key
from presslens.timeline import values
from presslens.timeline.grammar import Grammar, Rule, load_grammar
from presslens.timeline.tense import Predicates
from presslens.timeline.values import Value

_CLAUSE: Final = 100
_STOP: Final = re.compile(r"[.!?;\n]")


Tense = Callable[[int, int], Direction | None]
"""Which way the tense of what governs the characters ``start``:``end`` points."""


class Resolved(NamedTuple):
    """A temporal expression: place, TIMEX3 type and value, first and last day."""

    start: int
    end: int
    timex_type: str
    value: str
    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True)
class _Reading:
    """A match with what is needed to read it."""

    match: re.Match[str]
    key: str
    grammar: Grammar
    anchor: dt.date | None
    tense: Tense

    def number(self, group: str) -> int | None:
        """The group as a number, or ``None`` if it took no part."""
        found = self.match.groupdict().get(group)
        if found is None:
            return None
        return int(found) if found.isdigit() else int(self.word(group))

    def word(self, *groups: str) -> int | str:
        """What the first of the groups that matched stands for."""
        for group in groups:
            found = self.match.groupdict().get(group)
            if found is not None:
                meaning: int | str = self.grammar.words[group][re.sub(r"\s+", " ", found)]
                return meaning
        raise KeyError(groups)

    def place(self) -> tuple[int, int]:
        """The part of the match that is the expression."""
        return self.match.span("core" if "core" in self.match.re.groupindex else 0)

    def month(self) -> int:
        return int(self.word("month", "may"))

    def shift(self) -> int:
        return int(self.word("next", "last", "this"))


def resolve(text: str, *, anchor: dt.date | None, language: str) -> list[Resolved]:
    """The temporal expressions of ``text``, in its order, none overlapping another.

    Args:
        text: Any text; ş/ţ, missing diacritics and capitals make no difference.
        anchor: The day from which relative expressions count, usually that of publication.
            Without it only those that need no anchor are given.
        language: "ro" or "en".

    Returns:
        Tuples ``(start, end, timex_type, value, earliest, latest)``: character offsets, half-open;
        TIMEX3 type and value at the grain of the words ("2025-W49" for a week, "2025-10" for a
        month); the first and last day that it can mean.

    Raises:
        ParameterError: There is no grammar for the language, or ``anchor`` is not a date.
    """
    grammar = load_grammar(language)
    if isinstance(anchor, dt.datetime):
        anchor = anchor.date()
    if anchor is not None and not isinstance(anchor, dt.date):
        raise ParameterError(f"anchor must be a datetime.date or None, not {anchor!r}")
    return find_expressions(text, grammar, anchor, _tense_of(text, grammar, language))


def find_expressions(
    text: str, grammar: Grammar, anchor: dt.date | None, tense: Tense
) -> list[Resolved]:
    """As :func:`resolve`; ``tense`` is asked for a bare weekday, and for a month without a year."""
    key = comparison_key(text)
    heads = [match.start() for match in grammar.heads.finditer(key)]
    found = []
    for rule in grammar.rules:
        handler = _HANDLERS[rule.kind]
        for match in _matches(rule, key, heads):
            if not _is_capitalised(match, text, grammar):
                continue
            reading = _Reading(match, key, grammar, anchor, tense)
            value = _read(handler, reading)
            if value is not None:
                start, end = reading.place()
                found.append(Resolved(start, end, *value))
    return _without_overlap(found)


def _matches(rule: Rule, key: str, heads: list[int]) -> Iterator[re.Match[str]]:
    """The matches of ``rule``, from left to right, none overlapping another."""
    if rule.inner is None:
        yield from rule.pattern.finditer(key)
        return
    reached = 0
    for place in heads:
        match = rule.pattern.match(key, place) if place >= reached else None
        if match is not None:
            yield match
            reached = match.end()


def _tense_of(text: str, grammar: Grammar, language: str) -> Tense:
    """Parses ``text`` when it is asked for the first time, which most texts never need."""

    @functools.cache
    def predicates() -> Predicates:
        from presslens.language.parsing import parse

        return Predicates(parse([text], language)[0], grammar)

    return lambda start, end: predicates().tense_at(start, end)


def _read(handler: Callable[[_Reading], Value | None], reading: _Reading) -> Value | None:
    """The value, or ``None`` where the words name no day (31 June, 9,999 years ago)."""
    try:
        return handler(reading)
    except (ValueError, OverflowError):
        return None


def _without_overlap(found: list[Resolved]) -> list[Resolved]:
    """The leftmost of those that overlap; of those that begin together the longest."""
    kept: list[Resolved] = []
    for one in sorted(found, key=lambda r: (r.start, -r.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _is_capitalised(match: re.Match[str], text: str, grammar: Grammar) -> bool:
    """Whether a month that is also a word (English "may", "march") is written as a month."""
    if "month" not in match.re.groupindex or match["month"] not in grammar.capital:
        return True
    return text[match.start("month")].isupper()


def _iso(r: _Reading) -> Value:
    year, month, day = (int(r.match[g]) for g in ("year4", "mm", "dd"))
    return values.day_value(dt.date(year, month, day))


def _numeric(r: _Reading) -> Value | None:
    first, second, year = (int(r.match[g]) for g in ("first", "second", "year4"))
    if r.grammar.numeric_order == "dmy" or first > 12 or first == second or "." in r.match[0]:
        return values.day_value(dt.date(year, second, first))
    if second > 12:
        return values.day_value(dt.date(year, first, second))
    return None


def _day_of(r: _Reading, group: str) -> dt.date | None:
    month, day, year = r.month(), int(r.match[group]), r.number("year")
    if year is not None:
        return dt.date(year, month, day)
    return values.nearest_year(month, day, r.anchor) if r.anchor else None


def _day(r: _Reading) -> Value | None:
    day = _day_of(r, "dd")
    return values.day_value(day) if day else None


def _interval(r: _Reading) -> Value | None:
    first, last = _day_of(r, "dd"), _day_of(r, "dd2")
    return values.interval_value(first, last) if first and last and first <= last else None


def _month(r: _Reading) -> Value | None:
    month, year = r.month(), r.number("year")
    if year is not None:
        return values.month_value(year, month)
    if r.anchor is None:
        return None
    if r.tense(*r.place()) == "past":  # "a câștigat în luna mai" is the May before
        return values.month_value(r.anchor.year - (month > r.anchor.month), month)
    nearest = values.nearest_year(month, 15, r.anchor)
    return values.month_value(nearest.year, month) if nearest else None


def _year(r: _Reading) -> Value:
    return values.year_value(int(r.match["year"]))


def _day_word(r: _Reading) -> Value | None:
    return values.shifted("day", int(r.word("day_word")), r.anchor) if r.anchor else None


def _part_word(r: _Reading) -> Value | None:
    if r.anchor is None:
        return None
    phrase = re.sub(r"\s+", " ", r.match["part_word"])
    days, part = r.grammar.words["part_word"][phrase]
    return values.day_value(r.anchor + dt.timedelta(days=days), part)


def _named_unit(r: _Reading) -> Value | None:
    if r.anchor is None:
        return None
    return values.shifted(str(r.word("named_unit", "unit")), r.shift(), r.anchor)


def _counted(r: _Reading, sign: int) -> Value | None:
    count = r.number("number")
    if r.anchor is None or count is None:
        return None
    return values.shifted(str(r.word("unit")), sign * count, r.anchor)


def _weekday(r: _Reading) -> Value | None:
    """With "next" or "last" the day of that calendar week; bare, the nearest one by tense."""
    if r.anchor is None:
        return None
    ahead = int(r.word("weekday", "monday")) - r.anchor.isoweekday()
    if any(r.match.groupdict().get(g) for g in ("next", "last", "this")):
        return values.day_value(r.anchor + dt.timedelta(days=ahead + 7 * r.shift()))
    future = r.tense(*r.place()) == "future" or _is_deadline(r)
    days = ahead % 7 if future else -(-ahead % 7)
    return values.day_value(r.anchor + dt.timedelta(days=days))


def _is_deadline(r: _Reading) -> bool:
    """Whether the weekday is one until which something goes on (până luni), and not "nu … până"."""
    start = r.place()[0]
    before = _STOP.split(r.key[max(0, start - _CLAUSE) : start])[-1]
    until = r.grammar.until.search(before)
    return until is not None and not r.grammar.negation.search(before, 0, until.start())


_HANDLERS: Final[dict[str, Callable[[_Reading], Value | None]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "interval": _interval,
    "day": _day,
    "month": _month,
    "year": _year,
    "day_word": _day_word,
    "part_word": _part_word,
    "named_unit": _named_unit,
    "ago": lambda r: _counted(r, -1),
    "ahead": lambda r: _counted(r, +1),
    "weekday": _weekday,
}
