"""Sentence boundaries by rule: the component ``presslens_sentences``.

A sentence ends at ``. ! ? …`` with the closing marks after it, or where a paragraph ends; not after
an abbreviation or an initial, nor inside a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.annotations import Sentence
from presslens.language.data import load_data
from presslens.language.text import comparison_key

_MARK = re.compile(r"(?<![.!?…])[.!?…]++[\"”“»’')\]]*+(?=\s|$|[A-ZĂÂÎȘȚŞŢ„«])")
"""Read once from left to right, so that a line of a million full stops takes no longer."""
_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n+")
_WRAPPED = re.compile(r"[\w,;][ \t]*\n(?=\S)")
_WORD_BEFORE = re.compile(r"[\w.-]+$")


@functools.cache
def _abbreviations(language: str, section: str) -> frozenset[str]:
    return frozenset(comparison_key(a) for a in load_data(language, "abbreviations")[section])


def split_sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of ``text``: offsets without the white space around them.

    Line breaks end a sentence, unless the lines were wrapped at a fixed width.
    """
    breaks = _PARAGRAPH if _is_wrapped(text) else _LINE
    ends = {m.end() for m in _MARK.finditer(text) if _ends_sentence(text, m, language)}
    ends |= {m.end() for m in breaks.finditer(text)} | {len(text)}
    found = []
    start = 0
    for end in sorted(ends):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append(Sentence(left, right))
        start = end
    return found


def _is_wrapped(text: str) -> bool:
    """Whether most single line breaks stand in the middle of a sentence."""
    single = len(re.findall(r"\S[ \t]*\n(?=\S)", text))
    return single > 2 and 2 * len(_WRAPPED.findall(text)) > single


def _ends_sentence(text: str, match: re.Match[str], language: str) -> bool:
    after = text[match.end() : match.end() + 40].lstrip()
    if after and (after[0].islower() or after[0] in ",;:)"):
        return False  # „Merge!”, a spus el: the sentence goes on
    mark = match.group()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if word is None:
        return True
    last = comparison_key(word.group())
    if last in _abbreviations(language, "before_numbers"):
        return not after[:1].isdigit()
    initial = len(last) == 1 and word.group().isupper()
    dotted = "." in last and all(len(part) <= 2 for part in last.split("."))
    return not (
        initial or last in _abbreviations(language, "abbreviations") or (dotted and bool(after))
    )


@Language.factory("presslens_sentences")
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Makes the component that finds the sentences."""
    language = nlp.lang or "ro"

    def sentences(doc: Doc) -> Doc:
        doc._.presslens.sentences = split_sentences(doc.text, language)
        starts = {s.start for s in doc._.presslens.sentences}
        first = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
        # Token by token, spaCy would look through the whole document each time.
        values: Any = np.array([first], dtype=np.int64).T.astype(np.uint64)  # as spaCy keeps them
        return doc.from_array(["SENT_START"], values) if first else doc

    return sentences
