"""Romanian to English, word by word in English order, for an encoder that reads English.

A sentence parsed by the Romanian pipeline is looked up (expressions first), its verb groups and
noun phrases are put in English form and order, and every English word remembers the characters of
the document that it renders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presslens.sentiment.gloss.items import GlossWord
from presslens.sentiment.gloss.lookup import items_of
from presslens.sentiment.gloss.order import arrange_clauses
from presslens.sentiment.gloss.phrases import arrange
from presslens.sentiment.gloss.verbs import group_verbs
from presslens.sentiment.gloss.write import write

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["GlossWord", "gloss"]


def gloss(sentence: Doc | Span) -> list[GlossWord]:
    """``sentence`` in English words, in English order.

    Args:
        sentence: A document or a span of one, parsed by ``presslens.language.load("ro")``.

    Returns:
        Words and punctuation. Names, numbers and unknown words stay as they are. The offsets are
        characters of the whole document.
    """
    tokens = [token for token in sentence if not token.is_space]
    return write(arrange_clauses(arrange(group_verbs(items_of(tokens)))))
