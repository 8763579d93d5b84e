"""Reported sources: the agencies and outlets that an article credits, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presslens.annotations import Annotations, Source
from presslens.speech.credits import Credit, credits_of
from presslens.speech.reading import WORD, Reading, read
from presslens.speech.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINE = 40
"""Characters on each side of a credit in which other words of its line are looked for."""


def find_sources(
    doc: Doc, annotations: Annotations, *, language: str | None = None
) -> list[Source]:
    """The credits of an article, in its order.

    A credit is a mention labelled "MEDIA", a name that the article introduces as an agency or a
    publication, or the address of a site, that is the subject of a verb of saying ("arată AFP",
    "Reuters reported") or stands behind a crediting word; or a noun for the source named last
    ("conform sursei"), or one for sources without a name ("surse diplomatice").

    Args:
        doc: The document, with tags, lemmas and dependencies.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Sources: ``start``–``end`` is the credit with its cue; the scope is its sentence, or the
        whole article for a line that only names the source ("Sursa: Agerpres").

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    sources: list[Source] = []
    for credit in credits_of(reading, Speakers(reading)):
        actor_id = None if credit.mention is None else credit.mention.actor_id
        named = credit.kind == "named"
        if credit.kind == "before":
            if not sources:
                continue  # "conform sursei citate", and none was
            before = next((s for s in reversed(sources) if s.named), sources[-1])
            actor_id, named = before.actor_id, before.named
        words = reading.text[slice(*credit.name)]
        scope = _scope(reading, credit)
        sources.append(Source(actor_id, credit.cue, credit.start, credit.end, *scope, words, named))
    return sources


def _scope(reading: Reading, credit: Credit) -> tuple[int, int]:
    """The sentence of the credit; the article where nothing else stands in its line."""
    text = reading.text
    first, last = text.rfind("\n", 0, credit.start) + 1, text.find("\n", credit.end)
    before = text[max(first, credit.start - _LINE) : credit.start]
    after = text[credit.end : min(last if last >= 0 else len(text), credit.end + _LINE)]
    if (
        credit.cue.rstrip().endswith((":", "("))
        and not WORD.search(before)
        and (credit.cue.rstrip().endswith(":") or not WORD.search(after))
    ):
        return 0, len(text)
    return reading.bounds.around(credit.start)
