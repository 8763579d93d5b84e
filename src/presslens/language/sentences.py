"""Paragraphs and sentences: the components ``presslens_paragraphs`` and ``presslens_sentences``.

Where layout and marks leave no doubt, the component ``presslens_paragraphs`` says before the parser
runs whether a sentence begins: it does behind a line break, and behind a full stop with a capital
letter after it; it does not behind an abbreviation, nor before a small letter without a mark. The
parser decides the rest.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from presslens.language.attributes import set_attributes
from presslens.language.data import load_data
from presslens.language.outside import annotations_of, sentences_of
from presslens.language.tokens import Columns

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n+")
_FINAL = frozenset(".!?…:;")
"""Ends a token behind which a sentence may begin."""
_MARKS = frozenset(".!?…")
"""A token of these alone, with a capital letter behind it, ends a sentence."""
_OPENING = frozenset('"„“«')
_CLOSING = frozenset("\"”“»’')]")
_WRAPPED = re.compile(r"[\w,;][ \t]*\n(?=\S)")


@functools.cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations without their full stop: those before names, and those before numbers."""
    data = load_data(language, "abbreviations")
    return frozenset(data["before_names"]), frozenset(data["before_numbers"])


def paragraph_starts(text: str) -> list[int]:
    """Where paragraphs begin: after a line break, or an empty line if the lines are wrapped."""
    breaks = _PARAGRAPH if _is_wrapped(text) else _LINE
    return [0, *(m.end() for m in breaks.finditer(text) if m.end() < len(text))]


def _is_wrapped(text: str) -> bool:
    """Whether most single line breaks stand in the middle of a sentence."""
    single = len(re.findall(r"\S[ \t]*\n(?=\S)", text))
    return single > 2 and 2 * len(_WRAPPED.findall(text)) > single


@Language.factory("presslens_paragraphs")
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Makes the component that ends sentences where the paragraphs end; it runs before a parser."""
    before_names, before_numbers = _abbreviations(nlp.lang or "ro")

    def paragraphs(doc: Doc) -> Doc:
        read = Columns(doc)
        breaks = iter(paragraph_starts(read.text)[1:])
        start = next(breaks, None)
        values = [0] * len(read)
        ended, marked, word, short, last = True, False, "", "", 0
        for i, (text, place) in enumerate(zip(read.words, read.starts, strict=True)):
            is_space = text.isspace()
            spaced, last = place > last, place + len(text)
            if start is not None and place >= start and not is_space:
                ended = True
                values[i] = 1
                while start is not None and start <= place:
                    start = next(breaks, None)
            elif (
                (
                    not ended
                    and text[0] not in _OPENING
                    and not (text[0].isupper() or text[0].isdigit())
                )
                or (ended and text in _CLOSING and not spaced)
                or text[0] in ",;:"
                or short in before_names
                or (short in before_numbers and text[0].isdigit())
                or (len(short) == 1 and short.isupper())  # I. L. Caragiale
            ):
                values[i] = -1
            elif marked and (
                text[0].isupper() or (text in _OPENING and spaced and not read.is_spaced(i))
            ):
                values[i] = 1
            if is_space or (ended and text in _CLOSING and not (text == '"' and spaced)):
                last = last if not is_space else 0
                continue
            short = word if text == "." else text[:-1] if text[-1] == "." else ""
            short = short if len(short) == 1 else short.lower()
            ended = text[-1] in _FINAL
            marked, word = set(text) <= _MARKS and not word[-1:].isdigit(), text
        return set_attributes(doc, {"SENT_START": np.array(values, dtype=np.int64)})

    return paragraphs


@Language.factory("presslens_sentences", requires=["doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Makes the component that notes the sentences, without the white space around them."""

    def sentences(doc: Doc) -> Doc:
        annotations_of(doc, nlp.lang).sentences = sentences_of(doc)
        return doc

    return sentences
