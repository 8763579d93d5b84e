"""Links the spans of a text to actors: names, surnames, metonyms, adjectives, offices.

:func:`link` is the one door. The names of the registry are found as they are written; what the
model says of the words decides where a name can be read in two ways. An article is read twice: full
names first, because they decide what a bare surname before or after them means.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from presslens.actors.bearers import Bearers
from presslens.actors.holders import Holders
from presslens.actors.matcher import Form, Match, Matcher
from presslens.actors.metonyms import read_capital
from presslens.actors.offices import Named, OfficeMention, find_offices
from presslens.actors.parsed import Parsed
from presslens.actors.short_names import find_short_names
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
_SHORT_NAME = 0.7
_SELDOM: Final = frozenset({"ADJ", "ADV", "INTJ"})
"""Parts of speech of which a surname is seldom."""
_ACRONYM: Final = 3
"""Letters of a name that can be a word of any kind."""
_NEAR = 6
"""Tokens between an institution and the country to which it is said to belong."""


class _Reading(NamedTuple):
    first: int
    last: int
    actor_id: str | None
    link: Link
    score: float
    how: str
    candidates: tuple[str, ...]


def link(doc: Doc, matcher: Matcher, day: dt.date | None) -> list[Mention]:
    """The mentions of known actors in ``doc``.

    Args:
        doc: The article, read by the trained components. Without them (a blank pipeline) names and
            adjectives are still found, but no offices, and nothing is decided by tags and trees.
        matcher: The forms of the registry in the language of the text.
        day: The article's date, by which offices are resolved.

    Returns:
        Mentions in the order of the text. Those of offices and adjectives may enclose or touch
        others ("emisarul special al Statelor Unite" holds "Statelor Unite"); all others are apart.
    """
    return _Linker(Parsed(doc), matcher, day).mentions()


def _is_heading(word: Token) -> bool:
    """Whether a word has its line for itself."""
    doc = word.doc
    around = [doc[i] for i in (word.i - 1, word.i + 1) if 0 <= i < len(doc)]
    return all("\n" in token.text for token in around)


class _Linker:
    """Reads one article."""

    def __init__(self, parsed: Parsed, matcher: Matcher, day: dt.date | None) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.text = parsed.text
        self.registry = matcher.registry
        self.language = matcher.language
        self.day = day
        self.matches = list(matcher.find(self.tokens))
        self.bearers = Bearers(parsed, self.matches, self.registry, self.language)

    def mentions(self) -> list[Mention]:
        """See :func:`link`."""
        readings = [r for match in self.matches if (r := self._read(match)) is not None]
        readings = self._without_foreign(readings)
        readings += self._surnames(readings)
        readings += self._short_names(readings)
        readings.sort()
        named = [
            Named(r.first, r.last, r.actor_id or r.candidates[0], r.how)
            for r in readings
            if r.candidates
        ]
        offices = find_offices(self.parsed, named, self.registry, self.language, self.day)
        readings = _without_seats(readings, offices)
        readings += self._offices(offices, readings)
        found = [self._mention(r) for r in readings]
        return sorted(found, key=lambda m: (m.start, -m.end))

    def _read(self, match: Match) -> _Reading | None:
        forms = self._preferred(match)
        form = forms[0]
        people = {self.registry[f.actor_id].kind for f in forms} == {"person"}
        if match.last - match.first == 1 and self._is_no_name(match.first, forms, people):
            return None
        if form.how == "capital":
            return self._read_capital(match, form)
        if len(forms) > 1:
            ids = tuple(f.actor_id for f in forms)
            link: Link = "alias" if form.how != "adjective" else "adjective"
            return _Reading(match.first, match.last, None, link, _OPEN_SCORE, form.how, ids)
        how: Link = "form" if form.how == "name" and not match.exact else form.how
        score = _SCORES[how] if match.exact or how == "adjective" else _SCORES[how] - 0.05
        if people and match.last - match.first == 1:
            # The registry gives a bare surname only to whom it means in the news: it is still
            # Donald Trump after Ivanka Trump, but less surely.
            others = set(self.bearers.of(match.first)) - {form.actor_id}
            score = min(score, _SHARED_SURNAME) if others else score
        ids = (form.actor_id,)
        return _Reading(match.first, match.last, form.actor_id, how, score, form.how, ids)

    def _preferred(self, match: Match) -> list[Form]:
        """The readings that the article itself leaves open, the likeliest first."""
        forms = match.forms
        if len(forms) == 1:
            return list(forms)
        best = min(_RANK[f.how] for f in forms)
        if self.tokens[match.first].capital:
            kept = [f for f in forms if _RANK[f.how] == best]
        else:
            kept = [f for f in forms if f.how == "adjective"] or list(forms)
        here = {actor for ids in self.bearers.known.values() for actor in ids}
        return [f for f in kept if f.actor_id in here] or kept

    def _is_no_name(self, at: int, forms: list[Form], people: bool) -> bool:
        """Whether a single word is an ordinary one, or a part of somebody else's name."""
        if people:
            own = [f.actor_id for f in forms]
            return self._is_common_word(at, own) or self.bearers.is_anothers(at, own)
        if not self.tokens[at].capital:
            return False
        if forms[0].how == "adjective":
            return self.bearers.is_given_name(at)
        if self.parsed.is_common_word(at) and not self._is_state_s_name(at, forms):
            return True
        places = all(self.registry[f.actor_id].kind in ("state", "place") for f in forms)
        return places and self.bearers.is_given_name(at)

    def _is_state_s_name(self, at: int, forms: list[Form]) -> bool:
        """Whether a word is the name of a state to the letter, and more than its capital says so.

        No such name is a pronoun or a verb: a tag that says it is wrong (Haiti a anunțat).
        """
        text, word = self.tokens[at].text, self.parsed.word(at)
        states = any(
            f.how == "name" and f.surface == text and self.registry[f.actor_id].kind == "state"
            for f in forms
        )
        named = (
            word.dep_.startswith("nsubj")
            or bool(word.ent_type_)
            or not self.parsed.opens(at)
            or _is_heading(word)
        )
        return states and named and len(text) > _ACRONYM and not self.parsed.in_capitals(at)

    def _is_common_word(self, at: int, own: list[str]) -> bool:
        """Whether a surname is an ordinary word here; a subject before its verb is none."""
        if self.bearers.is_other_word(at, own):
            return True
        named = self.bearers.of(at)
        if not self.parsed.is_common_word(at, _SELDOM if named else _SELDOM | {"NOUN"}):
            return False
        if not self.parsed.is_before_verb(at):
            return True
        word = self.parsed.word(at)
        subject = word.pos_ == "NOUN" and word.dep_.startswith("nsubj")
        spelt = word.pos_ in ("ADJ", "ADV") and bool(named)  # Târziu a declarat
        return not subject and not (spelt and self.bearers.is_spelt_so(at, own))

    def _read_capital(self, match: Match, form: Form) -> _Reading | None:
        meaning, score = read_capital(self.parsed, match.first, match.last, self.language)
        if meaning == "name":
            return None
        actor_id = form.actor_id if meaning == "power" else None
        link: Link = "place" if meaning == "place" else "metonym"
        ids = (form.actor_id,)
        return _Reading(match.first, match.last, actor_id, link, score, "capital", ids)

    def _surnames(self, readings: list[_Reading]) -> list[_Reading]:
        """Bare surnames of people whose full name the article gives."""
        taken = {i for r in readings for i in range(r.first, r.last)}
        seen: set[str] = set()
        starts = {r.first: r for r in readings}
        found = []
        for at, token in enumerate(self.tokens):
            if at in starts and starts[at].actor_id:
                seen.add(str(starts[at].actor_id))
            if at in taken or not token.capital or len(token.key) < 2:
                continue
            ids = self.bearers.of(at)
            if not ids or (len(token.key) == 2 and token.text.isupper()):
                continue  # XI is a numeral, Xi a president
            if self._is_common_word(at, ids) or self.bearers.is_in_longer_name(at, ids):
                continue
            first = self.bearers.start(at, ids)
            if len(ids) > 1:
                found.append(
                    _Reading(first, at + 1, None, "alias", _OPEN_SCORE, "alias", tuple(ids))
                )
            else:
                score = 0.95 if ids[0] in seen else 0.85  # before the full name
                found.append(_Reading(first, at + 1, ids[0], "alias", score, "alias", (ids[0],)))
        return found

    def _short_names(self, readings: list[_Reading]) -> list[_Reading]:
        """Guvernul, Parlamentul: those of the country of the language."""
        foreign = {i: self._is_abroad(r) for r in readings for i in range(r.first, r.last)}
        return [
            _Reading(n.at, n.at + 1, n.actor_id, "alias", _SHORT_NAME, "alias", (n.actor_id,))
            for n in find_short_names(self.parsed, foreign, self.language)
            if n.actor_id in self.registry
        ]

    def _is_abroad(self, reading: _Reading) -> bool:
        owner = self.registry[reading.candidates[0]] if reading.candidates else None
        abroad = owner is not None and owner.country not in (None, "RO")
        return abroad and owner is not None and owner.kind in ("state", "place")

    def _without_foreign(self, readings: list[_Reading]) -> list[_Reading]:
        """Leaves an institution open that the text places abroad: Ministerul … din Gaza."""
        kept = []
        for reading, follower in itertools.zip_longest(readings, readings[1:]):
            if follower and reading.actor_id and self._is_foreign(reading, follower):
                reading = reading._replace(actor_id=None, score=_OPEN_SCORE)
            kept.append(reading)
        return kept

    def _is_foreign(self, reading: _Reading, follower: _Reading) -> bool:
        institution = self.registry[str(reading.actor_id)]
        if institution.kind != "institution" or not institution.country or not follower.candidates:
            return False
        owner = self.registry[follower.candidates[0]]
        if owner.kind not in ("state", "place") or owner.country == institution.country:
            return False
        between = [t.key for t in self.tokens[reading.last : follower.first]]
        if between in ([], ["din"], ["de", "la"], ["al"], ["a"]):
            return True
        if len(between) > _NEAR:
            return False
        word = self.parsed.root(follower.first, follower.last)
        attached = word.dep_ in ("nmod", "amod", "nmod:poss")
        return attached and reading.first <= self.parsed.place(word.head) < reading.last

    def _offices(self, offices: list[OfficeMention], readings: list[_Reading]) -> list[_Reading]:
        """Offices as mentions, but for titles before the holder's own name."""
        names = {r.first: (r.last, r.actor_id) for r in readings}
        holders = Holders(self.parsed, offices, names, self.registry, self.language)
        named_so = {(r.first, r.last) for r in readings}
        found = []
        for office in offices:
            if (office.first, office.last) in named_so:
                continue  # the registry has these very words as a name
            ids = holders.of(office)
            if ids:
                actor_id, score = (ids[0], 0.85) if len(ids) == 1 else (None, _OPEN_SCORE)
                first, last = office.first, office.last
                found.append(_Reading(first, last, actor_id, "office", score, "office", ()))
        return found

    def _mention(self, reading: _Reading) -> Mention:
        start, end = self.tokens[reading.first].start, self.tokens[reading.last - 1].end
        someone = reading.actor_id or (reading.candidates[0] if reading.candidates else None)
        kind = self.registry[someone].kind if someone else "person"
        label = "LOC" if reading.link == "place" else LABELS.get(kind, "ORG")
        if reading.link == "adjective":
            label = "NORP"
        gender = self.registry[reading.actor_id].gender if reading.actor_id else None
        text, score = self.text[start:end], round(reading.score, 2)
        return Mention(start, end, text, label, reading.actor_id, reading.link, score, gender)


def _without_seats(readings: list[_Reading], offices: list[OfficeMention]) -> list[_Reading]:
    """Drops the seat inside "liderul de la Kiev": there it is a part of the office."""
    inside = {i for o in offices for i in range(o.first, o.last)}
    return [r for r in readings if not (r.how in ("capital", "metonym") and r.first in inside)]
