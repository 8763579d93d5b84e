"""From text to a parsed document, however long the text is; and parses of plain text.

The trained components read a very long text in pieces, because their memory grows with it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from presslens.language.models import load_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PIECE_LENGTH: Final = 100_000
"""Characters that the trained components read at a time."""

_BATCH: Final = 64
_MOST_CHUNKS: Final = 200_000
"""Words with their marks of which the tokenizer remembers how it cut them. News has more than the
10,000 of spaCy, and each costs less than 100 bytes."""
_LONG_RUN: Final = re.compile(r"\S{2000}")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WORD_OR_MARK: Final = re.compile(r"\w+|\s+|[^\w\s]")


def pieces(text: str) -> list[str]:
    """``text`` cut at line breaks, or at spaces, or anywhere, into pieces of bounded length."""
    found = []
    start = 0
    while len(text) - start > PIECE_LENGTH:
        limit = start + PIECE_LENGTH
        cut = text.rfind("\n", start, limit) + 1 or text.rfind(" ", start, limit) + 1 or limit
        found.append(text[start:cut])
        start = cut
    return [*found, text[start:]]


def make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of ``text``.

    spaCy's tokenizer takes time that grows with the square of a run without white space, so a text
    with such a run is cut at words and marks instead.
    """
    if _LONG_RUN.search(text) is None:
        if hasattr(nlp.tokenizer, "max_cache_size"):
            nlp.tokenizer.max_cache_size = _MOST_CHUNKS
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words = _WORD_OR_MARK.findall(text)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def relation(token: Token) -> str:
    """The relation of ``token`` to its head (UD), without the subtype."""
    return token.dep_.partition(":")[0]


def join(docs: list[Doc]) -> Doc:
    """One document of ``docs``, one at least; what they hold beside their tokens is dropped."""
    from spacy.tokens import Doc

    for doc in docs:
        doc.user_data.clear()  # spaCy does not join it
    joined = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None, "there is one document at least"
    return joined


def parse(texts: Sequence[str], language: str) -> list[Doc]:
    """The texts with tags, lemmas and dependencies, by the trained pipeline of the package.

    For functions that are given plain text; in a pipeline the document is there already.

    Raises:
        MissingDataError: The package has no model for the language.
    """
    nlp = _parser(language)
    cut = [pieces(_LONE_SURROGATE.sub("\ufffd", text)) for text in texts]  # spaCy keeps UTF-8
    docs = nlp.pipe((make_doc(nlp, piece) for part in cut for piece in part), batch_size=_BATCH)
    return [join(list(itertools.islice(docs, len(part)))) for part in cut]


@functools.cache
def _parser(language: str) -> Language:
    import presslens.language.components  # noqa: F401  (registers the factories)

    nlp = load_model(language)
    nlp.disable_pipe("ner")
    nlp.add_pipe("presslens_paragraphs", name="paragraphs", first=True)
    return nlp
