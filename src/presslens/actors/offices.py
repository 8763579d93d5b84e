"""Offices: "președintele ucrainean", "liderul de la Kiev", "the U.S. president", by date."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import NamedTuple

from presslens.actors.matcher import Token, tokenize
from presslens.actors.registry import Registry
from presslens.language.data import load_data

_HEADS = ("head_of_state", "head_of_government")


class Named(NamedTuple):
    """A span of tokens that is known to refer to an actor, and how (see ``matcher.How``)."""

    first: int
    last: int
    actor_id: str
    how: str


class OfficeMention(NamedTuple):
    """Tokens ``first`` to ``last`` name an office; ``holders`` held it on the day."""

    first: int
    last: int
    holders: tuple[str, ...]
    is_title: bool


class _Pattern(NamedTuple):
    noun: tuple[str, ...]
    modifiers: tuple[tuple[str, ...], ...]
    offices: tuple[str, ...]
    of: str | None
    title: bool


class _Patterns(NamedTuple):
    by_first: dict[str, list[_Pattern]]
    of_words: list[tuple[str, ...]]
    at_words: list[tuple[str, ...]]
    led_by_government: frozenset[str]
    not_now: tuple[tuple[str, ...], ...]
    not_now_after: tuple[tuple[str, ...], ...]
    titles: frozenset[str]
    given_names: frozenset[str]


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
        tuple(_keys(w) for w in data["not_now"]),
        tuple(_keys(w) for w in data["not_now_after"]),
        frozenset(key for w in data["titles"] for key in _keys(w)),
        frozenset(key for w in data["given_names"] for key in _keys(w)),
    )


def begins_office(key: str, language: str) -> bool:
    """Whether the names of some office begin with the word of this comparison key."""
    return key in _patterns(language).by_first


def is_given_name(key: str, language: str) -> bool:
    """Whether the word of this comparison key is a surname that others have as a given name."""
    return key in _patterns(language).given_names


def is_title(key: str, language: str) -> bool:
    """Whether the word of this comparison key may stand before a surname: President, Domnul."""
    patterns = _patterns(language)
    return key in patterns.by_first or key in patterns.titles


def find_offices(
    tokens: list[Token], named: list[Named], registry: Registry, language: str, day: dt.date | None
) -> list[OfficeMention]:
    """The offices in ``tokens`` with whoever held them on ``day``.

    Args:
        tokens: The article's tokens.
        named: The spans already read as names, metonyms or adjectives, in order.
        registry: Who held what.
        language: "ro" or "en".
        day: The article's date; without it, every holder is a candidate.
    """
    finder = _Finder(tokens, {n.first: n for n in named}, {n.last: n for n in named}, language)
    found = []
    for at in range(len(tokens)):
        for first, last, pattern, of in finder.at(at):
            if finder.is_not_now(first, last):
                break
            holders = _holders(registry, pattern, of, language, day)
            if holders:
                found.append(OfficeMention(first, last, holders, pattern.title))
                break
    return _longest(found)


def _longest(found: list[OfficeMention]) -> list[OfficeMention]:
    kept: list[OfficeMention] = []
    for mention in found:
        if kept and mention.first < kept[-1].last:
            continue
        kept.append(mention)
    return kept


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

    def __init__(
        self, tokens: list[Token], starts: dict[int, Named], ends: dict[int, Named], language: str
    ) -> None:
        self.tokens = tokens
        self.starts = starts
        self.ends = ends
        self.patterns = _patterns(language)
        self.english = language == "en"

    def at(self, at: int) -> Iterator[tuple[int, int, _Pattern, str]]:
        """The readings of an office noun at token ``at``, the longest noun first."""
        for pattern in self.patterns.by_first.get(self.tokens[at].key, ()):
            if not self._stands(pattern.noun, at):
                continue
            end = at + len(pattern.noun)
            if pattern.of:
                yield at, end, pattern, pattern.of
            if self.english and (before := self._owner_before(at)):
                yield before.first, end, pattern, before.actor_id
            for last, of in self._after(end, pattern):
                yield at, last, pattern, of

    def is_not_now(self, first: int, last: int) -> bool:
        """Fostul președinte; ex-premierul; every US president; președintele SUA de atunci."""
        before = [t.key for t in self.tokens[max(0, first - 3) : first]]
        if before[-1:] == ["-"]:
            before.pop()
        if any(tuple(before[-len(words) :]) == words for words in self.patterns.not_now):
            return True
        return any(self._stands(words, last) for words in self.patterns.not_now_after)

    def _stands(self, keys: tuple[str, ...], at: int) -> bool:
        window = self.tokens[at : at + len(keys)]
        return tuple(t.key for t in window) == keys

    def _owner_before(self, at: int) -> Named | None:
        """Ukrainian president; Ukraine's president; NATO secretary general."""
        if at >= 2 and self.tokens[at - 1].key == "s" and self.tokens[at - 2].key == "'":
            return self.ends.get(at - 2)
        return self.ends.get(at)

    def _after(self, end: int, pattern: _Pattern) -> Iterator[tuple[int, str]]:
        """Președintele | rus; ministrul | rus de externe; ministrul | de externe al Rusiei."""
        if pattern.modifiers:
            owner = self.starts.get(end)
            for modifier in pattern.modifiers:
                if self._stands(modifier, end):
                    yield from self._owners_after(end + len(modifier))
                if owner and owner.how == "adjective" and self._stands(modifier, owner.last):
                    yield owner.last + len(modifier), owner.actor_id
        else:
            yield from self._owners_after(end)

    def _owners_after(self, at: int) -> Iterator[tuple[int, str]]:
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
        for words in self.patterns.at_words:
            owner = self.starts.get(at + len(words))
            if owner and owner.how in ("capital", "metonym") and self._stands(words, at):
                yield owner.last, owner.actor_id
