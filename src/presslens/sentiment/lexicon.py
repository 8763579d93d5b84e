"""The tone lexicons: ``sentiment.tsv`` (entries) and ``sentiment.yaml`` (rules) of a language.

An entry is a word or an expression with two weights: ``before`` for a target that stands before
it, ``after`` for one that stands after it. "X accuses" says little of X, "accuses X" much.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Final

from presslens.errors import MissingDataError
from presslens.language.data import load_data
from presslens.sentiment.words import Words, split_keys

COLUMNS: Final = ("entry", "pos", "tone", "before", "after", "source", "forms")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or expression; ``forms`` are the forms of its first word."""

    text: str
    pos: str
    tone: int
    before: float
    after: float
    source: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at the words ``first``:``last`` (half-open).

    ``negated`` and ``intensity`` (a factor) come from the words before it.
    """

    entry: int
    first: int
    last: int
    negated: bool
    intensity: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The small closed lists and fitted numbers of a language."""

    negators: frozenset[str]
    negation_exceptions: frozenset[str]
    negation_span: int
    negation_positive: float
    negation_negative: float
    intensity: dict[tuple[str, ...], float]
    conjunctions: frozenset[str]
    wildcards: dict[str, tuple[str, ...]]
    decay: float
    window: int
    boundary: float
    saturation: float
    calibration: tuple[tuple[float, float, float], tuple[float, float, float]]
    tone_scale: float
    textblob: tuple[float, float, float]

    @classmethod
    def read(cls, data: dict[str, Any]) -> Rules:
        """From the mapping of ``sentiment.yaml``; keys are compared without diacritics."""
        negation, target = data["negation"], data["target"]
        calibration = data["calibration"]
        negative, positive = (tuple(map(float, calibration[c])) for c in ("negative", "positive"))
        low, high, slope = (float(data["textblob"][k]) for k in ("low", "high", "slope"))
        return cls(
            negators=_keys(negation["words"]),
            negation_exceptions=_keys(negation["not_before"]),
            negation_span=int(negation["span"]),
            negation_positive=float(negation["positive"]),
            negation_negative=float(negation["negative"]),
            intensity={split_keys(k): float(v) for k, v in data["intensity"].items()},
            conjunctions=_keys(data["conjunctions"]),
            wildcards={k: tuple(v) for k, v in data.get("wildcards", {}).items()},
            decay=float(target["decay"]),
            window=int(target["window"]),
            boundary=float(target["boundary"]),
            saturation=float(target["saturation"]),
            calibration=(
                (negative[0], negative[1], negative[2]),
                (positive[0], positive[1], positive[2]),
            ),
            tone_scale=float(data["tone_scale"]),
            textblob=(low, high, slope),
        )


@dataclass(slots=True)
class Lexicon:
    """Entries ready to be found; words in one table, expressions by their first two words."""

    language: str
    entries: tuple[Entry, ...]
    rules: Rules
    _words: dict[str, int] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, entry in enumerate(self.entries):
            for keys in self._spellings(entry):
                if len(keys) == 1:
                    self._words.setdefault(keys[0], number)
                else:
                    rest = self._pairs.setdefault((keys[0], keys[1]), [])
                    rest.append((keys[2:], number))
        for rest in self._pairs.values():
            rest.sort(key=lambda item: (-len(item[0]), item[1]))

    def _spellings(self, entry: Entry) -> Iterator[tuple[str, ...]]:
        first, *rest = entry.text.split(" ")
        heads = dict.fromkeys([first, *entry.forms])
        for wildcard, words in self.rules.wildcards.items():
            if wildcard in rest:
                at = rest.index(wildcard)
                tails = [" ".join([*rest[:at], word, *rest[at + 1 :]]) for word in words]
                break
        else:
            tails = [" ".join(rest)]
        for tail in dict.fromkeys(split_keys(t) for t in tails):
            for head in dict.fromkeys(split_keys(h) for h in heads):
                yield head + tail

    def find(self, words: Words) -> list[Match]:
        """The entries in a sentence, from left to right; expressions win over words."""
        rules, keys, clauses = self.rules, words.keys, words.clauses
        matches: list[Match] = []
        negator = -rules.negation_span - 1
        negator_clause = -1
        at, n = 0, len(keys)
        while at < n:
            entry, last = self._at(keys, at)
            if entry is None:
                if keys[at] in rules.negators and not self._excepted(keys, at):
                    negator, negator_clause = at, clauses[at]
                at += 1
                continue
            negated = at - negator <= rules.negation_span and clauses[at] == negator_clause
            matches.append(Match(entry, at, last, negated, self._intensity(keys, at)))
            at = last
        return matches

    def _at(self, keys: list[str], at: int) -> tuple[int | None, int]:
        """The longest entry that begins at a word, and the word after it."""
        key = keys[at]
        # A verb and the rest of its expression may have one word between them.
        for gap in (1, 2):
            if at + gap >= len(keys):
                break
            for rest, entry in self._pairs.get((key, keys[at + gap]), ()):
                begin = at + gap + 1
                if gap == 2 and self.entries[entry].pos != "VERB":
                    continue
                if tuple(keys[begin : begin + len(rest)]) == rest:
                    return entry, begin + len(rest)
        return self._words.get(key), at + 1

    def _excepted(self, keys: list[str], at: int) -> bool:
        return at + 1 < len(keys) and keys[at + 1] in self.rules.negation_exceptions

    def _intensity(self, keys: list[str], at: int) -> float:
        """The factor of the words just before, such as "foarte" or "a little"."""
        found = self.rules.intensity
        for length in (2, 1):
            if at >= length:
                factor = found.get(tuple(keys[at - length : at]))
                if factor is not None:
                    return factor
        return 1.0

    def factor(self, match: Match, weight: float) -> float:
        """What negation and intensity make of a weight of this match."""
        if not match.negated:
            return match.intensity
        rules = self.rules
        return match.intensity * (
            rules.negation_positive if weight > 0 else rules.negation_negative
        )


def _keys(values: list[str]) -> frozenset[str]:
    for value in values:
        if not isinstance(value, str):  # YAML reads an unquoted "no" as false
            raise TypeError(f"entry {value!r}: a list has text only; put it in quotation marks")
    return frozenset(split_keys(value)[0] for value in values)


def read_entries(text: str, name: str) -> tuple[Entry, ...]:
    """The rows of a ``sentiment.tsv``.

    Raises:
        MissingDataError: A row breaks a rule; the message names file and line.
    """
    entries: list[Entry] = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    rows = [(number, line.split("\t")) for number, line in lines]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise MissingDataError(f"{name}: the header has to be the columns {', '.join(COLUMNS)}")
    seen: set[str] = set()
    for number, row in rows[1:]:
        try:
            text_, pos, tone, before, after, source, forms = row
            entry = Entry(
                text_, pos, int(tone), float(before), float(after), source, tuple(forms.split())
            )
        except ValueError as error:
            raise MissingDataError(
                f"{name}, line {number}: {error}; a line has the columns {', '.join(COLUMNS)}"
            ) from error
        if not split_keys(text_) or text_ in seen or not -2 <= entry.tone <= 2:
            raise MissingDataError(
                f"{name}, line {number}: {text_!r} is empty, doubled, or its tone is not -2 to 2"
            )
        seen.add(text_)
        entries.append(entry)
    return tuple(entries)


@functools.lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read and checked once.

    Raises:
        MissingDataError: The language has none, or a line of it breaks a rule.
    """
    data = load_data(language, "sentiment")
    file = resources.files("presslens.language") / language / "sentiment.tsv"
    if not file.is_file():
        raise MissingDataError(
            f"no sentiment.tsv for the language {language!r}; it has to be added"
        )
    entries = read_entries(file.read_text(encoding="utf-8"), f"{language}/sentiment.tsv")
    try:
        rules = Rules.read(data)
    except (KeyError, TypeError, ValueError) as error:
        raise MissingDataError(f"{language}/sentiment.yaml: bad or missing {error}") from error
    return Lexicon(language, entries, rules)
