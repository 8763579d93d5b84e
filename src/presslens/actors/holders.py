"""Which of its holders an office means: the name that stands beside it decides.

Președintele Vladimir Putin is one mention, that of the name. Președintele american, Joe Biden: the
office means the one named. Premierul britanic Ioan Inventat: it means none of those we know.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Final

from presslens.actors.matcher import sound, tokenize
from presslens.actors.offices import OfficeMention, begins_office
from presslens.actors.parsed import Parsed
from presslens.actors.registry import Registry

_MAX_NAME: Final = 4
_APART: Final = 4
"""Tokens between an office and the name that depends on it."""
_SUBJECT_BEFORE: Final = 12
"""Tokens before an office in which its subject is looked for."""
_ENDS: Final = frozenset('.,;:)!?–—”"»')


class Holders:
    """Reads the names around the offices of one article.

    Args:
        parsed: The article.
        offices: The offices in it.
        names: The end and the actor of what was read, by the token with which it begins.
        registry: The actors.
        language: "ro" or "en".
    """

    def __init__(
        self,
        parsed: Parsed,
        offices: list[OfficeMention],
        names: Mapping[int, tuple[int, str | None]],
        registry: Registry,
        language: str,
    ) -> None:
        self._parsed = parsed
        self._tokens = parsed.tokens
        self._names = names
        self._ends = dict(names.values())
        self._registry = registry
        self._language = language
        self._office_starts = {o.first for o in offices}

    def of(self, office: OfficeMention) -> tuple[str, ...]:
        """The holders that an office can mean; none if it is no mention of its own."""
        _, follower = self._names.get(office.last, (0, None))
        if office.is_title and follower in office.holders:
            return ()
        if follower not in office.holders and self._is_joined(office.last):
            return ()  # premierul bulgar Boiko Borisov, in a later year
        if office.is_title and self._is_title_of_holder(office):
            return ()
        comma = office.last < len(self._tokens) and self._tokens[office.last].text == ","
        if comma and self._is_anothers(office):
            return ()
        named = self._names.get(office.last + 1, (0, None))[1] if comma else follower
        if named in office.holders:
            return (str(named),)
        described = self._apposed_before(office) or self._subject(office)
        if described is None:
            return office.holders
        return (described,) if described in office.holders else ()

    def _is_joined(self, at: int) -> bool:
        """Whether a capitalised word follows right behind."""
        if at >= len(self._tokens):
            return False
        one, other = self._tokens[at - 1], self._tokens[at]
        return other.capital and other.start - one.end == 1

    def _is_title_of_holder(self, office: OfficeMention) -> bool:
        """Președintele de atunci al SUA Donald Trump: the name depends on the noun, no comma."""
        noun = self._parsed.word(office.noun)
        for at in range(office.last, min(office.last + _APART, len(self._tokens))):
            if not self._tokens[at].text[0].isalnum():
                return False
            if at in self._names:
                last, actor_id = self._names[at]
                word = self._parsed.root(at, last)
                related = word.dep_ in ("flat", "nmod", "appos") and word.head.i == noun.i
                return actor_id in office.holders and related
        return False

    def _apposed_before(self, office: OfficeMention) -> str | None:
        """Whom the office describes behind a comma: Joe Biden, președintele SUA."""
        at = office.first - 1
        noun = self._parsed.word(office.noun)
        if at < 1 or self._tokens[at].text != "," or noun.dep_ != "appos":
            return None
        actor_id = self._ends.get(at)
        if actor_id is None or self._registry[actor_id].kind != "person":
            return None
        ends = office.last >= len(self._tokens) or self._tokens[office.last].text in _ENDS
        return actor_id if ends or actor_id in office.holders else None

    def _subject(self, office: OfficeMention) -> str | None:
        """Of whom the sentence says that it is the office: Ion Dan este noul premier."""
        noun = self._parsed.word(office.noun)
        for at in range(office.first - 1, max(-1, office.first - 1 - _SUBJECT_BEFORE), -1):
            if at not in self._names:
                continue
            last, actor_id = self._names[at]
            word = self._parsed.root(at, last)
            if word.head.i == noun.i and word.dep_ == "nsubj" and actor_id is not None:
                return actor_id if self._registry[actor_id].kind == "person" else None
        return None

    def _is_anothers(self, office: OfficeMention) -> bool:
        """Whether the name behind the comma is not a holder's (președintele SUA, George Bush)."""
        first = office.last + 1
        last, actor_id = self._names.get(first, (0, None))
        if actor_id is not None:
            actor = self._registry[actor_id]
            if actor.kind != "person" or actor.id in office.holders:
                return False
            return not self._is_listed(last)
        capitals = (t.capital for t in self._tokens[first : first + _MAX_NAME])
        size = sum(1 for _ in itertools.takewhile(bool, capitals))
        if size < 2 or first in self._office_starts or self._is_listed(first + size):
            return False
        if begins_office(self._parsed, first, self._language):
            return False
        names = (self._registry[h].name.get("ro") for h in office.holders)
        surnames = {sound(t.key) for name in names for t in tokenize(name)}
        return not any(sound(t.key) in surnames for t in self._tokens[first : first + size])

    def _is_listed(self, last: int) -> bool:
        """Whether a name is one of a list: președintele SUA, Ion Dan și alții."""
        return last < len(self._tokens) and self._tokens[last].key in {"si", "and"}
