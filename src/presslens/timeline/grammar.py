"""Reads ``timeline.yaml`` of a language into compiled rules.

A rule is a pattern over :func:`~presslens.language.text.comparison_key` of the text. Its
placeholders (``@month``) become named groups; ``<< >>`` marks the part that is the expression.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from presslens.errors import MissingDataError
from presslens.language.data import load_data
from presslens.language.text import comparison_key

_NUMBERS = {
    "year": r"(?:1[0-9]|20)[0-9]{2}",
    "year4": r"(?:1[0-9]|20)[0-9]{2}",
    "mm": r"(?:0[1-9]|1[0-2])",
    "dd": r"(?:0?[1-9]|[12][0-9]|3[01])",
    "dd2": r"(?:0?[1-9]|[12][0-9]|3[01])",
    "first": r"[0-9]{1,2}",
    "second": r"[0-9]{1,2}",
}
_TENSE = ("future", "perfect", "past", "before_mark", "ahead")
_LEFT = r"(?<!\w)(?<![0-9][.,/:–-])"
_RIGHT = r"(?!\w)(?![.,/:][0-9])"
_GROUP = re.compile(r"\(\?P<\w+>")
_REPEATED = re.compile(r"\(\?P=\w+\)")
_LOOKBEHIND = re.compile(r"\(\?<[!=][^()]*\)")

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """One pattern and the kind of expression it finds.

    ``inner`` is the pattern without its bounds, if it can begin at the head of a word only.
    """

    kind: str
    pattern: re.Pattern[str]
    inner: str | None


@dataclass(frozen=True)
class Grammar:
    """The rules of a language and what its words mean, by placeholder and comparison key."""

    rules: tuple[Rule, ...]
    heads: re.Pattern[str]
    """The places at which a rule matches that can begin at the head of a word only: one search for
    all of them."""
    words: Mapping[str, Words]
    numeric_order: str
    capital: frozenset[str]
    until: re.Pattern[str]
    """Words right before a weekday that lies ahead whatever the tense (până luni)."""
    negation: re.Pattern[str]
    future: frozenset[str]
    """Auxiliaries of the future, and so on: lemmas, as :func:`comparison_key` gives them."""
    perfect: frozenset[str]
    past: frozenset[str]
    before_mark: frozenset[str]
    ahead: frozenset[str]
    light: frozenset[str]
    happenings: frozenset[str]


@functools.lru_cache(maxsize=8)
def load_grammar(language: str) -> Grammar:
    """The grammar of ``language``.

    Raises:
        ParameterError: There is no data for the language.
    """
    data = load_data(language, "timeline")
    words = _words(data)
    rules = tuple(_rule(kind, pattern, words) for kind, pattern in data["rules"])
    return Grammar(
        rules=rules,
        heads=_any_head(rules),
        words=words,
        numeric_order=data["numeric_order"],
        capital=frozenset(data["capital"]),
        until=re.compile(_any_of(data["until"]).pattern + r"\s*$"),
        negation=_any_of(data["negation"]),
        **{name: frozenset(map(comparison_key, data["tense"][name])) for name in _TENSE},
        light=frozenset(map(comparison_key, data["light"])),
        happenings=frozenset(map(comparison_key, data["happenings"].split())),
    )


def _words(data: Mapping[str, Any]) -> dict[str, Words]:
    """For each placeholder its words (comparison keys) and what they stand for."""

    def inverted(section: str) -> dict[str, Any]:
        meanings = data.get(section) or {}
        return {comparison_key(w): meaning for meaning, ws in meanings.items() for w in ws}

    def keyed(section: str) -> dict[str, Any]:
        return {comparison_key(w): meaning for w, meaning in data[section].items()}

    def listed(section: str, shift: int) -> dict[str, Any]:
        return {comparison_key(w): shift for w in data[section]}

    return {
        "month": inverted("months"),
        "may": inverted("may"),
        "weekday": inverted("weekdays"),
        "monday": inverted("monday"),
        "number": inverted("numbers"),
        "unit": inverted("units"),
        "named_unit": inverted("named_units"),
        "next": listed("next", 1),
        "last": listed("last", -1),
        "this": listed("this", 0),
        "day_word": keyed("days"),
        "part_word": keyed("parts"),
    }


def _rule(kind: str, pattern: str, words: Mapping[str, Words]) -> Rule:
    def group(match: re.Match[str]) -> str:
        name = match[1]
        if name in _NUMBERS:
            return f"(?P<{name}>{_NUMBERS[name]})"
        if not words.get(name):
            raise MissingDataError(f"timeline.yaml: no words for @{name} in {pattern!r}; add them")
        counted = "[0-9]{1,4}|" if name == "number" else ""
        return f"(?P<{name}>{counted}{_joined(words[name])})"

    spaced = _spaced(pattern)
    marked = spaced.replace("<<", f"(?P<core>{_LEFT}").replace(">>", ")")
    inner = re.sub("@([a-z_]+[0-9]?)", group, marked)
    if pattern.startswith("(?:^"):
        return Rule(kind, re.compile(f"(?:{inner}){_RIGHT}", re.M), None)
    return Rule(kind, re.compile(f"{_LEFT}(?:{inner}){_RIGHT}", re.M), inner)


def _any_head(rules: Iterable[Rule]) -> re.Pattern[str]:
    """Where one of the rules matches; groups lose their names, and what repeats one is anything."""
    inner = (rule.inner for rule in rules if rule.inner is not None)
    alternatives = "|".join(f"(?:{part})" for part in inner)
    nameless = _GROUP.sub("(?:", _REPEATED.sub(".", alternatives))
    return re.compile(rf"{_LEFT}(?=\w)(?=(?:{nameless}){_RIGHT})", re.M)


def _spaced(pattern: str) -> str:
    """``pattern`` with its spaces as white space; in lookbehinds exactly one character of it."""

    def outside(part: str) -> str:
        return part.replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,3}")

    pieces, at = [], 0
    for match in _LOOKBEHIND.finditer(pattern):
        pieces += [outside(pattern[at : match.start()]), match[0].replace(" ", r"\s")]
        at = match.end()
    return "".join([*pieces, outside(pattern[at:])])


def _joined(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in longest_first)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_spaced(p) for p in patterns)})(?!\w)")
