"""The tone lexicons: ``sentiment.tsv`` (entries) and ``sentiment.yaml`` (rules) of a language.

An entry is a word or an expression with two weights: ``before`` for a target that stands before
it, ``after`` for one that stands after it. "X accuses" says little of X, "accuses X" much. Entries
are lemmas; a word is looked up by its lemma and part of speech as the pipeline found them.
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

COLUMNS: Final = ("entry", "pos", "tone", "before", "after", "source")

_AS: Final = {
    "NOUN": frozenset({"NOUN", "PROPN", "ADJ"}),
    "VERB": frozenset({"VERB", "AUX", "ADJ"}),
    "ADJ": frozenset({"ADJ", "ADV", "NOUN", "PROPN", "VERB"}),
    "ADV": frozenset({"ADV", "ADJ", "PART"}),
}
"""What the words of an entry may be tagged: participles and adverbs pass for adjectives, but the
noun "forță" is never the verb "forța"."""
_MOST_ARCS: Final = 8
"""Arcs up to the verb on which a negator is looked for."""
_Rest = tuple[tuple[str, ...], int]
"""The third word of an expression and those after it, and the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or expression in the form of a dictionary."""

    text: str
    pos: str
    tone: int
    before: float
    after: float
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at the words ``first``:``last`` (half-open).

    ``head`` is the word that heads it; ``negated`` comes from the words that depend on it or on
    what governs it in its clause, ``intensity`` (a factor) from those just before it.
    """

    entry: int
    first: int
    last: int
    head: int
    negated: bool
    intensity: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The small closed lists and fitted numbers of a language."""

    negators: frozenset[str]
    negation_exceptions: frozenset[str]
    negation_positive: float
    negation_negative: float
    intensity: dict[tuple[str, ...], float]
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
            negation_positive=float(negation["positive"]),
            negation_negative=float(negation["negative"]),
            intensity={split_keys(k): float(v) for k, v in data["intensity"].items()},
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
    """Entries ready to be found: words in one table, expressions in one by their first two."""

    language: str
    entries: tuple[Entry, ...]
    rules: Rules
    _words: dict[str, list[int]] = field(default_factory=dict)
    _expressions: dict[str, dict[str, list[_Rest]]] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)
    """The first words of entries: most words of a text are none, and looked at no further."""

    def __post_init__(self) -> None:
        for number, entry in enumerate(self.entries):
            for first, *rest in self._spellings(entry):
                if rest:
                    second = self._expressions.setdefault(first, {}).setdefault(rest[0], [])
                    second.append((tuple(rest[1:]), number))
                else:
                    self._words.setdefault(first, []).append(number)
        self._firsts = {*self._words, *self._expressions}
        for seconds in self._expressions.values():
            for found in seconds.values():
                found.sort(key=lambda item: (-len(item[0]), item[1]))

    def _spellings(self, entry: Entry) -> Iterator[tuple[str, ...]]:
        for wildcard, words in self.rules.wildcards.items():
            if wildcard in entry.text.split():
                yield from (split_keys(entry.text.replace(wildcard, word)) for word in words)
                return
        yield split_keys(entry.text)

    def find(self, words: Words) -> list[Match]:
        """The entries in a sentence, from left to right; expressions win over words."""
        negators = self._negators(words)
        matches: list[Match] = []
        reached = 0
        for at, (key, lemma) in enumerate(zip(words.keys, words.lemmas, strict=True)):
            if at < reached or (key not in self._firsts and lemma not in self._firsts):
                continue
            entry, reached = self._at(words, at)
            if entry is not None:
                span, head = (at, reached), words.head_of(at, reached)
                negated = self._is_negated(words, negators, span, head)
                matches.append(Match(entry, *span, head, negated, self._intensity(words, at)))
        return matches

    def _at(self, words: Words, at: int) -> tuple[int | None, int]:
        """The longest entry that begins at a word, and the word after it."""
        names = words.names(at)
        for name in names:
            # A verb and the rest of its expression may have one word between them.
            for second in (at + 1, at + 2) if name in self._expressions else ():
                entry, last = self._expression(words, self._expressions[name], second)
                if entry is not None and (second == at + 1 or self.entries[entry].pos == "VERB"):
                    return entry, last
        pos = words.pos[at]
        for name in names:
            fitting = [n for n in self._words.get(name, ()) if _fits(self.entries[n].pos, pos)]
            if fitting:
                return min(fitting, key=lambda n: (self.entries[n].pos != pos, n)), at + 1
        return None, at + 1

    def _expression(
        self, words: Words, seconds: dict[str, list[_Rest]], second: int
    ) -> tuple[int | None, int]:
        """The longest expression whose second word stands at ``second``, and the word after it."""
        for name in words.names(second):
            for rest, entry in seconds.get(name, ()):
                if all(key in words.names(n) for n, key in enumerate(rest, second + 1)):
                    return entry, second + 1 + len(rest)
        return None, second

    def _negators(self, words: Words) -> dict[int, list[int]]:
        """The negating words by the words that they negate: their heads.

        In "n-a fost niciodată competent" the parser may hang the adverb on the copula or the
        adjective on the adverb, so the head of an auxiliary and the negator itself count too.
        """
        found: dict[int, list[int]] = {}
        listed = self.rules.negators
        for at, (key, lemma) in enumerate(zip(words.keys, words.lemmas, strict=True)):
            if (key in listed or lemma in listed) and not self._excepted(words, at):
                head = words.heads[at]
                above = words.heads[head] if words.pos[head] == "AUX" else head
                for place in {at, head, above}:
                    found.setdefault(place, []).append(at)
        return found

    def _is_negated(
        self, words: Words, negators: dict[int, list[int]], span: tuple[int, int], head: int
    ) -> bool:
        """Whether a negator depends on the entry, or on what governs it in its clause."""
        at = head
        for _ in range(_MOST_ARCS if negators else 0):
            if any(not span[0] <= n < span[1] for n in negators.get(at, ())):
                return True
            if words.breaks[at] or words.heads[at] == at:
                break
            at = words.heads[at]
        return False

    def _excepted(self, words: Words, at: int) -> bool:
        following = words.keys[at + 1 : at + 2]
        return not self.rules.negation_exceptions.isdisjoint(following)

    def _intensity(self, words: Words, at: int) -> float:
        """The factor of the words just before, such as "foarte" or "a little"."""
        found = self.rules.intensity
        for length in (2, 1):
            if at >= length:
                factor = found.get(tuple(words.keys[at - length : at]))
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


def _fits(entry: str, pos: str) -> bool:
    """Whether a word tagged ``pos`` can be an entry of the part of speech ``entry``."""
    return entry not in _AS or pos in _AS[entry]


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
    seen: set[tuple[str, str]] = set()
    for number, row in rows[1:]:
        try:
            text_, pos, tone, before, after, source = row
            entry = Entry(text_, pos, int(tone), float(before), float(after), source)
        except ValueError as error:
            raise MissingDataError(
                f"{name}, line {number}: {error}; a line has the columns {', '.join(COLUMNS)}"
            ) from error
        if not split_keys(text_) or (text_, pos) in seen or not -2 <= entry.tone <= 2:
            raise MissingDataError(
                f"{name}, line {number}: {text_!r} is empty, doubled, or its tone is not -2 to 2"
            )
        seen.add((text_, pos))
        entries.append(entry)
    return tuple(entries)


@functools.lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language, read and checked once.

    Raises:
        ParameterError: There is no data for the language.
        MissingDataError: The language has no lexicon, or a line of it breaks a rule.
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
