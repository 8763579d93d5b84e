"""Unknown actors over a whole corpus: which of those that articles found are one and the same.

An article alone finds "Popescu" where another has "Ion Popescu". What decides is only what all
articles say together, so it is worked out anew each time the tables are put together. Two names
that one article tells apart are never one actor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from presslens.actors.name_keys import found_id, spelling, surname
from presslens.actors.name_words import feminine_guesses
from presslens.actors.registry import Registry
from presslens.language.text import comparison_key


class Seen(NamedTuple):
    """A mention, as far as it tells who is who.

    ``found_as`` is the name of an unknown actor as the article alone gives it, or ``None`` for a
    known one, whose id is ``actor_id``.
    """

    article_id: str
    text: str
    label: str
    actor_id: str
    found_as: str | None


@dataclass
class _Found:
    """An unknown actor as articles found it."""

    names: Counter[str] = field(default_factory=Counter)
    texts: set[str] = field(default_factory=set)
    people: int = 0
    mentions: int = 0

    @property
    def name(self) -> str:
        return min(self.names, key=lambda n: (-self.names[n], n.isascii(), n))

    @property
    def is_person(self) -> bool:
        return 2 * self.people >= self.mentions


class FoundActor(NamedTuple):
    """An unknown actor of a corpus: id, name in the nominative, and kind."""

    actor_id: str
    name: str
    kind: str


class Merger:
    """Who is who among the actors that articles found.

    Args:
        seen: All mentions that are linked to somebody, of all articles.
        registry: The actors that are known.
    """

    def __init__(self, seen: Iterable[Seen], registry: Registry) -> None:
        self._found: dict[str, _Found] = defaultdict(_Found)
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._into: dict[str, str] = {}
        self._registry = registry
        for one in seen:
            self._count(one)
        self._join_spellings()
        self._join_what_articles_join()
        self._join_surnames()

    def _count(self, one: Seen) -> None:
        actor = one.actor_id if one.found_as is None else found_id(one.found_as)
        self._articles[actor].add(one.article_id)
        if one.found_as is not None:
            found = self._found[actor]
            found.names[one.found_as] += 1
            found.texts.add(one.text)
            found.mentions += 1
            found.people += one.label == "PERSON"

    def actor_of(self, found_as: str) -> str:
        """The id of the actor that an article calls ``found_as``."""
        return self._root(found_id(found_as))

    def actors(self) -> Iterator[FoundActor]:
        """The unknown actors that are left, by id."""
        groups: dict[str, list[_Found]] = defaultdict(list)
        for actor, found in self._found.items():
            root = self._root(actor)
            if root in self._found:
                groups[root].append(found)
        for actor in sorted(groups):
            people = sum(f.people for f in groups[actor])
            person = 2 * people >= sum(f.mentions for f in groups[actor])
            kind = "person" if person else "organisation"
            yield FoundActor(actor, self._found[actor].name, kind)

    def _root(self, actor: str) -> str:
        while actor in self._into:
            actor = self._into[actor]
        return actor

    def _join(self, one: str, other: str) -> None:
        """Makes ``one`` the actor ``other``, unless an article tells them apart."""
        gone, kept = self._root(one), self._root(other)
        if gone == kept or gone not in self._found:
            return
        if self._articles[gone].isdisjoint(self._articles[kept]):
            self._into[gone] = kept
            self._articles[kept] |= self._articles[gone]

    def _by_weight(self) -> list[str]:
        """The found actors, the one mentioned most first."""
        return sorted(self._found, key=lambda a: (-self._found[a].mentions, a))

    def _people(self) -> Iterator[tuple[str, str]]:
        """The persons found with a full name."""
        for actor in self._by_weight():
            found = self._found[actor]
            if found.is_person and len(found.name.split()) > 1:
                yield actor, found.name

    def _known_people(self) -> Iterator[tuple[str, str]]:
        """The known persons who are mentioned, with their full names."""
        for actor_id in sorted(self._articles):
            if actor_id in self._found or actor_id not in self._registry:
                continue
            actor = self._registry[actor_id]
            if actor.kind == "person":
                for name in dict.fromkeys((actor.name.get("ro"), actor.name.get("en"))):
                    if len(name.split()) > 1:
                        yield actor_id, name

    def _join_spellings(self) -> None:
        """Gîrneț and Gârneț; Popescu Ion and Ion Popescu; Măriucăi and Măriuca."""
        of_spelling: dict[tuple[str, ...], str] = {}
        for actor, name in (*self._known_people(), *self._people()):
            self._join(actor, of_spelling.setdefault(spelling(name), actor))
        for actor, name in self._people():
            words = comparison_key(name).split()
            for guess in feminine_guesses(words[0]):
                other = of_spelling.get(spelling(" ".join([guess, *words[1:]])))
                if other is not None:
                    self._join(actor, other)

    def _join_what_articles_join(self) -> None:
        """AEP is Autoritatea Electorală Permanentă if other articles call it both, and only it."""
        owners: dict[str, set[str]] = defaultdict(set)
        for actor, found in self._found.items():
            for text in found.texts:
                owners[found_id(text)].add(self._root(actor))
        for actor in self._by_weight():
            found = self._found[actor]
            if found.is_person and len(found.name.split()) == 1:
                continue  # see _join_surnames
            others = owners.get(actor, set()) - {self._root(actor)}
            if len(others) == 1 and found.is_person == self._is_person(next(iter(others))):
                self._join(actor, next(iter(others)))

    def _is_person(self, actor: str) -> bool:
        if actor in self._found:
            return self._found[actor].is_person
        return self._registry[actor].kind == "person"

    def _join_surnames(self) -> None:
        """A surname without more is that of the one person in the corpus who has it."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for actor, name in (*self._known_people(), *self._people()):
            bearers[surname(name)].add(self._root(actor))
        for actor in self._by_weight():
            found = self._found[actor]
            if not found.is_person or len(found.name.split()) > 1:
                continue
            named = bearers.get(surname(found.name), set())
            if len(named) == 1:
                self._join(actor, next(iter(named)))
