"""Offices: "președintele ucrainean", "liderul de la Kiev", "the U.S. president", by date."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Token as Word

from presslens.actors.matcher import tokenize
from presslens.actors.parsed import Parsed, feature
from presslens.actors.registry import Registry
from presslens.language.data import load_data

_HEADS = ("head_of_state", "head_of_government")
_MAX_ADJECTIVES: Final = 2
_BESIDE: Final = 3
"""Tokens before and behind an office in which its determiners and adjectives are looked for."""


class Named(NamedTuple):
    """A span of tokens that is known to refer to an actor, and how (see ``matcher.How``)."""

    first: int
    last: int
    actor_id: str
    how: str


class OfficeMention(NamedTuple):
    """Tokens ``first`` to ``last`` name an office; ``holders`` held it on the day.

    ``noun`` is the token of the noun that heads it.
    """

    first: int
    last: int
    holders: tuple[str, ...]
    is_title: bool
    noun: int


class _Pattern(NamedTuple):
    noun: tuple[str, ...]
    modifiers: tuple[tuple[str, ...], ...]
    offices: tuple[str, ...]
    of: str | None
    title: bool


class _Reading(NamedTuple):
    first: int
    last: int
    noun_end: int
    pattern: _Pattern
    of: str


class _Patterns(NamedTuple):
    by_first: dict[str, list[_Pattern]]
    of_words: list[tuple[str, ...]]
    at_words: list[tuple[str, ...]]
    led_by_government: frozenset[str]
    not_now: frozenset[str]
    not_now_heads: frozenset[str]
    not_now_after: tuple[tuple[str, ...], ...]
    titles: frozenset[str]
    women_s_titles: frozenset[str]


def _keys(text: str) -> tuple[str, ...]:
    return tuple(t.key for t in tokenize(text))


@functools.cache
def _patterns(language: str) -> _Patterns:
    data = load_data(language, "offices")
    by_first: dict[str, list[_Pattern]] = {}
    for entry in data["offices"]:
        modifiers = tuple(_keys(m) for m in entry.get("modifiers", ()))
        for noun in entry["nouns"]:
            pattern = _Pattern(
                _keys(noun), modifiers, tuple(entry["offices"]), entry.get("of"),
                bool(entry.get("title")),
            )  # fmt: skip
            by_first.setdefault(pattern.noun[0], []).append(pattern)
    for patterns in by_first.values():
        patterns.sort(key=lambda p: (-len(p.noun), not p.modifiers))
    return _Patterns(
        by_first,
        sorted((_keys(w) for w in data["of_words"]), key=len, reverse=True),
        [_keys(w) for w in data["at_words"]],
        frozenset(data["led_by_government"]),
        frozenset(key for w in data["not_now"] for key in _keys(w)),
        frozenset(key for w in data["not_now_heads"] for key in _keys(w)),
        tuple(_keys(w) for w in data["not_now_after"]),
        frozenset(key for w in data["titles"] for key in _keys(w)),
        frozenset(key for w in data["women_s_titles"] for key in _keys(w)),
    )


def begins_office(parsed: Parsed, at: int, language: str) -> bool:
    """Whether the names of some office begin with the token."""
    by_first = _patterns(language).by_first
    return parsed.tokens[at].key in by_first or parsed.lemmas[at] in by_first


def is_title(parsed: Parsed, at: int, language: str) -> bool:
    """Whether the token may stand before a surname as a title: President, Domnul."""
    titles = _patterns(language).titles
    known = parsed.tokens[at].key in titles or parsed.lemmas[at] in titles
    return known or begins_office(parsed, at, language)


def is_woman_s_title(parsed: Parsed, at: int, language: str) -> bool:
    """Whether the token ends a title of women: doamna, Mrs."""
    return parsed.lemma(parsed.word(at)).rstrip(".") in _patterns(language).women_s_titles


def find_offices(
    parsed: Parsed, named: list[Named], registry: Registry, language: str, day: dt.date | None
) -> list[OfficeMention]:
    """The offices in a text with whoever held them on ``day``.

    Args:
        parsed: The article.
        named: The spans already read as names, metonyms or adjectives, in order.
        registry: Who held what.
        language: "ro" or "en".
        day: The article's date; without it, every holder is a candidate.
    """
    finder = _Finder(parsed, named, language)
    found: list[OfficeMention] = []
    for at in range(len(parsed.tokens)):
        if (found and at < found[-1].last) or not begins_office(parsed, at, language):
            continue
        for reading in finder.at(at):
            if finder.is_not_now(at, reading):
                break
            holders = _holders(registry, reading.pattern, reading.of, language, day)
            if holders:
                mention = OfficeMention(
                    reading.first, reading.last, holders, reading.pattern.title, at
                )
                if not found or mention.first >= found[-1].last:
                    found.append(mention)
                break
    return found


def _holders(
    registry: Registry, pattern: _Pattern, of: str, language: str, day: dt.date | None
) -> tuple[str, ...]:
    led = of in _patterns(language).led_by_government
    for office in pattern.offices:
        if office == "head":
            order = reversed(_HEADS) if led else iter(_HEADS)
            office = next(order)
        holders = registry.holders(office, of, day)
        if holders:
            return tuple(a.id for a in holders)
    return ()


class _Finder:
    """Reads what stands around an office noun; offsets are indexes of tokens."""

    def __init__(self, parsed: Parsed, named: list[Named], language: str) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.starts = {n.first: n for n in named}
        self.ends = {n.last: n for n in named}
        self.patterns = _patterns(language)
        self.english = language == "en"

    def at(self, at: int) -> Iterator[_Reading]:
        """The readings of an office noun at token ``at``, the longest noun first."""
        by_first = self.patterns.by_first
        key, lemma = self.tokens[at].key, self.parsed.lemmas[at]
        patterns = by_first.get(key, ())
        if lemma != key:
            patterns = sorted(
                [*patterns, *by_first.get(lemma, ())], key=lambda p: (-len(p.noun), not p.modifiers)
            )
        for pattern in patterns:
            if not self._is_noun(pattern.noun, at):
                continue
            end = at + len(pattern.noun)
            if pattern.of:
                yield _Reading(at, end, end, pattern, pattern.of)
            if self.english and (before := self._owner_before(at)):
                yield _Reading(before.first, end, end, pattern, before.actor_id)
            for last, of in self._after(at, end, pattern):
                yield _Reading(at, last, end, pattern, of)

    def is_not_now(self, at: int, reading: _Reading) -> bool:
        """Whether today's holder is not meant.

        Fostul președinte; ex-premierul; every US president; funcția de președinte; președintele
        ales al SUA; președintele SUA de atunci.
        """
        if any(self._stands(words, reading.last) for words in self.patterns.not_now_after):
            return True
        head = self.parsed.word(reading.noun_end - 1 if self.english else at)
        if feature(head, "Number") == "Plur":
            return True
        return (
            self._is_qualified(at, reading, head)
            or self._is_role(at, head)
            or self._is_indefinite(at, reading)
        )

    def _is_qualified(self, at: int, reading: _Reading, head: Word) -> bool:
        before = reading.first - 1
        if before > 0 and self.tokens[before].text == "-":
            before -= 1  # ex-premierul
        start = max(0, reading.first - _BESIDE)
        for n in range(start, min(len(self.tokens), reading.last + _BESIDE)):
            if at <= n < reading.noun_end:
                continue
            known = self.patterns.not_now
            if self.tokens[n].key not in known and self.parsed.lemmas[n] not in known:
                continue
            if n == before or self.parsed.word(n).head.i == head.i:
                return True
        return False

    def _is_role(self, at: int, head: Word) -> bool:
        """Funcția de președinte; alegerea președintelui."""
        heads = self.patterns.not_now_heads
        if head.dep_.startswith("nmod") and self.parsed.lemma(head.head) in heads:
            return True
        return (
            at > 1
            and self.tokens[at - 1].key in ("de", "of")
            and self.parsed.lemmas[at - 2] in heads
        )

    def _is_indefinite(self, at: int, reading: _Reading) -> bool:
        """A fost ales președinte al României; but not: Nicușor Dan, președinte al României."""
        adjective = at > 0 and self.parsed.word(at - 1).dep_ == "amod"  # noul președinte
        definite = {
            feature(self.parsed.word(n), "Definite")
            for n in range(at - adjective, reading.noun_end)
        }
        if "Ind" not in definite or "Def" in definite or at == 0:
            return False
        apposed = self.tokens[at - 1].text in ",-–—(" or self.parsed.word(at).dep_ == "appos"
        last = reading.last
        named = last < len(self.tokens) and self.parsed.word(last).pos_ == "PROPN"
        return not apposed and not named and not self.parsed.opens(at)

    def _is_noun(self, noun: tuple[str, ...], at: int) -> bool:
        """Whether the words of ``noun`` stand here, in whatever form."""
        if at + len(noun) > len(self.tokens):
            return False
        tokens, lemmas = self.tokens[at : at + len(noun)], self.parsed.lemmas[at : at + len(noun)]
        return all(
            key in (t.key, lemma) or lemma.endswith(f"-{key}")
            for key, t, lemma in zip(noun, tokens, lemmas, strict=True)
        )

    def _stands(self, keys: tuple[str, ...], at: int) -> bool:
        window = self.tokens[at : at + len(keys)]
        return tuple(t.key for t in window) == keys

    def _owner_before(self, at: int) -> Named | None:
        """Ukrainian president; Ukraine's president; NATO secretary general."""
        if at >= 2 and self.tokens[at - 1].key == "s" and self.tokens[at - 2].key == "'":
            return self.ends.get(at - 2)
        return self.ends.get(at)

    def _after(self, at: int, end: int, pattern: _Pattern) -> Iterator[tuple[int, str]]:
        """Președintele | rus; ministrul | rus de externe; ministrul | de externe al Rusiei."""
        if not pattern.modifiers:
            yield from self._owners_after(at, end)
            return
        owner = self.starts.get(end)
        for modifier in pattern.modifiers:
            if self._stands(modifier, end):
                yield from self._owners_after(at, end + len(modifier))
            if owner and owner.how == "adjective" and self._stands(modifier, owner.last):
                yield owner.last + len(modifier), owner.actor_id

    def _owners_after(self, noun: int, at: int) -> Iterator[tuple[int, str]]:
        """The owners right behind the noun, or behind further adjectives of it (interimar)."""
        head = self.parsed.word(noun)
        for n in range(at, min(at + _MAX_ADJECTIVES, len(self.tokens)) + 1):
            yield from self._owners_at(n, seat=n == at)
            if n == len(self.tokens) or n in self.starts:
                return
            word = self.parsed.word(n)
            if word.dep_ not in ("amod", "advmod") or word.head.i not in (head.i, word.i + 1):
                return

    def _owners_at(self, at: int, *, seat: bool) -> Iterator[tuple[int, str]]:
        owner = self.starts.get(at)
        if owner and (owner.how == "adjective" or owner.how not in ("capital", "place")):
            yield owner.last, owner.actor_id
        for words in self.patterns.of_words:
            owner = self.starts.get(at + len(words))
            if owner and owner.how != "adjective" and self._stands(words, at):
                yield owner.last, owner.actor_id
            two = at + len(words) + 1  # al lui Vladimir Putin
            owner = self.starts.get(two)
            if owner and self._stands((*words, "lui"), at):
                yield owner.last, owner.actor_id
        for words in self.patterns.at_words if seat else ():
            owner = self.starts.get(at + len(words))
            if owner and owner.how in ("capital", "metonym") and self._stands(words, at):
                yield owner.last, owner.actor_id
