"""Tells a capital that acts (Moscova continuă) from a place (o vizită la Moscova).

The readings follow the logical metonymy "place for institution" of Markert and Nissim (2002), who
found the grammatical role of the name and its head to decide most cases.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import Final, Literal

from spacy.tokens import Token as Word

from presslens.actors.parsed import Parsed, feature, first_conjunct
from presslens.language.data import load_data
from presslens.language.text import comparison_key

Meaning = Literal["power", "place", "open", "name"]
"""``name``: it is a part of somebody's name (Sofia Rotaru)."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_OBJECTS: Final = frozenset({"obj", "iobj", "obl:pmod"})
_ATTRIBUTES: Final = frozenset({"nmod", "appos", "flat", "compound", "amod", "nmod:desc"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_GENITIVES: Final = ("ei", "ului", "ii")
_BEFORE_VERB: Final = 3
"""Tokens behind a subject up to its verb: Kievul nu își …"""
_BEFORE_NAME: Final = 6
"""Tokens before a name in which its preposition is looked for."""
_DASHES: Final = frozenset("-–—(")


@dataclass(frozen=True)
class _Words:
    """Comparison keys; ``cases`` are prepositions, the others lemmas."""

    place_cases: frozenset[str]
    party_cases: frozenset[str]
    seat_cases: frozenset[str]
    power_heads: frozenset[str]
    place_heads: frozenset[str]
    place_verbs: frozenset[str]


@functools.cache
def _words(language: str) -> _Words:
    data = load_data(language, "metonyms")
    return _Words(
        **{f.name: frozenset(comparison_key(str(w)) for w in data[f.name]) for f in fields(_Words)}
    )


def read_capital(parsed: Parsed, first: int, last: int, language: str) -> tuple[Meaning, float]:
    """How the capital in the tokens ``first`` to ``last`` is meant, and how sure that is (0–1).

    Args:
        parsed: The article.
        first: Where the name begins.
        last: Where it ends, exclusive.
        language: "ro" or "en".
    """
    words = _words(language)
    if _is_dateline(parsed, first, last):
        return "place", 0.8  # WASHINGTON (AP) —
    root = parsed.root(first, last)
    top = first_conjunct(root)
    case = _case(parsed, root, first, words)
    around = _longer_name(parsed, first, last)
    if around is not None:
        return ("place" if case in words.place_cases else around), 0.6
    if not case and top.i != root.i and top.pos_ == "PROPN":
        case = _case(parsed, top, parsed.place(top), words)
    heads = _heads(parsed, top)
    if case == "de" and first > 1 and parsed.tokens[first - 2].key in words.place_heads:
        return "place", 0.9  # aproape de Moscova, la 20 km de Kiev
    if case in words.seat_cases and not words.power_heads.isdisjoint(heads):
        return "power", 0.85  # oficialii de la Moscova, but not: oficialii au plecat la Moscova
    if case in words.place_cases:
        return "place", 0.9
    if top.dep_ not in _SUBJECTS and case == "" and _acts(parsed, first, last):
        return "power", 0.9
    key = parsed.tokens[first].key
    if last + 1 < len(parsed.tokens) and parsed.tokens[last].text == "-":
        key = parsed.tokens[last + 1].key  # Bruxelles-ului
    return _by_role(key, top, case, heads, words, language)


def _by_role(
    key: str,
    top: Word,
    case: str,
    heads: list[str],
    words: _Words,
    language: str,
) -> tuple[Meaning, float]:
    dep, head = top.dep_, top.head
    if dep in _SUBJECTS:
        if dep == "nsubj:pass" and heads[:1] and heads[0] in words.place_verbs:
            return "place", 0.7  # Moscova a fost bombardată
        copula = head.pos_ not in _VERBS
        return ("place", 0.6) if copula and heads[0] in words.place_heads else ("power", 0.9)
    if dep == "obl:agent":
        return "power", 0.85
    if not words.place_heads.isdisjoint(heads[:1]):
        return "place", 0.8  # capitala Tirana, apropierea Kievului, the mayor of Moscow
    if dep == "nmod:poss" or (language == "ro" and key.endswith(_GENITIVES)):
        return "power", 0.8  # eforturile Washingtonului
    if dep in _OBJECTS:
        return ("place", 0.8) if heads[:1] and heads[0] in words.place_verbs else ("power", 0.7)
    if case in words.party_cases:
        return "power", 0.65
    if dep in _ATTRIBUTES and top.head.i != top.i:
        if not words.power_heads.isdisjoint(heads[:1]):
            return "power", 0.8  # Moscow officials
        if case == "" or top.head.pos_ == "PROPN":
            return "place", 0.6  # Centura București, Professor Doe of Moscow
    return "open", 0.4


def _longer_name(parsed: Parsed, first: int, last: int) -> Meaning | None:
    """``name`` inside somebody's name (Sofia Rotaru), ``place`` inside another (Dinamo Kiev)."""
    follower = parsed.word(last) if last < len(parsed.tokens) else None
    if follower is not None and follower.dep_ == "flat" and follower.pos_ == "PROPN":
        close = parsed.tokens[last].start - parsed.tokens[last - 1].end == 1
        if close and parsed.place(follower.head) in range(first, last):
            return "name"  # Belgrad Beer Fest
    around = parsed.name_around(first)
    if around is None or (around[1] >= first and around[2] <= last):
        return None
    entity, start, end = around
    if entity.kind == "person":
        return "name"
    inside = parsed.tokens[start:first] + parsed.tokens[last:end]
    whole = all(t.text[:1].isupper() or not t.text.isalpha() for t in inside)
    return "place" if whole and entity.kind in ("organisation", "place") else None


def _acts(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a verb follows, and nothing stands before to which the name could belong."""
    if not parsed.opens(first) and parsed.tokens[first - 1].text != ",":
        return False
    for at in range(last, min(last + _BEFORE_VERB, len(parsed.tokens))):
        word = parsed.word(at)
        if word.pos_ in _VERBS:
            return feature(word, "VerbForm") in ("", "Fin")
        if word.pos_ not in ("PART", "PRON", "ADV"):
            return False
    return False


def _case(parsed: Parsed, word: Word, first: int, words: _Words) -> str:
    """The preposition of ``word``: the one right before it, or else the one that depends on it."""
    before = [t.key for t in parsed.tokens[max(0, first - 2) : first]]
    known = words.place_cases | words.party_cases | words.seat_cases
    for size in (2, 1):
        if len(before) >= size and (case := " ".join(before[-size:])) in known:
            return case
    place = parsed.place(word)
    beside = range(max(0, place - _BEFORE_NAME), place)
    at = next((n for n in beside if _depends(parsed, n, "case", word)), None)
    if at is None:
        return ""
    fixed = [n for n in range(at + 1, place) if _depends(parsed, n, "fixed", parsed.word(at))]
    return " ".join(parsed.tokens[n].key for n in (at, *fixed))


def _depends(parsed: Parsed, at: int, dep: str, head: Word) -> bool:
    word = parsed.word(at)
    return word.dep_ == dep and word.head.i == head.i


def _heads(parsed: Parsed, word: Word) -> list[str]:
    """The lemmas of what ``word`` depends on: its head, then the heads of that noun."""
    found = []
    for _ in range(3):
        if word.head.i == word.i:
            break
        word = word.head
        found.append(parsed.lemma(word))
        if not word.dep_.startswith("nmod"):
            break
    return found


def _is_dateline(parsed: Parsed, first: int, last: int) -> bool:
    """WASHINGTON (AP) — …; MOSCOW — …, at the head of the text or after a full stop or bracket."""
    tokens = parsed.tokens
    opens = first == 0 or tokens[first - 1].text in ".)"
    return opens and last < len(tokens) and tokens[last].text in _DASHES
