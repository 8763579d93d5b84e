"""Groups the names of persons in one article: who is called what."""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from rapidfuzz.distance import Levenshtein

from presslens.actors.matcher import sound
from presslens.actors.name_words import NameWords, feminine_guesses
from presslens.actors.nominative import given_nominative, without_suffix
from presslens.language.text import comparison_key, fold_letters

_MISSPELT_LENGTH: Final = 6
_MOST_COMPARED: Final = 50
_SHORTEST_CAPITALS: Final = 3


@dataclass
class Named:
    """A person or an organisation that an article names, and how.

    ``names`` counts the names in the nominative, as one would write them; ``actor_id`` is that of
    the registry, or ``None``.
    """

    kind: Literal["person", "organisation"]
    names: Counter[str] = field(default_factory=Counter)
    actor_id: str | None = None
    gender: Literal["f", "m"] | None = None

    @functools.cached_property
    def name(self) -> str:
        """The name used most; of several, the longest; with its best spelling.

        It is worked out once: all names have to be there.
        """
        keys: Counter[str] = Counter()
        for name, n in self.names.items():
            keys[comparison_key(name)] += n
        best = min(keys, key=lambda k: (-keys[k], -len(k), k))
        spellings = [name for name in self.names if comparison_key(name) == best]
        return min(spellings, key=lambda s: (s.isupper(), -self.names[s], s.isascii(), s))


def person_name(text: str, names: NameWords) -> str:
    """A person's full name as one would write it: given name first, nominative, small letters.

    Args:
        text: The name as it stands in an article: POPESCU Ion, Mariei Popescu, ION POPESCU.
        names: The words that tell names.
    """
    words = [without_suffix(word.strip(".,'\"")) for word in fold_letters(text).split()]
    words = [word for word in words if word]
    if len(words) > 1:
        words = _in_order(words, names)
    words = [_cased(word) for word in words]
    if len(words) > 1:
        last = len(words) - 1
        words = [given_nominative(w, names) if at < last else w for at, w in enumerate(words)]
    return " ".join(words)


def _in_order(words: list[str], names: NameWords) -> list[str]:
    first, rest = words[0], words[1:]
    shouted = first.isupper() and len(first) >= _SHORTEST_CAPITALS
    if shouted and not any(w.isupper() and len(w) > 1 for w in rest):
        return [*rest, first]
    keys = [comparison_key(word) for word in words]
    if names.is_given(keys[0]) or not all(names.is_given(key) for key in keys[1:]):
        return words
    several = len([part for key in keys[1:] for part in key.split("-")]) > 1
    return [*rest, first] if several or names.is_surname(keys[0]) else words


def _cased(word: str) -> str:
    if not word.isupper() or len(word) < _SHORTEST_CAPITALS:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


class People:
    """The persons of one article, told apart by their full names."""

    def __init__(self, names: NameWords) -> None:
        self.names = names
        self._of: dict[tuple[str, str], Named] = {}
        self._initials: list[str] = []

    def add_known(self, actor_id: str, name: str) -> None:
        """Somebody of the registry whom the article names in full."""
        if len(name.split()) > 1:
            self._of.setdefault(_ends(name), Named("person", Counter([name]), actor_id))

    def add(self, name: str) -> None:
        """A full name, as :func:`person_name` gives it."""
        if len(name.split()[0]) == 1:
            self._initials.append(name)
            return
        self._of.setdefault(_ends(name), Named("person")).names[name] += 1

    def settle(self) -> None:
        """Puts together what differs by case, a letter, or an initial only."""
        for (given, surname), person in list(self._of.items()):
            for guess in feminine_guesses(comparison_key(next(iter(person.names)).split()[0])):
                self._join((given, surname), (sound(guess), surname))
        self._join_misspelt()
        self._join_initials()

    def _join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        if one == other or one not in self._of or other not in self._of:
            return
        gone, kept = self._of[one], self._of[other]
        if gone.actor_id is None:
            kept.names.update(dict.fromkeys(gone.names, 0))
            self._of[one] = kept

    def _join_initials(self) -> None:
        """I. Popescu is Ion Popescu, if no other Popescu of the article begins with I."""
        people: dict[tuple[str, str], dict[int, Named]] = defaultdict(dict)
        for (given, surname), person in self._of.items():
            people[given[:1], surname][id(person)] = person
        for name in self._initials:
            fitting = list(people.get(_ends(name), {}).values())
            if len(fitting) == 1:
                fitting[0].names[name] += 0

    def _join_misspelt(self) -> None:
        """Zelenski and Zelensky with one given name are one; so are Drulă and Drula."""
        by_given: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for ends in self._of:
            by_given[ends[0]].append(ends)
        for same in by_given.values():
            for one, other in itertools.combinations(same[:_MOST_COMPARED], 2):
                if min(len(one[1]), len(other[1])) < _MISSPELT_LENGTH:
                    continue
                if Levenshtein.distance(one[1], other[1], score_cutoff=1) <= 1:
                    a, b = self._of[one], self._of[other]
                    rarer_first = a.names.total() < b.names.total()
                    self._join(*((one, other) if rarer_first else (other, one)))

    def __iter__(self) -> Iterator[Named]:
        seen: dict[int, Named] = {id(person): person for person in self._of.values()}
        return iter(seen.values())


def _ends(name: str) -> tuple[str, str]:
    """The sounds of the first and the last word of a full name."""
    words = comparison_key(name).split()
    return sound(words[0]), sound(words[-1])


def bare_forms(name: str, *, language: str) -> set[tuple[str, ...]]:
    """The parts of a full name that stand for it: surnames with what belongs to them, given names.

    Each is a tuple of comparison keys, with the case endings that it can have.
    """
    words = comparison_key(name).split()
    tails = {tuple(words[at:]) for at in range(1, len(words))}
    heads = {tuple(words[:at]) for at in range(1, len(words))}
    if language != "ro":
        return tails | heads
    found = set(tails)
    for tail in tails:
        if len(tail) == 1:
            found |= {(form,) for form in _surname_forms(tail[0])}
    for head in heads:
        found.add(head)
        if head[-1].endswith("a"):
            genitive = [_genitive(word) for word in head]
            found |= {tuple(form) for form in genitive_forms(head, genitive)}
    return found


def genitive_forms(head: Sequence[str], genitive: Sequence[str]) -> list[list[str]]:
    """A given name, or two, with one or both in the genitive: Mariei; Laurei Codruței."""
    return [[genitive[0], *head[1:]], [*head[:-1], genitive[-1]], list(genitive)]


def _surname_forms(word: str) -> tuple[str, ...]:
    if word.endswith("u"):
        return (word + "l", word + "lui")
    return (word + "ul", word + "ului")


def _genitive(word: str) -> str:
    if word.endswith(("ca", "ga")):
        return word[:-1] + "ai"
    return word[:-1] + "ei" if word.endswith("a") else word
