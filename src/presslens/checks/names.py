"""One name in two spellings: compares the words of all mentions of an actor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from presslens.annotations import Check, Mention
from presslens.checks.codes import CODES
from presslens.language.text import comparison_key

_NAMED: Final = frozenset({"name", "alias", "form"})
_FIRM: Final = re.compile(r"[a-z] [A-Z][a-z]{4,} $")
_BEFORE: Final = 24
_LINE: Final = 120
"""Characters on each side of a name in its line."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = ("ului", "lui", "ul", "ei", "ii", "ai", "le", "or", "a", "e", "i", "u", "s", "")
"""Romanian case endings and the English plural: words that differ in them only are one name."""
_SHORTEST: Final = 4
_MOST_DIFFERENT: Final = 2


@dataclass(frozen=True)
class _Spelling:
    """A word as it is written, how often, and where first."""

    word: str
    count: int
    start: int

    @property
    def key(self) -> str:
        return comparison_key(self.word)


def find_two_spellings(mentions: Sequence[Mention], text: str, language: str) -> Iterator[Check]:
    """A warning for words that differ in letters or inner capitals, a note for marks only.

    For each actor every word of its names is compared with the more frequent one that it
    resembles. Words in capitals throughout (a headline) and inflected forms are no other spelling.
    """
    actors: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.actor_id is not None and mention.link in _NAMED:
            actors.setdefault(mention.actor_id, []).append(mention)
    for of_actor in actors.values():
        person = of_actor[0].label == "PERSON"
        yield from _compare(_spellings(of_actor, text), language, is_person=person)


def _spellings(mentions: Sequence[Mention], text: str) -> list[_Spelling]:
    """The spellings in the mentions, the most frequent first, then the first in the text."""
    counts: Counter[str] = Counter()
    starts: dict[str, int] = {}
    for mention in mentions:
        for match in _WORD.finditer(text, mention.start, mention.end):
            word = match[0].capitalize() if match[0].isupper() else match[0]
            if len(word) >= _SHORTEST and not _is_foreign(text, match.start()):
                counts[word] += 1
                starts.setdefault(word, match.start())
    found = [_Spelling(word, count, starts[word]) for word, count in counts.items()]
    return sorted(found, key=lambda s: (-s.count, s.start))


def _is_foreign(text: str, start: int) -> bool:
    """Whether a name stands in a name or a line of another language, where letters are others.

    Such are "Deloitte Romania", and a line without any letter with diacritics.
    """
    if _FIRM.search(text, max(0, start - _BEFORE), start):
        return True
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[max(first, start - _LINE) : min(last if last >= 0 else len(text), start + _LINE)]
    return len(line) > _LINE // 2 and line.isascii()


def _compare(spellings: list[_Spelling], language: str, *, is_person: bool) -> Iterator[Check]:
    usual: dict[str, _Spelling] = {}
    for one in spellings[:200]:
        other = usual.get(one.key) or (_like(one, usual) if is_person else None)
        if other is None:
            usual[one.key] = one
            continue
        if one.word[1:] == other.word[1:] and one.key == other.key and one.word[0].isascii():
            continue  # Curtea de conturi, Curtea de Conturi
        if one.word[:-1] == other.word[:-1] and {one.word[-1], other.word[-1]} == {"a", "ă"}:
            continue  # China, o singură Chină
        letters_only = one.key == other.key and _shape(one.word) == _shape(other.word)
        code = CODES["letters-two-spellings" if letters_only else "name-two-spellings"]
        end = one.start + len(one.word)
        yield code.at(one.start, end, language, word=one.word, other=other.word)


def _shape(word: str) -> str:
    """Where the capitals stand after the first letter."""
    return "".join("A" if c.isupper() else "a" for c in word[1:])


def _like(one: _Spelling, usual: dict[str, _Spelling]) -> _Spelling | None:
    """A usual spelling that differs in one or two letters and is no inflected form."""
    from rapidfuzz.distance import Levenshtein

    for other in usual.values():
        alike = one.key[0] == other.key[0] and min(len(one.key), len(other.key)) > _SHORTEST
        if not alike or _stems(one.key) & _stems(other.key):
            continue
        if Levenshtein.distance(one.key, other.key) <= _MOST_DIFFERENT:
            return other
    return None


def _stems(key: str) -> set[str]:
    return {key.removesuffix(ending) for ending in _ENDINGS if len(key) - len(ending) >= 3}
