"""What the entities of a model mean to presslens: the one place that knows their labels.

The corpora differ in what they call an entity. In RONEC the title stands inside PERSON
("președintele Klaus Iohannis"), and common nouns are PERSON too ("oficialii"). :func:`entities`
gives the name alone and the head noun apart, whatever the corpus.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from spacy.tokens import Doc, Span, Token

EntityKind = Literal["person", "organisation", "place", "group"]

KINDS: Final[dict[str, EntityKind]] = {
    "PERSON": "person",
    "PER": "person",
    "ORGANIZATION": "organisation",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FACILITY": "place",
    "FAC": "place",
    "NAT_REL_POL": "group",
    "NORP": "group",
}
"""Of RONEC, UniversalNER and OntoNotes; labels that are not here name nobody."""

_PARTICLES: Final = frozenset({
    "al", "ap", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "ten", "van", "von", "y", "zu",
})  # fmt: skip
_INSIDE: Final = frozenset({"-", "–", ".", "'", "’"})


class Entity(NamedTuple):
    """An entity as a model found it, and what is the name in it.

    ``first`` and ``last`` are the tokens of the whole, ``name`` those of the name alone (``None``:
    there is none), both half-open; ``head`` is the common noun that heads it (``președintele`` in
    "președintele Klaus Iohannis", ``oficialii``), or ``None``.
    """

    first: int
    last: int
    kind: EntityKind
    name: tuple[int, int] | None
    head: int | None


def entities(doc: Doc) -> list[Entity]:
    """The persons, organisations, places and groups that the model found in ``doc``."""
    return [
        Entity(span.start, span.end, kind, _name(span, kind), _head(span))
        for span in doc.ents
        if (kind := KINDS.get(span.label_)) is not None
    ]


def is_name_like(token: Token) -> bool:
    """Whether ``token`` can be part of a name: a proper noun, or an initial."""
    return token.pos_ == "PROPN" and any(c.isalpha() for c in token.text)


def _name(span: Span, kind: EntityKind) -> tuple[int, int] | None:
    if kind != "person":
        named = any(t.pos_ == "PROPN" or t.text[:1].isupper() for t in span)
        return (span.start, span.end) if named else None
    best: tuple[int, int] | None = None
    first = span.start
    while first < span.end:
        if not is_name_like(span.doc[first]):
            first += 1
            continue
        last = _end_of_name(span.doc, first, span.end)
        if best is None or last - first > best[1] - best[0]:
            best = (first, last)
        first = last
    return best


def _end_of_name(doc: Doc, first: int, limit: int) -> int:
    """Where the run of names from ``first`` ends: Ursula von der Leyen, Jean-Pierre, J. D."""
    last = first + 1
    at = last
    while at < limit:
        token = doc[at]
        if is_name_like(token):
            last = at + 1
        elif token.text not in _INSIDE and token.lower_ not in _PARTICLES:
            break
        at += 1
    return last


def _head(span: Span) -> int | None:
    root: Token = span.root
    if root.pos_ == "NOUN":
        return int(root.i)
    return next((t.i for t in span if t.pos_ == "NOUN"), None)
