"""Whose a bare surname is: the people an article names in full decide, known or not."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Token as Word

from presslens.actors.matcher import Match, Token, sound, surname_key, tokenize
from presslens.actors.model import Actor
from presslens.actors.name_words import name_words
from presslens.actors.offices import begins_office, is_title, is_woman_s_title
from presslens.actors.parsed import Parsed
from presslens.actors.registry import Registry
from presslens.language.text import adds_marks, fold_letters, lower

_FUZZY_LENGTH: Final = 5
_MAX_NAME: Final = 4
"""Tokens before a surname in which its given names are looked for."""
HOME: Final[dict[str, frozenset[str]]] = {
    "ro": frozenset({"RO", "MD"}),
    "en": frozenset({"US", "GB"}),
}
"""The countries whose people have surnames that many others in the news of a language share."""


class Bearers:
    """The names of people in one article.

    Args:
        parsed: The article.
        matches: What the matcher found in it.
        registry: The actors of the matches.
        language: "ro" or "en".
    """

    def __init__(
        self, parsed: Parsed, matches: list[Match], registry: Registry, language: str
    ) -> None:
        self._parsed = parsed
        self._registry = registry
        self._language = language
        self._matched = {i for m in matches for i in range(m.first, m.last)}
        self._in_full = {i for m in matches if m.last - m.first > 1 for i in range(*m[:2])}
        self.known = _known(matches, registry)
        """The actors named in full, by the sound of the surname."""

    def of(self, at: int) -> list[str]:
        """The actors named in full whose surname the token is."""
        return self.known.get(sound(self._parsed.tokens[at].key), [])

    def is_anothers(self, at: int, own: list[str]) -> bool:
        """Whether a surname that the actors ``own`` have is somebody else's here.

        The registry gives a bare surname to whom it means in the news. Once another bearer is named
        in full it is his, unless he is of the family: Trump is Donald Trump after Ivanka Trump too.
        Strangers take only the surnames of people at home, of whom there are many with each, and
        none that the article gives a title (President Trump).
        """
        if self.is_in_longer_name(at, own):
            return True
        named = self.of(at)
        if named:
            related = self._countries(own) == self._countries(named)
            theirs = not related or self._is_her_name(at, own, named)
            return theirs and set(own).isdisjoint(named)
        key = sound(self._parsed.tokens[at].key)
        strangers = self._strangers.get(key)
        if not strangers or key in self._titled:
            return False
        at_home = self._countries(own) <= HOME.get(self._language, frozenset())
        return at_home and not any(self._are_of(name, own) for name in strangers)

    def is_in_longer_name(self, at: int, own: list[str]) -> bool:
        """Whether other words than those of ``own`` stand in the name: Melania Trump, Dan Barna."""
        tokens = self._parsed.tokens
        others = [
            tokens[n].key
            for n in self._name(at)
            if n != at
            and n not in self._matched
            and tokens[n].capital
            and not self._is_beside_names(n)
        ]
        return bool(others) and not self._are_of(others, own)

    def _is_beside_names(self, at: int) -> bool:
        """Whether a word with a capital is no part of a name: Premierul X, Ieri X."""
        names, key = name_words(self._language), self._parsed.tokens[at].key
        labels = key in names.labels and not names.is_given(key)
        return labels or is_title(self._parsed, at, self._language)

    def start(self, at: int, own: list[str]) -> int:
        """Where the name begins that ends in the surname: Le Pen, Keir Rodney Starmer."""
        tokens = self._parsed.tokens
        given = {key for a in own for key in _given_names(self._registry, a)}
        start = at
        for n in range(at - 1, max(-1, at - 1 - _MAX_NAME), -1):
            token = tokens[n]
            if n in self._matched or tokens[n + 1].start - token.end > 1:
                break
            if token.text != "-" and not token.capital:
                break
            if token.key in given:
                start = n
        return start

    def is_spelt_so(self, at: int, own: list[str]) -> bool:
        """Whether the token has the very letters of the surname: Putin, but not Puțin."""
        text = fold_letters(lower(self._parsed.tokens[at].text))
        actors = (self._registry[a] for a in own)
        names = {n for a in actors for n in (a.name.get("ro"), a.name.get("en"))}
        return any(text in fold_letters(lower(name)).split() for name in names)

    def is_other_word(self, at: int, own: list[str]) -> bool:
        """Whether the token has marks that none of the names of ``own`` has: Puțin, not Putin."""
        if self._language != "ro":
            return False  # English drops the marks of Romanian names
        token = self._parsed.tokens[at]
        known = [t.text for a in own for t in _words(self._registry, a) if t.key == token.key]
        return bool(known) and all(adds_marks(token.text, name) for name in known)

    def is_given_name(self, at: int) -> bool:
        """Whether the name of a state is a word of a person's name: Michael Jordan, Israel Katz."""
        around = self._parsed.name_around(at)
        if around is None or around[0].kind != "person":
            return False
        word = self._parsed.word(at)
        for n in (at - 1, at + 1):
            if around[1] <= n < around[2] and n not in self._in_full:
                other = self._parsed.word(n)
                if other.pos_ == "PROPN" and "flat" in (_arc(word, other), _arc(other, word)):
                    return True
        return False

    def _name(self, at: int) -> range:
        """The tokens of the name that holds the surname: by the entity, or else by the tags."""
        around = self._parsed.name_around(at)
        if around is not None and around[0].kind == "person" and around[2] - around[1] > 1:
            return range(*around[1:])
        first = at - 1 if self._continues(at - 1, at) else at
        last = at + 1
        if self._continues(at, last):
            word, follower = self._parsed.word(at), self._parsed.word(last)
            if follower.dep_ == "flat" and follower.head.i in (word.i, word.head.i):
                last += 1
        return range(first, last)

    def _continues(self, left: int, right: int) -> bool:
        """Whether two tokens look like the words of one name."""
        tokens = self._parsed.tokens
        if left < 0 or right >= len(tokens):
            return False
        one, other = tokens[left], tokens[right]
        close = other.start - one.end == 1 and one.capital and other.capital
        if not close or len(one.key) < 2 or (one.text.isupper() and not other.text.isupper()):
            return False  # PSD Popescu
        words = self._parsed.word(left), self._parsed.word(right)
        flat = _arc(words[1], words[0]) == "flat" and not self._parsed.opens(left)
        if words[1].is_sent_start or not (flat or all(w.pos_ == "PROPN" for w in words)):
            return False
        entities = {a[0] for n in (left, right) if (a := self._parsed.name_around(n))}
        return len(entities) == 1 or all(e.kind == "person" for e in entities)

    @functools.cached_property
    def _strangers(self) -> dict[str, list[list[str]]]:
        """Full names that the model found and the registry does not have, by surname."""
        names: dict[str, list[list[str]]] = defaultdict(list)
        for first, last in self._parsed.people():
            while first < last and self._is_beside_names(first):
                first += 1
            span = self._parsed.tokens[first:last]
            words = [t.key for t in span if t.capital and t.text.isalpha()]
            if len(words) > 1 and self._in_full.isdisjoint(range(first, last)):
                names[sound(words[-1])].append(words[:-1])
        return names

    @functools.cached_property
    def _titled(self) -> set[str]:
        """The sounds of the surnames right behind an office: President Trump."""
        tokens = self._parsed.tokens
        return {
            sound(tokens[at].key)
            for at in range(1, len(tokens))
            if tokens[at].capital and begins_office(self._parsed, at - 1, self._language)
        }

    def _countries(self, actor_ids: list[str]) -> set[str | None]:
        return {self._registry[a].country for a in actor_ids}

    def _are_of(self, words: Iterable[str], actor_ids: list[str]) -> bool:
        """Whether one of the words is in a full name of an actor, or is an initial of it."""
        own = {key for a in actor_ids for key in _given_names(self._registry, a)}
        return any(_is_given_name_of(word, own) for word in words)

    def _is_her_name(self, at: int, own: list[str], named: list[str]) -> bool:
        """Whether a woman's title stands before the surname of a man, and she is named in full."""
        if at == 0 or not is_woman_s_title(self._parsed, at - 1, self._language):
            return False
        men = all(self._registry[a].gender == "m" for a in own)
        return men and any(self._registry[a].gender == "f" for a in named)


def _is_given_name_of(word: str, own: Iterable[str]) -> bool:
    """Whether ``word`` is one of the names, an initial of one, or one with a letter wrong."""
    if len(word) == 1:
        return any(name[0] == word for name in own)
    slips = int(len(word) >= _FUZZY_LENGTH)
    return any(Levenshtein.distance(word, name, score_cutoff=slips) <= slips for name in own)


def _arc(word: Word, head: Word) -> str | None:
    """The relation of ``word`` if ``head`` is its head."""
    return str(word.dep_) if word.head.i == head.i else None


def _known(matches: list[Match], registry: Registry) -> dict[str, list[str]]:
    people: dict[str, list[str]] = defaultdict(list)
    for match in matches:
        if match.last - match.first < 2:
            continue
        for form in match.forms:
            actor = registry[form.actor_id]
            if actor.kind == "person":
                for name in (actor.name.get("ro"), actor.name.get("en")):
                    key = surname_key(actor, name)
                    if key and actor.id not in people[key]:
                        people[key].append(actor.id)
    return dict(people)


def _names(actor: Actor) -> set[str]:
    return {actor.name.get("ro"), actor.name.get("en"), *actor.aliases.ro, *actor.aliases.en}


@functools.lru_cache(maxsize=8192)
def _words(registry: Registry, actor_id: str) -> tuple[Token, ...]:
    """The words of the names and forms that the registry gives an actor."""
    actor = registry[actor_id]
    names = sorted({*_names(actor), *actor.forms.ro, *actor.forms.en})
    return tuple(token for name in names for token in tokenize(name))


@functools.lru_cache(maxsize=8192)
def _given_names(registry: Registry, actor_id: str) -> frozenset[str]:
    """What stands before the surname in the full names of an actor."""
    names = _names(registry[actor_id])
    words = ([t.key for t in tokenize(n) if t.text.isalpha()] for n in names)
    return frozenset(key for name in words if len(name) > 1 for key in name[:-1])
