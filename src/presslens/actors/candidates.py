"""Where an article names a person or an organisation: the entities of the model, made sure.

A model's entities have ragged ends and now and then a wrong kind. What is around and in a name
(``names.yaml``) decides whether it names a person, an organisation, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from spacy.tokens import Token

from presslens.actors.nominative import without_suffix
from presslens.actors.surroundings import Surroundings
from presslens.language.entities import Entity, entities
from presslens.language.text import comparison_key

CandidateKind = Literal["person", "organisation"]

LONGEST_PERSON: Final = 6
"""Tokens in a person's name, hyphens and initials included."""
LONGEST_ORGANISATION: Final = 14
_ACRONYM: Final = re.compile(r"[^\W\d_a-z]{2,8}(?:[-'’](?:ului|ul|s))?")
_SHOUTED: Final = re.compile(r"[^\W\d_a-z]{2,5}")
_CAMEL: Final = re.compile(r"[^\W\d_]+[a-z][A-Z]\w*")
_SCOTTISH: Final = ("Mc", "Mac", "De", "Di", "Le", "La", "Van", "Fitz")
_PLACE_ONLY: Final = frozenset({"in", "din", "dinspre", "prin", "langa", "near", "across"})
_MARKS: Final = frozenset("\"'„“”«»‘’()[]{}:;/|•*–—_=<>")
_NATIONAL: Final = ("national", "roman", "general", "europ", "centr")
_SHORT_ACRONYM: Final = 4
_PARTICLES: Final = frozenset({
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "le", "ten", "van", "von", "y", "zu", "-", ".", "'", "’",
})  # fmt: skip


class Candidate(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name somebody.

    ``sure`` says that more than the model's label speaks for it, ``at_place`` that a preposition of
    place stands before it.
    """

    first: int
    last: int
    kind: CandidateKind
    sure: bool
    at_place: bool = False


def candidates(here: Surroundings) -> Iterator[Candidate]:
    """The names of persons and organisations in the article, in its order."""
    for entity in entities(here.doc):
        if entity.name is None or entity.kind not in ("person", "organisation"):
            continue
        found = (_person if entity.kind == "person" else _organisation)(entity, here)
        for candidate in found:
            if here.taken.isdisjoint(range(candidate.first, candidate.last)):
                yield candidate


def _person(entity: Entity, here: Surroundings) -> Iterator[Candidate]:
    assert entity.name is not None
    first, last = _widened(*entity.name, (entity.first, entity.last), here)
    yield from _judged_person(first, last, entity, here)


def _judged_person(
    first: int, last: int, entity: Entity, here: Surroundings
) -> Iterator[Candidate]:
    names = here.names
    while first < last - 1 and here.is_title(first):
        first += 1
    keys = [here.key(at) for at in range(first, last)]
    if here.is_title(first):
        return
    if not 0 < len(keys) <= LONGEST_PERSON or not _is_written_as_name(first, last, here):
        return
    if any(key in names.labels for key in keys) or len(keys[-1].rstrip(".")) == 1:
        return  # Andrei B. is not named
    if last - first == 1 and _SHOUTED.fullmatch(here.doc[first].text):
        if keys[0] in here.things:
            return
        yield Candidate(
            first, last, "organisation", here.noun_before(first) in names.organisation_heads
        )
        return
    before = here.noun_before(first)
    given = names.is_given_form(keys[0]) or (len(keys) > 1 and names.is_given(keys[-1]))
    acronym = _begins_with_acronym(first, last, here) and not (len(keys) == 2 and given)
    if before in names.organisation_heads or acronym or names.company_words & set(keys):
        if not names.not_names & set(keys) and (len(keys) > 1 or before):
            yield Candidate(first, last, "organisation", True)
        return
    if any(key in names.not_names for key in keys) or keys[0] in names.places:
        return
    if len(keys) == 1 and (keys[0] in names.local_heads or keys[0] in names.role_heads):
        return
    surname = any(names.is_surname(key) for key in keys)
    if not given and any(key in names.places for key in keys):
        return
    if here.is_in_another_name(first) or here.is_address(last):
        return
    at_place = here.is_place_here(first)
    if at_place and (not (given or surname) or here.key(first - 1) in _PLACE_ONLY):
        return
    headed = entity.head is not None and entity.head < first
    cued = first > 0 and (here.key(first - 1) in names.person_cues or here.is_title(first - 1))
    sure = surname or headed or cued or (given and len(keys) > 1)
    yield Candidate(first, last, "person", sure, at_place)


def _begins_with_acronym(first: int, last: int, here: Surroundings) -> bool:
    """ISU Dolj, FC Argeș: capitals in the first word only."""
    word = here.doc[first].text
    rest = [here.doc[at].text for at in range(first + 1, last)]
    return (
        1 < len(word) <= _SHORT_ACRONYM
        and word.isalpha() and word.isupper()
        and bool(rest) and not any(w.isupper() and len(w) > 1 for w in rest)
    )  # fmt: skip


def _widened(first: int, last: int, bounds: tuple[int, int], here: Surroundings) -> tuple[int, int]:
    """The name with the proper nouns beside it that the model cut off: Copșa | Mică.

    In English, where titles and other nouns have capitals too, the entity is not left.
    """
    doc = here.doc
    entity = range(*bounds) if here.language == "en" else range(len(doc))

    def goes_on(at: int) -> bool:
        token = doc[at]
        if not token.text[:1].isupper() or at in here.taken or at in here.placed:
            return False
        if at not in entity:
            return False
        if _CAMEL.fullmatch(token.text) and not token.text.startswith(_SCOTTISH):
            return False  # the agency of a photograph
        inside = token.ent_type_ in ("", doc[first].ent_type_)
        return inside and (token.pos_ == "PROPN" or bool(token.ent_type_))

    while last < len(doc) and last - first < LONGEST_PERSON and here.adjoin(last - 1):
        if not goes_on(last):
            break
        last += 1
    while first > 0 and last - first < LONGEST_PERSON and here.adjoin(first - 1):
        title = here.is_title(first - 1)
        if title or not goes_on(first - 1) or doc[first - 1].pos_ != "PROPN":
            break
        first -= 1
    return first, last


def _is_written_as_name(first: int, last: int, here: Surroundings) -> bool:
    """Capitals but for particles, no digits, and one word at least that is no initial."""
    long = False
    for at in range(first, last):
        text = here.doc[at].text
        if any(c.isdigit() for c in text) or "@" in text or "/" in text:
            return False
        if not text[0].isupper() and here.key(at) not in _PARTICLES:
            return False
        long = long or (text[0].isupper() and sum(c.isalpha() for c in text) > 2)
    return long and here.doc[first].text[0].isupper()


def _organisation(entity: Entity, here: Surroundings) -> Iterator[Candidate]:
    first, last = _trimmed(entity.first, entity.last, here)
    if first >= last or last - first > LONGEST_ORGANISATION:
        return
    if _is_titled_name(first, last, here):
        yield from _judged_person(first, last, entity, here)
        return
    person = _person_inside(first, last, here)
    if person is not None:
        yield from _judged_person(*person, entity, here)
        first, last = _trimmed(first, person[0], here)
    if first < last and _is_organisation(first, last, entity, here):
        yield Candidate(first, last, "organisation", _is_sure(first, last, here))


def _is_titled_name(first: int, last: int, here: Surroundings) -> bool:
    """Whether proper nouns with a role beside them are a person: Liudmila Denisova, comisar."""
    if last - first > LONGEST_PERSON:
        return False
    if last - first == 1:  # President Obama
        honorific = first > 0 and here.key(first - 1).rstrip(".") in here.names.honorifics
        return honorific and here.doc[first].pos_ == "PROPN" and here.doc[first].text.istitle()
    if not here.has_role_beside(first, last) and not here.names.is_given(here.key(last - 1)):
        return False
    tokens = here.doc[first:last]
    return all(t.pos_ == "PROPN" and t.text[0].isupper() and not t.text.isupper() for t in tokens)


def _trimmed(first: int, last: int, here: Surroundings) -> tuple[int, int]:
    """The entity without what is no part of a name at its ends."""
    doc = here.doc
    cut_noun = False
    while first < last and not doc[first].text[0].isupper():
        cut_noun = cut_noun or doc[first].pos_ in ("NOUN", "ADJ")
        first += 1
    if first < last and cut_noun and doc[first].pos_ in ("NOUN", "ADJ"):
        return first, first  # ministerul | Apărării
    end = first
    for at in range(first, last):
        token = doc[at]
        if token.is_space or token.text in _MARKS or token.pos_ in ("VERB", "AUX"):
            break
        if token.lower_ in ("sau", "or"):
            break
        if token.text == "," and not _is_list_of_nouns(at, last, here):
            break
        if token.text[0].isupper() or (token.text.isdigit() and end == at):
            end = at + 1
    return first, end


def _is_list_of_nouns(comma: int, last: int, here: Surroundings) -> bool:
    """Ministerul Construcțiilor, Transporturilor și Infrastructurii."""
    after = range(comma + 1, last)
    joined = any(here.key(at) in ("si", "and") for at in after)
    return joined and here.doc[comma - 1].pos_ == "NOUN" and here.doc[comma + 1].pos_ == "NOUN"


def _person_inside(first: int, last: int, here: Surroundings) -> tuple[int, int] | None:
    """A person whose name the model took for the end of an organisation's: Actrița | Anne Heche."""
    if here.is_head(first, here.names.named_after_heads):
        return None
    for at in range(first, last - 1):
        here_token, next_token = here.doc[at], here.doc[at + 1]
        if (
            here_token.pos_ == next_token.pos_ == "PROPN"
            and here.names.is_given_form(here.key(at))
            and here.key(at + 1) not in here.names.company_words
            and here.key(at + 1) not in here.names.places
        ):
            return at, last
    return None


def _is_organisation(first: int, last: int, entity: Entity, here: Surroundings) -> bool:
    doc, names = here.doc, here.names
    keys = [here.key(at) for at in range(first, last)]
    if any(key in names.labels for key in keys) or here.is_alone(first, last):
        return False
    if here.is_in_another_name(first):
        return False
    if keys[0] in names.places and not any(key in names.company_words for key in keys):
        return False
    if last - first == 1:
        return _is_single_name(doc[first], here)
    if all(len(key) <= 2 or "." in key for key in keys):
        return False  # the initials of an author
    if here.is_head(first, names.role_heads) or here.is_head(first, names.other_heads):
        return False
    if doc[first].pos_ not in ("NOUN", "ADJ", "ADP", "NUM"):
        thing = here.is_head(last - 1, names.other_heads)  # Fleet Street
        return not thing and not (first > 0 and here.key(first - 1) in _PLACE_ONLY)
    return _is_specific(first, last, here)


def _is_specific(first: int, last: int, here: Surroundings) -> bool:
    """Whether a name that begins with a common noun names one body and not any of its kind."""
    rest = [here.doc[at] for at in range(first + 1, last)]
    proper = any(
        t.i in here.placed or (t.text[0].isupper() and t.pos_ == "PROPN") or t.text.isdigit()
        for t in rest
    )
    if proper:
        return True
    content = [t for t in rest if t.pos_ in ("NOUN", "ADJ") and t.text[0].isupper()]
    national = any(comparison_key(t.text).startswith(_NATIONAL) for t in content)
    if here.is_head(first, here.names.local_heads):
        return national and len(content) > 1
    return len(content) > (1 if national else 0) and any(t.pos_ == "NOUN" for t in content)


def _is_single_name(token: Token, here: Surroundings) -> bool:
    key = comparison_key(token.text)
    names = here.names
    if "." in token.text or key in names.places or names.is_given(key):
        return False
    if key in names.local_heads or key in names.other_heads or key in names.role_heads:
        return False
    if without_suffix(key) in here.things:
        return False
    if _ACRONYM.fullmatch(token.text) or _CAMEL.fullmatch(token.text):
        return True
    return token.pos_ == "PROPN" and len(token.text) > 2 and not here.is_place_here(token.i)


def _is_sure(first: int, last: int, here: Surroundings) -> bool:
    """Whether the name can stand alone: all but one plain word that may be anything."""
    if last - first > 1 or here.noun_before(first) in here.names.organisation_heads:
        return True
    text = here.doc[first].text
    return bool(_ACRONYM.fullmatch(text) or _CAMEL.fullmatch(text))
