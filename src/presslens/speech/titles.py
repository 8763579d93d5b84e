"""Bare titles as speakers: "a spus premierul" is the prime minister that the article has named."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from presslens.annotations import Mention
from presslens.speech.naming import Naming
from presslens.speech.tokens import Tokens

_SECOND = 5
"""Tokens within which the second noun of a title follows the first (șeful statului)."""
_BACK = 5
"""Bearers before it among whom that of a title is looked for."""
_NAMES = frozenset({"flat", "flat:name", "appos", "nmod", "compound"})


class Titles:
    """The titles of a document, and who bore each of them where."""

    def __init__(self, naming: Naming) -> None:
        self.naming, self.reading = naming, naming.reading

    def row(self, i: int) -> int | None:
        """The row of synonyms to which the title at token ``i`` belongs; ``None`` if it is none."""
        tokens = self.reading.tokens
        for second, row in self.reading.words.bare_titles.get(tokens.lemma[i], ()):
            if not second or second in tokens.lemma[i + 1 : i + 1 + _SECOND]:
                return row
        return None

    @cached_property
    def _borne(self) -> dict[int, tuple[list[int], list[Mention | None]]]:
        """By row: the titles that stand with a name, and its mention (``None``: a stranger's)."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        bearers: defaultdict[int, list[Mention | None]] = defaultdict(list)
        for i, lemma in enumerate(self.reading.tokens.lemma):
            row = self.row(i) if lemma in self.reading.words.bare_titles else None
            if row is None:
                continue
            found = self.naming.find(i)
            if found is not None or _has_name(self.reading.tokens, i):
                places[row].append(i)
                bearers[row].append(found[0] if found else None)
        return {row: (places[row], bearers[row]) for row in places}

    def bearer(self, i: int) -> Mention | None:
        """Who bore the title at token ``i`` last before it; ``None`` if nobody did.

        A title with an owner (premierul ungar) is only that of whoever bore it with the same owner.
        """
        row = self.row(i)
        if row is None or row not in self._borne:
            return None
        places, bearers = self._borne[row]
        at, owners = bisect_left(places, i), self._owners(i)
        for place, mention in zip(
            reversed(places[max(0, at - _BACK) : at]),
            reversed(bearers[max(0, at - _BACK) : at]),
            strict=True,
        ):
            if not owners or owners <= self._owners(place):
                return mention
        return None

    def _owners(self, i: int) -> frozenset[str]:
        """Whose the title at token ``i`` is (premierul ungar, ministrul de externe al Rusiei)."""
        tokens = self.reading.tokens
        seconds = {second for second, _ in self.reading.words.bare_titles[tokens.lemma[i]]}
        return frozenset(
            tokens.lemma[c]
            for c in tokens.children(i)
            if tokens.dep[c] in {"amod", "nmod", "compound"}
            and tokens.lemma[c] not in seconds
            and tokens.preposition(c) is None
            and (c > i or tokens.dep[c] == "compound")
        )


def _has_name(tokens: Tokens, i: int) -> bool:
    """Whether the title at token ``i`` stands with a name that is no mention."""
    children = (c for c in tokens.children(i) if tokens.dep[c] in _NAMES)
    return any(tokens.pos[c] == "PROPN" and not tokens.is_genitive(c) for c in children)
