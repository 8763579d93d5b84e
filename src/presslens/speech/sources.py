"""Reported sources: the agencies and outlets that an article credits, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from presslens.annotations import Annotations, Mention, Source
from presslens.speech.cues import Cue
from presslens.speech.reading import Reading, read
from presslens.speech.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BACK: Final = 8
"""Tokens between a crediting word and the name that it credits (transmite agenția de presă X)."""
_JOINED: Final = 4
_PLAIN: Final = frozenset({"NOUN", "ADJ", "DET", "ADP", "PROPN", "ADV", "PUNCT", "X"})


class Credit(NamedTuple):
    """A credit in the text: with its cue, and the mention (``None``: the source named last)."""

    start: int
    end: int
    cue: str
    mention: Mention | None


def find_sources(
    doc: Doc, annotations: Annotations, *, language: str | None = None
) -> list[Source]:
    """The credits of an article, in its order.

    A credit is a mention labelled "MEDIA" that is the subject of a verb of saying ("arată AFP",
    "Reuters reported"), stands behind a crediting preposition, or a noun for the source named last
    does ("conform sursei").

    Args:
        doc: The document, with tags, lemmas and dependencies.
        annotations: With context, sentences and mentions.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Sources: ``start``–``end`` is the credit with its cue, the scope is its sentence.

    Raises:
        ParameterError: There are no reporting words for the language.
    """
    reading = read(doc, annotations, language)
    sources: list[Source] = []
    for credit in credits_of(reading, Speakers(reading)):
        if credit.mention is not None:
            actor_id = credit.mention.actor_id
        else:
            actor_id = sources[-1].actor_id if sources else None
        if actor_id is not None:
            scope = reading.bounds.around(credit.start)
            sources.append(Source(actor_id, credit.cue, credit.start, credit.end, *scope))
    return sources


def credits_of(reading: Reading, speakers: Speakers) -> list[Credit]:
    """The credits of a document in its order, none overlapping another."""
    found = sorted(
        [*_by_cues(reading, speakers), *_by_words(reading)], key=lambda c: (c.start, -c.end)
    )
    kept: list[Credit] = []
    for credit in found:
        if not kept or credit.start >= kept[-1].end:
            kept.append(credit)
    return sorted([*kept, *_joined(reading, kept)], key=lambda c: c.start)


def _by_cues(reading: Reading, speakers: Speakers) -> Iterator[Credit]:
    """The media that are the subject of a cue, and the source named last."""
    for cue in reading.cues:
        subject = speakers.subject(cue)
        if subject is None:
            continue
        found = speakers.naming.find(subject)
        if found is not None and found[0].label == "MEDIA":
            yield _credit(reading, cue, found[0].start, found[0].end, found[0])
        elif found is None and _is_known(reading, subject):
            tokens = reading.tokens
            yield _credit(reading, cue, tokens.start[subject], tokens.end[subject], None)


def _credit(reading: Reading, cue: Cue, start: int, end: int, mention: Mention | None) -> Credit:
    words = reading.text[cue.start : cue.end]
    return Credit(min(start, cue.start), max(end, cue.end), words, mention)


def _is_known(reading: Reading, i: int) -> bool:
    """Whether the noun at token ``i`` means a source already named (agenția, aceeași sursă)."""
    tokens, words = reading.tokens, reading.words
    if tokens.lemma[i] not in words.source_nouns:
        return False
    children = tokens.children(i)
    if any(tokens.pos[c] == "PROPN" for c in children):
        return False
    if any(tokens.lemma[c] in words.cited for c in children):
        return True
    # "Surselor" are unnamed people.
    return "Def" in tokens.feature(i, "Definite") and tokens.feature(i, "Number") != "Plur"


def _by_words(reading: Reading) -> Iterator[Credit]:
    """The media behind another crediting word and its preposition (citat de X, sursa: X)."""
    tokens = reading.tokens
    for mention in reading.mentions.between(0, len(reading.text)):
        if mention.label != "MEDIA" or mention.actor_id is None:
            continue
        first = tokens.at(mention.start)
        word = _crediting(reading, first)
        if word is not None:
            start, end = tokens.start[word[0]], tokens.end[word[1]]
            yield Credit(start, mention.end, reading.text[start:end], mention)


def _crediting(reading: Reading, first: int) -> tuple[int, int] | None:
    """The crediting word before the name at token ``first``, and its preposition."""
    tokens, through = reading.tokens, None
    for i in range(first - 1, max(-1, first - 1 - _BACK), -1):
        allowed = reading.words.credit_through.get(tokens.lemma[i])
        if allowed is not None:
            form = "" if through is None else tokens.form[through]
            return (i, i if through is None else through) if form in allowed else None
        if tokens.form[i] == ":" or (tokens.pos[i] == "ADP" and not _is_inner(reading, i)):
            through = i
        elif tokens.pos[i] not in _PLAIN:
            return None
    return None


def _is_inner(reading: Reading, i: int) -> bool:
    """Whether a preposition belongs to the noun before it (agenția de presă X)."""
    tokens = reading.tokens
    noun = tokens.lemma[i - 1] if i and tokens.pos[i - 1] == "NOUN" else ""
    return noun in reading.words.source_nouns


def _joined(reading: Reading, credits: list[Credit]) -> Iterator[Credit]:
    """The media that "and" or a comma joins to a credited one (transmit AFP și Reuters)."""
    tokens = reading.tokens
    starts = {c.start for c in credits}
    for credit in credits:
        end, known = credit.end, credit.mention
        while known is not None:
            following = reading.mentions.between(end, end + 60)[:1]
            if not following or following[0].label != "MEDIA" or not following[0].actor_id:
                break
            between = range(tokens.at(end), tokens.at(following[0].start))
            known = following[0]
            if known.start in starts or len(between) > _JOINED or not between:
                break
            if not all(tokens.form[i] in {",", "/", *reading.words.joins} for i in between):
                break
            yield Credit(known.start, known.end, credit.cue, known)
            end = known.end
