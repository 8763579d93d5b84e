"""What the components read in a document that another pipeline made."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from presslens.actors.name_keys import found_id
from presslens.annotations import Annotations, Context, Mention, Sentence
from presslens.language.entities import EntityKind, entities
from presslens.language.tokens import columns

_LABELS: Final[dict[EntityKind, str]] = {"person": "PERSON", "organisation": "ORG", "place": "GPE"}
_SCORE: Final = 0.5
"""No registry was asked: a name as it stands is one reading of several."""


def annotations_of(doc: Doc, language: str | None) -> Annotations:
    """The annotations of ``doc``.

    If no component has been there they are begun: with the sentences of ``doc``, and with its
    entities as mentions, each an actor by its words. ``presslens_mentions`` puts those of the
    registry, with their forms, in place of them.
    """
    if doc._.presslens is None:
        context = Context("", language)
        doc._.presslens = Annotations(context, sentences_of(doc), _mentions_of(doc))
    found: Annotations = doc._.presslens
    return found


def sentences_of(doc: Doc) -> list[Sentence]:
    """The sentences of ``doc``, without the white space around them; none if it is not parsed."""
    if not doc.has_annotation("SENT_START"):
        return []
    found, whole = [], columns(doc).text
    for span in doc.sents:
        text = whole[span.start_char : span.end_char]
        start = span.start_char + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if start < end:
            found.append(Sentence(start, end))
    return found


def _mentions_of(doc: Doc) -> list[Mention]:
    found = []
    for entity in entities(doc):
        label = _LABELS.get(entity.kind)
        if label is None or entity.name is None:
            continue
        span = doc[entity.name[0] : entity.name[1]]
        start, end = span.start_char, span.end_char
        found.append(
            Mention(start, end, span.text, label, found_id(span.text), "name", _SCORE,
                    found_as=span.text)
        )  # fmt: skip
    return found
