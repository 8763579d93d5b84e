"""English order in a clause: subject, verb, object.

Romanian "l-a criticat Popescu" and "influența pe care o are Popescu" have the subject last, and "pe
Ionescu îl acuză procurorii" the object first; English in that order would say who does what to
whom the wrong way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presslens.sentiment.gloss.items import feature, form, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from presslens.sentiment.gloss.items import Item

_OBJECT: Final = frozenset({"obj", "iobj"})
_FURTHEST: Final = 3
"""Items that may stand between the verb and its subject."""


def arrange_clauses(items: list[Item]) -> list[Item]:
    """``items`` with late subjects before their verbs, and early objects after them."""
    found = list(items)
    for item in items:
        if item.pos in {"VERB", "VERB?"} and feature(item.head, "VerbForm") not in {"Inf", "Ger"}:
            _object_after(item, found)
            _subject_before(item, found)
    return found


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or of what a copula says something of.

    Where the parse has none, it is the object without "pe" beside one with it, or beside a
    relative pronoun with it: a person as an object is marked in Romanian.
    """
    clause = verb.head if verb.dep_ in {"cop", "aux:pass"} else verb
    subjects = [c for c in clause.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    if subjects:
        return subjects[0]
    objects = [c for c in clause.children if c.dep_ in _OBJECT]
    bare = [c for c in objects if c.pos_ in {"NOUN", "PROPN"} and not _case(c)
            and "Dat" not in feature(c, "Case")]  # fmt: skip
    return bare[0] if bare and any(_case(c) == "pe" for c in objects) else None


def _case(token: Token) -> str:
    return next((form(c) for c in token.children if c.dep_ == "case"), "")


def _subject_before(item: Item, items: list[Item]) -> None:
    found = subject(item.head)
    if found is None or found.i < item.head.i or found.pos_ not in {"NOUN", "PROPN"}:
        return
    at = _at(items, item)
    place = _range(items, at + 1, found)
    if place is not None:
        start, end = place
        items[at:end] = [*items[start:end], *items[at:start]]


def _object_after(item: Item, items: list[Item]) -> None:
    verb = item.head
    early = [c for c in verb.children
             if c.dep_ in _OBJECT and c.i < verb.i and _case(c) == "pe"
             and c.pos_ in {"NOUN", "PROPN"} and lemma(c) != "care"]  # fmt: skip
    if not early:
        return
    at = _at(items, item)
    start = next((n for n in range(at) if _within(items[n], early[0])), at)
    end = start
    while end < at and _within(items[end], early[0]):
        end += 1
    items[start : at + 1] = [*items[end : at + 1], *items[start:end]]


def _at(items: list[Item], item: Item) -> int:
    return next(n for n, other in enumerate(items) if other is item)


def _within(item: Item, head: Token) -> bool:
    wanted = {t.i for t in head.subtree}
    return all(t.i in wanted for t in item.tokens)


def _range(items: list[Item], start: int, head: Token) -> tuple[int, int] | None:
    """Where the items under ``head`` lie, if together and near ``start``."""
    first = next((n for n in range(start, len(items)) if _within(items[n], head)), None)
    if first is None or first - start > _FURTHEST:
        return None
    end = first
    while end < len(items) and _within(items[end], head):
        end += 1
    return first, end
