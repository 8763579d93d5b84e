"""Reads ``cues.yaml`` and ``speech.yaml`` of a language: the words that report speech."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from presslens.annotations import Implies
from presslens.language.data import load_data
from presslens.language.text import comparison_key

Keys = frozenset[str]

_SETS: Final = (
    "manner", "complementizers", "subjunctives", "no_complementizer", "negations",
    "modals", "impersonal", "agents", "particles", "kept_particle", "splitters", "titles", "spokes",
    "times", "sites", "press_verbs", "source_nouns", "unnamed_sources", "single_sources", "cited",
    "joins",
    "hearsay", "within", "infinitives", "openers", "interrogatives", "bodies", "own_datives",
    "alls", "subordinators", "things", "told_for",
)  # fmt: skip

Frame = Literal[
    "clause", "direct", "request", "question", "addressee", "reflexive", "fragment", "preposition"
]


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that reports speech: a verb, a verb with a second word, or a preposition.

    ``lemma`` is how it is listed (declara; atrage atenție; potrivit); ``implies`` what it says of
    the truth of what is reported.
    """

    lemma: str
    frames: frozenset[str]
    implies: Implies

    def takes(self, *frames: Frame) -> bool:
        """Whether it reports in one of ``frames``."""
        return not self.frames.isdisjoint(frames)


@dataclass(frozen=True)
class Lexicon:
    """The words of a language; lemmas, except where ``speech.yaml`` says that they are forms."""

    language: str
    verbs: Mapping[str, CueWord]
    """By lemma."""
    presents: Mapping[str, CueWord]
    """Forms of the present that look like participles, whatever their tag."""
    phrases: Mapping[str, Mapping[str, CueWord]]
    """Verbs that report together with a word soon after them, by both."""
    bare_clauses: bool
    """Whether a clause may follow without a complementizer (he said it was)."""
    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], CueWord], ...]]
    """Their words, by the first, the longest first."""
    manner: Keys
    complementizers: Keys
    spelled: Keys
    """Complementizers and subjunctives with their diacritics: "că" is not "ca"."""
    subjunctives: Keys
    openers: Keys
    """What opens a request before its subject (ca guvernul să)."""
    infinitives: Keys
    """What opens a request without a subject (to)."""
    interrogatives: Keys
    """What opens an indirect question (dacă)."""
    hearsay: Keys
    """What makes of a conditional something said by hearsay (ar fi spus)."""
    within: Keys
    """Prepositions before a document that says something (se arată în comunicat)."""
    no_complementizer: Keys
    negations: Keys
    modals: Keys
    impersonal: Keys
    agents: Keys
    particles: Keys
    kept_particle: Keys
    splitters: Keys
    titles: Keys
    spokes: Keys
    bare_titles: Mapping[str, tuple[tuple[str, int], ...]]
    """By noun: the noun that has to follow it, or "", and the number of its row of synonyms."""
    bodies: Keys
    """Nouns for bodies and groups that speak (minister, autoritate)."""
    subordinators: Keys
    """Words that make a clause of time or cause with a preposition (după ce, pentru că)."""
    told_for: Keys
    """With these any verb of saying credits the medium behind it (a confirmat pentru X)."""
    things: Keys
    """Nouns of which "shows" and "says" are no speech (lucru care arată că)."""
    alls: Keys
    """Words with which a pronoun is no subject (cu toate acestea)."""
    own_datives: Keys
    """Pronouns with which a verb reports nothing (își propune)."""
    times: Keys
    credit_through: Mapping[str, Keys]
    sites: Keys
    press_verbs: Keys
    """What only the press does, so that any name which does it is a medium (scrie X)."""
    source_nouns: Keys
    unnamed_sources: Keys
    """Of these nouns, those for people who are not named (surse diplomatice)."""
    single_sources: Keys
    """Of these, those whose singular is the one named before (conform sursei)."""
    cited: Keys
    joins: Keys


@functools.lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The reporting words of ``language``.

    Raises:
        ParameterError: There is no data for the language.
    """
    data, cues = load_data(language, "speech"), load_data(language, "cues")
    sets: dict[str, Any] = {name: _keys(data[name]) for name in _SETS}
    verbs = dict(_cue_words(cues["verbs"]))
    return Lexicon(
        language=language,
        verbs={key: word for (key, second), word in verbs.items() if not second}
        | {
            comparison_key(guessed): verbs[comparison_key(lemma), ""]
            for guessed, lemma in data["guessed"].items()
        },
        presents={
            comparison_key(form): verbs[comparison_key(lemma), ""]
            for form, lemma in data["presents"].items()
        },
        phrases=_phrases(verbs),
        bare_clauses=data["bare_clauses"],
        credit_through=_table(data["credit_through"]),
        prepositions=_prepositions(cues["prepositions"]),
        bare_titles=_titles(data["bare_titles"]),
        spelled=frozenset([*data["complementizers"], *data["subjunctives"]]),
        **sets,
    )


def _keys(words: Iterable[str]) -> Keys:
    return frozenset(comparison_key(w) for w in words)


def _table(rows: Mapping[str, Iterable[str]]) -> dict[str, Keys]:
    return {comparison_key(word): _keys(others) for word, others in rows.items()}


def _cue_words(
    data: Mapping[Implies, Mapping[str, Iterable[str]]],
) -> Iterator[tuple[tuple[str, str], CueWord]]:
    """The verbs of ``cues.yaml``, by their lemma and the word that has to follow, or ""."""
    for implies, rows in data.items():
        for frames, lemmas in rows.items():
            for lemma in lemmas:
                verb, _, second = (part.strip() for part in lemma.partition("+"))
                word = CueWord(f"{verb} {second}".strip(), frozenset(frames.split()), implies)
                yield (comparison_key(verb), comparison_key(second)), word


def _phrases(verbs: Mapping[tuple[str, str], CueWord]) -> dict[str, dict[str, CueWord]]:
    found: dict[str, dict[str, CueWord]] = {}
    for (verb, second), word in verbs.items():
        if second:
            found.setdefault(verb, {})[second] = word
    return found


def _prepositions(
    data: Mapping[Implies, Iterable[str]],
) -> dict[str, tuple[tuple[tuple[str, ...], CueWord], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], CueWord]]] = {}
    for implies, phrases in data.items():
        for phrase in phrases:
            words = tuple(comparison_key(phrase).replace("-", " - ").split())
            word = CueWord(phrase, frozenset({"preposition"}), implies)
            found.setdefault(words[0], []).append((words, word))
    return {
        first: tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))
        for first, rows in found.items()
    }


def _titles(rows: Iterable[Iterable[str]]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for number, row in enumerate(rows):
        for title in row:
            noun, _, second = comparison_key(title).partition(" ")
            found.setdefault(noun, []).append((second, number))
    return {noun: tuple(sorted(all_, reverse=True)) for noun, all_ in found.items()}
