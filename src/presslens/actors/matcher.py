"""Finds the names of the registry in a text: every form, every spelling, longest first."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from presslens.actors.forms_ro import adjective_forms, name_forms
from presslens.actors.model import Actor
from presslens.actors.registry import Registry
from presslens.language.text import comparison_key, fold_letters, lower

How = Literal["name", "alias", "form", "metonym", "capital", "adjective", "place"]
"""How a form refers to its actor; ``capital`` is a metonym that is also simply a place."""

_JOINERS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Marks of decomposed letters (t + comma), and what web pages hide in words (soft hyphens)."""
_JOINER = re.compile(f"[{_JOINERS}]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINED_TOKEN = re.compile(rf"(?:\w[{_JOINERS}]*)+|[^\w\s]")
_SHORT_ACRONYM = 5
_FUZZY_LENGTH = 6
_FAMILY_NAME_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
_NO_SURNAME = re.compile(r"jr|sr|lea|[ivx]+|[^a-z]*")
_BOTH_LANGUAGES = frozenset({"person", "agency", "outlet", "company"})
"""Kinds whose names are written alike everywhere; of the others, UN is a Romanian word."""
_NAME_TITLES = frozenset({
    "papa", "papei", "patriarhul", "patriarhului", "prințul", "prințului", "marele", "regele",
    "regelui", "regina", "reginei",
})  # fmt: skip
_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ch", "c"), ("ph", "f"),
    ("w", "v"), ("ij", "i"), ("y", "i"), ("k", "c"), ("q", "c"), ("x", "cs"),
)  # fmt: skip


class Token(NamedTuple):
    """A word or a punctuation mark: its place, its letters, and its comparison key."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a name can have, and what it says when it is met."""

    actor_id: str
    how: How
    surface: str


class Match(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) and the readings of them."""

    first: int
    last: int
    forms: tuple[Form, ...]
    exact: bool


def tokenize(text: str) -> list[Token]:
    """Words and single punctuation marks of ``text``, in order."""
    if _JOINER.search(text):
        return [_joined(m) for m in _JOINED_TOKEN.finditer(text)]
    keys = comparison_key(text)
    spans = [m.span() for m in _TOKEN.finditer(text)]
    return [Token(start, end, text[start:end], keys[start:end]) for start, end in spans]


def _joined(match: re.Match[str]) -> Token:
    """A token as it would be with whole letters and nothing hidden in it; the place stays."""
    whole = _HIDDEN.sub("", unicodedata.normalize("NFC", match.group())) or match.group()
    return Token(match.start(), match.end(), whole, _JOINER.sub("", comparison_key(whole)) or whole)


@functools.lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """One key for the transliterations of a name: Zelenski, Zelensky, Zelenskyy, Zelenskii."""
    for letters, one in _SOUNDS:
        key = key.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", key)


def surname_key(actor: Actor, name: str) -> str | None:
    """The sound of the surname in a person's full name, or ``None`` if it has none."""
    keys = [t.key for t in tokenize(name) if t.key not in (".", "-", "'")]
    if len(keys) < 2:
        return None
    if actor.country in _FAMILY_NAME_FIRST:
        return sound(keys[0])
    return next((sound(k) for k in reversed(keys[1:]) if not _NO_SURNAME.fullmatch(k)), None)


class Matcher:
    """All forms of a registry in tries over tokens.

    Args:
        registry: Whose names to find.
        language: The language of the texts, "ro" or "en".
    """

    def __init__(self, registry: Registry, language: str) -> None:
        self.registry = registry
        self.language = language
        self._exact: dict[str, dict[tuple[str, ...], list[Form]]] = defaultdict(dict)
        self._sounds: dict[tuple[str, ...], list[Form]] = defaultdict(list)
        self._surnames_of: dict[str, list[tuple[str, Form]]] = defaultdict(list)
        self._has_marks = True
        for actor in registry:
            for form in _forms(actor, language):
                self._add(form, actor)
        self._longest = {first: max(len(k) for k in keys) for first, keys in self._exact.items()}

    def _add(self, form: Form, actor: Actor) -> None:
        keys = tuple(t.key for t in tokenize(form.surface))
        if not keys:
            return
        known = self._exact[keys[0]].setdefault(keys, [])
        if not any(_covers(f, form) for f in known):
            known.append(form)
        if actor.kind != "person":
            return
        if form.how not in ("name", "alias"):
            return
        sounds = tuple(sound(k) for k in keys)
        telling = len(keys) > 1 or len(sounds[0]) >= _FUZZY_LENGTH
        if telling and all(f.actor_id != form.actor_id for f in self._sounds[sounds]):
            self._sounds[sounds].append(form)
        same_given = self._surnames_of[sounds[0]]
        if len(keys) > 1 and all(f.actor_id != form.actor_id for _, f in same_given):
            same_given.append((sounds[-1], form))

    def find(self, tokens: list[Token]) -> Iterator[Match]:
        """The longest matches from left to right, none overlapping another."""
        self._has_marks = any(not t.text.isascii() and t.text.isalpha() for t in tokens)
        at = 0
        while at < len(tokens):
            token, match = tokens[at], None
            if token.key in self._exact:
                match = self._longest_at(tokens, at)
            if match is None and token.capital:
                match = self._misspelt_at(tokens, at)
            if match is not None:
                yield match
            at = at + 1 if match is None else match.last

    def _longest_at(self, tokens: list[Token], at: int) -> Match | None:
        first = tokens[at].key
        candidates = self._exact[first]
        for size in range(min(self._longest[first], len(tokens) - at), 0, -1):
            window = tokens[at : at + size]
            forms = candidates.get(tuple([t.key for t in window]))
            if forms:
                fits = (f for f in forms if self._fits(f, tokens, at, window))
                fitting = tuple({f.actor_id: f for f in fits}.values())
                if size == 1 and fitting and self._is_in_compound(tokens, at):
                    continue
                if fitting and _contiguous(window):
                    return Match(at, at + size, fitting, _same_letters(fitting, window))
        return None

    def _is_in_compound(self, tokens: list[Token], at: int) -> bool:
        """Whether two letters are part of a longer acronym: RT-PCR is no outlet; but UE-SUA."""
        if len(tokens[at].text) > 2 or not tokens[at].text.isupper():
            return False
        for beside, other in ((at + 1, at + 2), (at - 1, at - 2)):
            if 0 <= other < len(tokens) and tokens[beside].text == "-":
                joined = abs(tokens[other].start - tokens[at].start) <= len(tokens[other].text) + 3
                unknown = tokens[other].key not in self._exact
                if joined and unknown and tokens[other].text[:2].isupper():
                    return True
        return False

    def _fits(self, form: Form, tokens: list[Token], at: int, window: list[Token]) -> bool:
        if form.how != "adjective":
            return _case_fits(form, window)
        if self._has_marks and lower(fold_letters(window[0].text)) != lower(form.surface):
            return False  # roman is not român where diacritics are written
        if self.language == "en":
            return window[0].capital
        if not window[0].capital:
            return True
        opens = at == 0 or tokens[at - 1].text in '.!?„“"«:'  # Rușii au atacat; but not Rus, German
        return opens and not (at + 1 < len(tokens) and tokens[at + 1].capital)

    def _misspelt_at(self, tokens: list[Token], at: int) -> Match | None:
        """A person's full name in another transliteration, or with one letter wrong."""
        window = tokens[at : at + 2]
        if famous := self._sounds.get((sound(tokens[at].key),)):
            return Match(at, at + 1, tuple(famous), False)  # Zelenskyy alone, known as Zelenski
        if len(window) < 2 or not all(t.capital for t in window) or not _contiguous(window):
            return None
        given, surname = (sound(t.key) for t in window)
        forms = self._sounds.get((given, surname))
        if not forms and len(surname) >= _FUZZY_LENGTH:
            forms = [
                f
                for known, f in self._surnames_of.get(given, ())
                if len(known) >= _FUZZY_LENGTH
                and Levenshtein.distance(known, surname, score_cutoff=1) <= 1
            ]
        return Match(at, at + 2, tuple(forms), False) if forms else None


def _forms(actor: Actor, language: str) -> Iterator[Form]:
    """Every form of ``actor`` in texts of ``language``, the surest reading first."""
    both = actor.kind in _BOTH_LANGUAGES
    languages = ("ro", "en") if both else (language,)
    place = actor.kind == "place"
    names = dict.fromkeys(actor.name.get(code) for code in languages)
    aliases = dict.fromkeys(a for code in languages for a in actor.aliases.get(code))
    for name in names:
        yield Form(actor.id, "place" if place else "name", name)
    for alias in aliases:
        yield Form(actor.id, "place" if place else "alias", alias)
    if language == "ro":
        for name in (*names, *aliases):
            for form in sorted(name_forms(name, person=actor.kind == "person") - {name}):
                yield Form(actor.id, "place" if place else "form", form)
    for form in actor.forms.get(language):
        yield Form(actor.id, "place" if place else "form", form)
    yield from _metonyms(actor, language)
    for adjective in actor.adjectives.get(language):
        forms = adjective_forms(adjective) if language == "ro" else {adjective, f"{adjective}s"}
        for form in sorted(forms):
            yield Form(actor.id, "adjective", form)


def _metonyms(actor: Actor, language: str) -> Iterator[Form]:
    for metonym in actor.metonyms:
        how: How = "capital" if metonym.place else "metonym"
        name = metonym.name.get(language)
        for form in sorted({name, *(name_forms(name) if language == "ro" else ())}):
            yield Form(actor.id, how, form)


def _case_fits(form: Form, window: list[Token]) -> bool:
    """Names need their capital; short acronyms need all of theirs (POT, not pot)."""
    surface = form.surface
    acronym = surface.split("-")[0]
    if acronym.isupper() and len(acronym) <= _SHORT_ACRONYM:
        return window[0].text.isupper()
    first = window[0]
    if form.how in ("metonym", "capital"):  # Casa Albă, not a house that is white
        words = zip(tokenize(surface), window, strict=True)
        return all(met.capital for wanted, met in words if wanted.capital)
    if first.capital or not surface[0].isupper():
        return True
    return len(window) > 1 and lower(fold_letters(first.text)) in _NAME_TITLES and window[1].capital


def _covers(known: Form, form: Form) -> bool:
    """Whether ``known`` makes ``form`` needless; rusă and rusa differ only in their letters."""
    spelt_apart = known.how == form.how == "adjective" and known.surface != form.surface
    return known.actor_id == form.actor_id and not spelt_apart


def _contiguous(window: list[Token]) -> bool:
    """Whether the tokens stand close together, as the words of one name do."""
    return all(b.start - a.end <= 1 for a, b in itertools.pairwise(window))


def _same_letters(forms: tuple[Form, ...], window: list[Token]) -> bool:
    text = " ".join(t.text for t in window)
    return any(
        fold_letters(" ".join(t.text for t in tokenize(f.surface))) == fold_letters(text)
        for f in forms
    )
