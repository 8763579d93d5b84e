"""Checks of offices: a name with an office that somebody else held on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from presslens.actors.offices import Named, OfficeMention, find_offices
from presslens.actors.parsed import Parsed
from presslens.actors.registry import Registry
from presslens.annotations import Annotations, Check, Mention
from presslens.checks.codes import CODES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BY_NAME: Final = frozenset({"name", "alias", "form"})
_OWNERS: Final = frozenset({"name", "alias", "form", "adjective", "metonym", "place"})
_THEN: Final = dt.timedelta(days=60)
"""A sentence that speaks of a day so long before the article tells of who held the office then."""


def find_wrong_offices(
    doc: Doc, annotations: Annotations, registry: Registry, language: str
) -> Iterator[Check]:
    """The names with an office before them that the registry gives to another on that day.

    Both have to be known: that the named person held the office at another time, and who held it
    on the day of the article. A sentence about the past is left alone.
    """
    day = annotations.context.published
    if day is None:
        return
    parsed = Parsed(doc)
    places = {token.start: n for n, token in enumerate(parsed.tokens)}
    ends = {token.end: n + 1 for n, token in enumerate(parsed.tokens)}
    named = [
        Named(places[m.start], ends[m.end], m.actor_id, "capital" if m.link == "place" else m.link)
        for m in annotations.mentions
        if m.actor_id is not None and m.link in _OWNERS and m.start in places and m.end in ends
    ]
    people = {
        places[m.start]: m
        for m in annotations.mentions
        if m.label == "PERSON"
        and m.link in _BY_NAME
        and m.actor_id in registry
        and m.start in places
    }
    today = {o.first: o for o in find_offices(parsed, named, registry, language, day)}
    for office in find_offices(parsed, named, registry, language, None):
        person, held = people.get(office.last), today.get(office.first)
        if person is None or held is None or held.last != office.last:
            continue
        if person.actor_id in held.holders or person.actor_id not in office.holders:
            continue
        if not _is_of_then(annotations, person, day):
            yield _check(parsed, office, held, person, registry, language, day)


def _is_of_then(annotations: Annotations, person: Mention, day: dt.date) -> bool:
    """Whether the sentence speaks of the past."""
    at = annotations.sentence_of(person.start)
    if at is None:
        return False
    sentence = annotations.sentences[at]
    return any(
        e.timex.latest is not None and e.timex.latest < day - _THEN
        for e in annotations.events
        if sentence.start <= e.timex.start < sentence.end
    )


def _check(
    parsed: Parsed, office: OfficeMention, held: OfficeMention, person: Mention,
    registry: Registry, language: str, day: dt.date,
) -> Check:  # fmt: skip
    start, end = parsed.tokens[office.first].start, parsed.tokens[office.last - 1].end
    return CODES["office-not-held"].at(
        start, person.end, language,
        date=day.isoformat(), office=parsed.text[start:end], name=person.text,
        holder=" / ".join(registry[h].name.get(language) for h in held.holders),
    )  # fmt: skip
