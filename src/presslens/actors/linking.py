"""Links the spans of a text to actors: names, surnames, metonyms, adjectives, offices.

:func:`link` is the one door. It reads an article twice: full names first, because they decide what
a bare surname before or after them means.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from typing import Final, NamedTuple

from presslens.actors.matcher import Form, Match, Matcher, Token, sound, surname_key, tokenize
from presslens.actors.metonyms import Meaning, read_capital
from presslens.actors.offices import (
    Named,
    OfficeMention,
    begins_office,
    find_offices,
    is_given_name,
    is_title,
)
from presslens.annotations import Link, Mention

LABELS: Final[dict[str, str]] = {
    "person": "PERSON", "state": "GPE", "place": "LOC", "agency": "MEDIA", "outlet": "MEDIA",
}  # fmt: skip
"""The label of a mention by the kind of its actor; every other kind is ORG."""

_SCORES: Final[dict[str, float]] = {
    "name": 1.0, "alias": 0.95, "form": 0.95, "place": 0.9, "metonym": 0.85, "adjective": 0.9,
}  # fmt: skip
_RANK: Final[dict[str, int]] = {
    "name": 0, "alias": 1, "place": 2, "form": 3, "metonym": 4, "capital": 5, "adjective": 6,
}  # fmt: skip
"""Of two ways to read a capitalised form, the lower is the likelier."""
_OPEN_SCORE = 0.4
_SHARED_SURNAME = 0.6
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip


class _Reading(NamedTuple):
    first: int
    last: int
    actor_id: str | None
    link: Link
    score: float
    how: str
    candidates: tuple[str, ...]


def link(text: str, matcher: Matcher, day: dt.date | None) -> list[Mention]:
    """The mentions of known actors in ``text``.

    Args:
        text: The article's text.
        matcher: The forms of the registry in the language of the text.
        day: The article's date, by which offices are resolved.

    Returns:
        Mentions in the order of the text. Those of offices and adjectives may enclose or touch
        others ("emisarul special al Statelor Unite" holds "Statelor Unite"); all others are apart.
    """
    tokens = tokenize(text)
    matches = list(matcher.find(tokens))
    people = _people_named(matches, matcher)
    readings: list[_Reading] = []
    for match in matches:
        reading = _read(match, tokens, matcher, people, readings[-1] if readings else None)
        if reading is not None:
            readings.append(reading)
    readings = _without_foreign(readings, tokens, matcher)
    readings += _surnames(tokens, readings, matcher, people)
    readings.sort()
    named = [
        Named(r.first, r.last, r.actor_id or r.candidates[0], r.how)
        for r in readings
        if r.candidates
    ]
    offices = find_offices(tokens, named, matcher.registry, matcher.language, day)
    readings = _without_seats(readings, offices)
    readings += _office_readings(offices, readings, tokens, matcher)
    mentions = [_mention(r, text, tokens, matcher) for r in readings]
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _people_named(matches: list[Match], matcher: Matcher) -> dict[str, list[str]]:
    """Who is named in full, by the sound of the surname."""
    people: dict[str, list[str]] = defaultdict(list)
    for match in matches:
        if match.last - match.first < 2:
            continue
        for form in match.forms:
            actor = matcher.registry[form.actor_id]
            if actor.kind == "person":
                for name in (actor.name.get("ro"), actor.name.get("en")):
                    key = surname_key(actor, name)
                    if key and actor.id not in people[key]:
                        people[key].append(actor.id)
    return people


def _read(
    match: Match,
    tokens: list[Token],
    matcher: Matcher,
    people: dict[str, list[str]],
    before: _Reading | None,
) -> _Reading | None:
    forms = _preferred(match.forms, tokens, match, people)
    form = forms[0]
    if form.how == "capital":
        return _read_capital(match, form, tokens, matcher.language, before)
    kinds = {matcher.registry[f.actor_id].kind for f in forms}
    if match.last - match.first == 1 and kinds == {"person"}:
        if _within_longer_name(tokens, match.first, match.last, matcher):
            return None
        named = people.get(sound(tokens[match.first].key))
        if named and form.actor_id not in named:
            return None  # another bearer of the surname is named in full: see _surnames
    if len(forms) > 1:
        ids = tuple(f.actor_id for f in forms)
        link: Link = "alias" if form.how != "adjective" else "adjective"
        return _Reading(match.first, match.last, None, link, _OPEN_SCORE, form.how, ids)
    how: Link = "form" if form.how == "name" and not match.exact else form.how
    score = _SCORES[how] if match.exact or how == "adjective" else _SCORES[how] - 0.05
    if kinds == {"person"} and len(people.get(sound(tokens[match.last - 1].key), ())) > 1:
        score = min(score, 1.0 if match.last - match.first > 1 else _SHARED_SURNAME)
    return _Reading(match.first, match.last, form.actor_id, how, score, form.how, (form.actor_id,))


def _preferred(
    forms: tuple[Form, ...], tokens: list[Token], match: Match, people: dict[str, list[str]]
) -> list[Form]:
    """The readings that the article itself leaves open, the likeliest first."""
    if len(forms) == 1:
        return list(forms)
    best = min(_RANK[f.how] for f in forms)
    if tokens[match.first].capital:
        kept = [f for f in forms if _RANK[f.how] == best]
    else:
        kept = [f for f in forms if f.how == "adjective"] or list(forms)
    here = {actor for ids in people.values() for actor in ids}
    return [f for f in kept if f.actor_id in here] or kept


def _read_capital(
    match: Match, form: Form, tokens: list[Token], language: str, before: _Reading | None
) -> _Reading | None:
    paired = before is not None and before.how == "capital" and before.last == match.first - 1
    earlier: Meaning | None = None
    if paired and before is not None:  # între Moscova și Kiev: the second is read as the first
        earlier = "place" if before.link == "place" else "power" if before.actor_id else "open"
    reading, score = read_capital(tokens, match.first, match.last, language, earlier)
    if reading == "name":
        return None
    actor_id = form.actor_id if reading == "power" else None
    link: Link = "place" if reading == "place" else "metonym"
    return _Reading(match.first, match.last, actor_id, link, score, "capital", (form.actor_id,))


def _surnames(
    tokens: list[Token], readings: list[_Reading], matcher: Matcher, people: dict[str, list[str]]
) -> list[_Reading]:
    """Bare surnames of people whose full name the article gives."""
    taken = {i for r in readings for i in range(r.first, r.last)}
    seen: set[str] = set()
    starts = {r.first: r for r in readings}
    found = []
    for at, token in enumerate(tokens):
        if at in starts and starts[at].actor_id:
            seen.add(str(starts[at].actor_id))
        if at in taken or not token.capital or len(token.key) < 2:
            continue
        if len(token.key) == 2 and token.text.isupper():
            continue  # XI is a numeral, Xi a president
        ids = people.get(sound(token.key))
        if not ids or _within_longer_name(tokens, at, at + 1, matcher):
            continue
        if len(ids) > 1:
            found.append(_Reading(at, at + 1, None, "alias", _OPEN_SCORE, "alias", tuple(ids)))
        else:
            score = 0.95 if ids[0] in seen else 0.85  # before the full name
            found.append(_Reading(at, at + 1, ids[0], "alias", score, "alias", (ids[0],)))
    return found


def _without_foreign(
    readings: list[_Reading], tokens: list[Token], matcher: Matcher
) -> list[_Reading]:
    """Leaves an institution open that the text places in another country: Ministerul … din Gaza."""
    kept = []
    for reading, follower in itertools.zip_longest(readings, readings[1:]):
        if follower and reading.actor_id and _is_foreign(reading, follower, tokens, matcher):
            reading = reading._replace(actor_id=None, score=_OPEN_SCORE)
        kept.append(reading)
    return kept


def _is_foreign(
    reading: _Reading, follower: _Reading, tokens: list[Token], matcher: Matcher
) -> bool:
    institution = matcher.registry[str(reading.actor_id)]
    if institution.kind != "institution" or not institution.country or not follower.candidates:
        return False
    between = [t.key for t in tokens[reading.last : follower.first]]
    owner = matcher.registry[follower.candidates[0]]
    return (
        between in ([], ["din"], ["de", "la"], ["al"], ["a"])
        and owner.kind in ("state", "place")
        and owner.country != institution.country
    )


def _within_longer_name(tokens: list[Token], first: int, last: int, matcher: Matcher) -> bool:
    """Whether a bare surname is part of somebody else's name: Melania Trump, Dan Barna."""
    before = tokens[first - 1] if first else None
    titled = before is not None and is_title(before.key, matcher.language)
    if before is not None and not titled and before.capital and _adjoin(before, tokens[first]):
        opens = first < 2 or tokens[first - 2].text in '.!?„“"«»”:'
        if before.key in matcher.given_names or (not opens and len(before.key) > 1):
            return not before.text.isupper() or tokens[first].text.isupper()
    after = tokens[last] if last < len(tokens) else None
    if after is not None and _adjoin(tokens[last - 1], after):
        key = tokens[last - 1].key
        given = key in matcher.given_names or is_given_name(key, matcher.language)
        return after.capital and given and after.key not in _DAYS
    return False


def _adjoin(left: Token, right: Token) -> bool:
    return right.start - left.end == 1


def _without_seats(readings: list[_Reading], offices: list[OfficeMention]) -> list[_Reading]:
    """Drops the seat inside "liderul de la Kiev": there it is a part of the office."""
    inside = {i for o in offices for i in range(o.first, o.last)}
    return [r for r in readings if not (r.how in ("capital", "metonym") and r.first in inside)]


def _office_readings(
    offices: list[OfficeMention], readings: list[_Reading], tokens: list[Token], matcher: Matcher
) -> list[_Reading]:
    """Offices as mentions, but for titles right before the holder's own name."""
    starts = {r.first: r for r in readings}
    office_starts = {o.first for o in offices}
    named_so = {(r.first, r.last) for r in readings}
    found = []
    for office in offices:
        if (office.first, office.last) in named_so:
            continue  # the registry has these very words as a name
        next_one = starts.get(office.last)
        if office.is_title and next_one and next_one.actor_id in office.holders:
            continue
        if _names_another(office, next_one, tokens):
            continue
        comma = office.last < len(tokens) and tokens[office.last].text == ","
        apposition = starts.get(office.last + 1) if comma else next_one
        if comma and _is_anothers(office, apposition, tokens, matcher, office_starts):
            continue
        named = apposition.actor_id if apposition else None
        holders = (named,) if named in office.holders else office.holders
        actor_id, score = (holders[0], 0.85) if len(holders) == 1 else (None, _OPEN_SCORE)
        found.append(_Reading(office.first, office.last, actor_id, "office", score, "office", ()))
    return found


def _names_another(office: OfficeMention, next_one: _Reading | None, tokens: list[Token]) -> bool:
    """Whether a name follows that is not a holder's: premierul bulgar Boiko Borisov, later."""
    if office.last >= len(tokens) or (next_one and next_one.actor_id in office.holders):
        return False
    follower = tokens[office.last]
    return follower.capital and _adjoin(tokens[office.last - 1], follower)


def _is_anothers(
    office: OfficeMention,
    apposition: _Reading | None,
    tokens: list[Token],
    matcher: Matcher,
    office_starts: set[int],
) -> bool:
    """Whether the name behind the comma is not a holder's (președintele SUA, George Bush)."""
    first = office.last + 1
    if apposition is not None and apposition.actor_id is not None:
        actor = matcher.registry[apposition.actor_id]
        if actor.kind != "person" or actor.id in office.holders:
            return False
        return not _is_listed(tokens, apposition.last)
    name = list(itertools.takewhile(lambda t: t.capital, tokens[first : first + 4]))
    is_office = first in office_starts or (name and begins_office(name[0].key, matcher.language))
    if len(name) < 2 or is_office or _is_listed(tokens, first + len(name)):
        return False
    surnames = {
        sound(t.key) for h in office.holders for t in tokenize(matcher.registry[h].name.get("ro"))
    }
    return not any(sound(t.key) in surnames for t in name)


def _is_listed(tokens: list[Token], last: int) -> bool:
    """Whether a name is one of a list: președintele SUA, Ion Dan și alții."""
    return last < len(tokens) and tokens[last].key in {"si", "and"}


def _mention(reading: _Reading, text: str, tokens: list[Token], matcher: Matcher) -> Mention:
    start, end = tokens[reading.first].start, tokens[reading.last - 1].end
    someone = reading.actor_id or (reading.candidates[0] if reading.candidates else None)
    kind = matcher.registry[someone].kind if someone else "person"
    label = "LOC" if reading.link == "place" else LABELS.get(kind, "ORG")
    if reading.link == "adjective":
        label = "NORP"
    gender = matcher.registry[reading.actor_id].gender if reading.actor_id else None
    score = round(reading.score, 2)
    return Mention(
        start, end, text[start:end], label, reading.actor_id, reading.link, score, gender
    )
