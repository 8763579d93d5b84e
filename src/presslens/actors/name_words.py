"""The words that tell names of persons and organisations from other capitalised words."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from presslens.language.data import load_data
from presslens.language.text import comparison_key

_SHORTEST = 4


def feminine_guesses(key: str) -> list[str]:
    """The comparison keys of the given names of which ``key`` can be the Romanian genitive."""
    if key.endswith("ei") and len(key) > _SHORTEST:
        return [key[:-2] + "a", key[:-1] + "a"]
    return [key[:-2] + "a"] if key.endswith(("cai", "gai")) else []


@dataclass(frozen=True)
class NameWords:
    """The words of ``names.yaml``, as comparison keys.

    Given names are those of every language we have, for news names people of all countries; the
    other words are those of one language.
    """

    women: frozenset[str]
    men: frozenset[str]
    either: frozenset[str]
    surname_endings: tuple[str, ...]
    honorifics: frozenset[str]
    organisation_heads: frozenset[str]
    other_heads: frozenset[str]
    named_after_heads: frozenset[str]
    local_heads: frozenset[str]
    role_heads: frozenset[str]
    company_words: frozenset[str]
    not_names: frozenset[str]
    labels: frozenset[str]
    places: frozenset[str]
    place_prepositions: frozenset[str]
    person_cues: frozenset[str]

    def is_given(self, key: str) -> bool:
        """Whether the word of this comparison key is a given name, or two with a hyphen."""
        return all(
            part in self.women or part in self.men or part in self.either for part in key.split("-")
        )

    def is_given_form(self, key: str) -> bool:
        """Whether it is a given name in any case: Maria, Mariei."""
        return self.is_given(key) or any(guess in self.women for guess in feminine_guesses(key))

    def is_surname(self, key: str) -> bool:
        """Whether the word of this comparison key ends as only surnames do."""
        return len(key) > 5 and key.endswith(self.surname_endings)


_GIVEN = ("women", "men", "either")


@functools.cache
def name_words(language: str) -> NameWords:
    """The words for texts in ``language`` ("ro" or "en")."""
    own = load_data(language, "names")
    words = {
        name: frozenset(comparison_key(word) for word in listed)
        for name, listed in own.items()
        if name not in ("provenance", "surname_endings", *_GIVEN)
    }
    everywhere = [load_data(code, "names") for code in ("ro", "en")]
    given = {
        name: frozenset(comparison_key(word) for data in everywhere for word in data[name])
        for name in _GIVEN
    }
    both = given["women"] & given["men"]
    return NameWords(
        women=given["women"] - both,
        men=given["men"] - both,
        either=given["either"] | both,
        surname_endings=tuple(own["surname_endings"]),
        **words,
    )
