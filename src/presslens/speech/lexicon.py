"""Reads ``speech.yaml`` of a language: the words that report speech, as comparison keys."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from presslens.language.data import load_data
from presslens.language.text import comparison_key

Keys = frozenset[str]

_SETS: Final = (
    "verbs", "presents", "reflexive_verbs", "object_verbs", "subjunctive_verbs", "manner",
    "complementizers", "subjunctives", "no_complementizer", "negations", "modals", "impersonal",
    "agents", "particles", "kept_particle", "splitters", "titles", "spokes", "times",
    "source_nouns", "cited", "joins",
)  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """The words of a language; lemmas, except where ``speech.yaml`` says that they are forms."""

    language: str
    verbs: Keys
    presents: Keys
    """Forms of the present that look like participles, whatever their tag."""
    phrases: Mapping[str, Keys]
    """Verbs that report together with one of these words soon after them."""
    reflexive_verbs: Keys
    object_verbs: Keys
    """Verbs whose object may stand right behind them (a acuzat Rusia că)."""
    subjunctive_verbs: Keys
    bare_clauses: bool
    """Whether a clause may follow without a complementizer (he said it was)."""
    prepositions: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first word, the longest first."""
    manner: Keys
    complementizers: Keys
    spelled: Keys
    """The complementizers with their diacritics: "că" is not "ca"."""
    subjunctives: Keys
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
    times: Keys
    credit_through: Mapping[str, Keys]
    source_nouns: Keys
    cited: Keys
    joins: Keys


@functools.lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The reporting words of ``language``.

    Raises:
        ParameterError: There is no data for the language.
    """
    data = load_data(language, "speech")
    sets: dict[str, Any] = {name: _keys(data[name]) for name in _SETS}
    return Lexicon(
        language=language,
        bare_clauses=data["bare_clauses"],
        phrases=_table(data["phrases"]),
        credit_through=_table(data["credit_through"]),
        prepositions=_by_first(data["prepositions"]),
        bare_titles=_titles(data["bare_titles"]),
        spelled=frozenset(data["complementizers"]),
        **sets,
    )


def _keys(words: Iterable[str]) -> Keys:
    return frozenset(comparison_key(w) for w in words)


def _table(rows: Mapping[str, Iterable[str]]) -> dict[str, Keys]:
    return {comparison_key(word): _keys(others) for word, others in rows.items()}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(comparison_key(phrase).split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in found.items()}


def _titles(rows: Iterable[Iterable[str]]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for number, row in enumerate(rows):
        for title in row:
            noun, _, second = comparison_key(title).partition(" ")
            found.setdefault(noun, []).append((second, number))
    return {noun: tuple(sorted(all_, reverse=True)) for noun, all_ in found.items()}
