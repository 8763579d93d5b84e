"""Reported sources: the agencies and outlets that an article credits, and with which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Mention, Source
from presslens.speech.reading import Reading, read

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEFORE: Final = 90
_AFTER: Final = 90


def find_sources(
    doc: str | Doc, annotations: Annotations, *, language: str | None = None
) -> list[Source]:
    """The credits of an article, in its order.

    A credit is a mention labelled "MEDIA" with a crediting word before or after it ("arată AFP",
    "Reuters reported"), or a phrase for the source named last ("conform sursei").

    Args:
        doc: The text, or the spaCy document that holds it.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Sources: ``start``–``end`` is the credit with its cue, the scope is its sentence.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    found = sorted([*_named(reading), *_again(reading)], key=lambda s: s[0])
    sources: list[Source] = []
    for start, end, cue, actor_id in found:
        known = actor_id or (sources[-1].actor_id if sources else None)
        if known is None or (sources and start < sources[-1].end):
            continue
        scope = reading.bounds.around(start)
        sources.append(Source(known, cue, start, end, *scope))
    return sources


_Credit = tuple[int, int, str, str | None]


def _named(reading: Reading) -> list[_Credit]:
    credits: list[_Credit] = []
    last: tuple[Mention, str] | None = None
    for mention in reading.mentions.between(0, len(reading.text)):
        if mention.label != "MEDIA" or mention.actor_id is None:
            continue
        if last is not None and _is_joined(reading, last[0], mention):
            credit: _Credit | None = (mention.start, mention.end, last[1], mention.actor_id)
        else:
            credit = _before(reading, mention) or _after(reading, mention)
        if credit is not None:
            credits.append(credit)
            last = (mention, credit[2])
    return credits


def _before(reading: Reading, mention: Mention) -> _Credit | None:
    """A crediting word and at most a few plain words before the name (scrie agenția X)."""
    floor = max(reading.bounds.around(mention.start)[0], mention.start - _BEFORE)
    window = reading.key[floor : mention.start]
    match = later = reading.words.credit_before.search(window)
    while later is not None:
        match = later
        later = reading.words.credit_before.search(window, later.start() + 1)
    if match is None or (match["between"] and reading.is_oblique(mention)):
        return None
    start, end = floor + match.start("cue"), floor + match.end("cue")
    return start, mention.end, reading.text[start:end], mention.actor_id


def _after(reading: Reading, mention: Mention) -> _Credit | None:
    """A crediting word right after the name, or after an apposition between commas."""
    after = reading.key[mention.end : mention.end + _AFTER]
    match = reading.words.credit_after.match(after)
    if match is None or reading.is_oblique(mention):
        return None
    end = mention.end + match.end()
    cue = re.split(r",\s*", reading.text[mention.end : end])[-1].strip()
    return mention.start, end, cue, mention.actor_id


def _is_joined(reading: Reading, first: Mention, second: Mention) -> bool:
    """Whether only "and" or a comma stands between two names (AFP și Reuters)."""
    between = reading.key[first.end : second.start]
    return len(between) < 40 and reading.words.joins.fullmatch(between) is not None


def _again(reading: Reading) -> list[_Credit]:
    return [
        (m.start(), m.end(), reading.text[m.start() : m.end()], None)
        for m in reading.words.credit_again.finditer(reading.key)
    ]
