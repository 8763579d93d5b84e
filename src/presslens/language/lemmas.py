"""Lemmas by tag and ending: the component ``presslens_lemmatizer``.

A rule says what to cut from the end of a word with a certain tag, and what to put there instead;
the rule with the longest ending that fits wins, and a whole word is an ending too. The rules are
learned from a treebank (``training/pipelines/lemma_rules.py``), after the way in which UDPipe
(Straka, Hajič and Straková 2016) guesses lemmas. A table of them is a tenth the size of a
classifier over edit trees, and what it does can be read.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import resources
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.errors import MissingDataError
from presslens.language.attributes import set_attributes
from presslens.language.text import fold_letters, lower

Rules = dict[str, dict[str, tuple[int, str]]]
"""By tag, then by ending: how many letters to cut, and the letters to put there."""

_REMEMBERED: Final = 200_000
"""Words whose lemmas are remembered: a text of random letters must not fill the memory."""

START: Final = "^"
"""Begins an ending that is a whole word."""


def edit(form: str, lemma: str) -> tuple[int, str]:
    """What to cut from the end of ``form`` and what to add, to get ``lemma``."""
    same = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        same += 1
    return len(form) - same, lemma[same:]


def coarse(tag: str) -> str:
    """The tags for which a rule holds when there is none for ``tag`` itself: its first letters."""
    return tag[:2]


def keeps_capitals(tag: str) -> bool:
    """Whether words with ``tag`` are names or abbreviations, whose lemmas keep their capitals."""
    return tag.startswith(("Np", "NNP", "Y"))


class Lemmatizer:
    """Finds lemmas by rules.

    Args:
        rules: The rules by tag; those of coarse tags stand under their first letters and ``*``.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of ``form`` with the part-of-speech tag ``tag``."""
        low = fold_letters(lower(form))
        cut, add = self._rule(low, tag)
        if not keeps_capitals(tag):
            return low[: len(low) - cut] + add or low
        kept = fold_letters(form)
        kept = kept[: len(kept) - cut] + (add.upper() if kept.isupper() and len(kept) > 3 else add)
        return kept or form

    def _rule(self, word: str, tag: str) -> tuple[int, str]:
        whole = START + word
        for key in (tag, coarse(tag) + "*"):
            endings = self.rules.get(key)
            if endings is None:
                continue
            for at in range(len(whole)):
                found = endings.get(whole[at:])
                if found is not None:
                    return found
            found = endings.get("")
            if found is not None:
                return found
        return 0, ""


def parse_rules(text: str) -> Rules:
    """The rules in ``text``: lines of tag, ending, number of letters to cut, letters to add."""
    rules: Rules = {}
    tag = ""
    for line in text.splitlines():
        named, ending, cut, add = line.split("\t")
        tag = named or tag
        rules.setdefault(tag, {})[ending] = (int(cut), add)
    return rules


def format_rules(rules: Rules) -> str:
    """The text of ``rules`` as :func:`parse_rules` reads it; a tag is written once."""
    lines = []
    for tag in sorted(rules):
        for n, (ending, (cut, add)) in enumerate(sorted(rules[tag].items())):
            lines.append(f"{'' if n else tag}\t{ending}\t{cut}\t{add}\n")
    return "".join(lines)


@functools.cache
def lemmatizer_for(language: str) -> Lemmatizer:
    """The lemmatizer of a language of the package.

    Raises:
        MissingDataError: There are no rules for the language.
    """
    file = resources.files("presslens.language") / language / "model" / "lemmas.tsv"
    if not file.is_file():
        raise MissingDataError(f"no lemma rules for the language {language!r}")
    return Lemmatizer(parse_rules(file.read_text(encoding="utf-8")))


@Language.factory("presslens_lemmatizer", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Makes the component that sets the lemma of each token by its tag."""
    rules = lemmatizer_for(nlp.lang or "ro")
    known: dict[tuple[int, int], int] = {}

    def lemmatizer(doc: Doc) -> Doc:
        strings = doc.vocab.strings
        if len(known) > _REMEMBERED:
            known.clear()
        keys = [(orth, tag) for orth, tag in doc.to_array(["ORTH", "TAG"]).tolist()]
        for key in set(keys) - known.keys():
            known[key] = strings.add(rules.lemma(strings[key[0]], strings[key[1]]))
        values = np.array([known[key] for key in keys], dtype=np.uint64)
        return set_attributes(doc, {"LEMMA": values})

    return lemmatizer
