"""Reported sources: the agencies and outlets that an article credits, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from presslens.annotations import Annotations, Mention, Source
from presslens.speech.cues import Cue
from presslens.speech.phrases import phrase_around
from presslens.speech.reading import WORD, Reading, read
from presslens.speech.speakers import Speakers
from presslens.speech.tokens import SITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BACK: Final = 8
"""Tokens between a crediting word and the name that it credits (transmite agenția de presă X)."""
_JOINED: Final = 4
_NEAR: Final = 6
"""Tokens between a noun and what says that it was named before (sursele, deja citate)."""
_PLAIN: Final = frozenset({"NOUN", "ADJ", "DET", "ADP", "PROPN", "ADV", "PUNCT", "X"})

Kind = Literal["named", "before", "unnamed"]
"""``before`` is the source named last (conform sursei citate)."""


class Credit(NamedTuple):
    """A credit in the text, with its cue; ``name`` are the words for who is credited."""

    start: int
    end: int
    cue: str
    kind: Kind
    name: tuple[int, int]
    mention: Mention | None


def find_sources(
    doc: Doc, annotations: Annotations, *, language: str | None = None
) -> list[Source]:
    """The credits of an article, in its order.

    A credit is a mention labelled "MEDIA", or the address of a site, that is the subject of a verb
    of saying ("arată AFP", "Reuters reported") or stands behind a crediting preposition; or a noun
    for the source named last does ("conform sursei"), or one for sources without a name ("surse
    diplomatice").

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
        if credit.kind == "before":
            actor_id = sources[-1].actor_id if sources else None
        words = reading.text[slice(*credit.name)]
        scope = _scope(reading, credit)
        sources.append(Source(actor_id, credit.cue, credit.start, credit.end, *scope, words))
    return sources


def _scope(reading: Reading, credit: Credit) -> tuple[int, int]:
    """The sentence of the credit; the article where nothing else stands in its line."""
    text, words = reading.text, reading.words
    line = text.rfind("\n", 0, credit.start) + 1, text.find("\n", credit.end)
    before = text[max(line[0], credit.start - 40) : credit.start]
    after = text[credit.end : min(line[1] if line[1] >= 0 else len(text), credit.end + 40)]
    alone = not WORD.search(before) and not WORD.search(after)
    if (
        alone
        and credit.cue.rstrip().endswith(":")
        and ":"
        in words.credit_through.get(reading.tokens.lemma[reading.tokens.at(credit.start)], ())
    ):
        return 0, len(text)
    return reading.bounds.around(credit.start)


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
    """The media that are the subject of a cue, the source named last, and those without a name."""
    tokens = reading.tokens
    for cue in reading.cues:
        subject = speakers.subject(cue)
        if subject is None:
            continue
        found = speakers.naming.find(subject)
        if found is not None:
            if found[0].label == "MEDIA":
                yield _credit(reading, cue, "named", found[0].start, found[0].end, found[0])
            continue
        kind = _kind_of(reading, subject)
        if kind is not None:
            first, last = phrase_around(tokens, subject)
            yield _credit(reading, cue, kind, tokens.start[first], tokens.end[last], None)


def _credit(
    reading: Reading, cue: Cue, kind: Kind, start: int, end: int, mention: Mention | None
) -> Credit:
    words = reading.text[cue.start : cue.end]
    start_, end_ = min(start, cue.start), max(end, cue.end)
    return Credit(start_, end_, words, kind, (start, end), mention)


def _kind_of(reading: Reading, i: int) -> Kind | None:
    """What kind of source the noun at token ``i`` is; ``None`` if it is none."""
    tokens, words = reading.tokens, reading.words
    if SITE.fullmatch(tokens.form[i]):
        return "named"
    if tokens.lemma[i] not in words.source_nouns:
        return None
    children = tokens.children(i)
    if any(tokens.pos[c] == "PROPN" and tokens.preposition(c) is None for c in children):
        return "named"
    if any(tokens.lemma[c] in words.cited for c in children if abs(c - i) < _NEAR):
        return "before"
    definite = "Def" in tokens.feature(i, "Definite") or _has_article(reading, i)
    if definite and tokens.feature(i, "Number") != "Plur":
        return "before"
    # "Ziarele scriu" are no sources that hide.
    return "unnamed" if tokens.lemma[i] in words.unnamed_sources else None


def _has_article(reading: Reading, i: int) -> bool:
    """Whether a definite article of its own stands before token ``i`` (the agency)."""
    tokens = reading.tokens
    return any("Def" in tokens.feature(c, "Definite") for c in tokens.children(i) if c < i)


def _by_words(reading: Reading) -> Iterator[Credit]:
    """The media behind another crediting word and its preposition (citat de X, sursa: X)."""
    tokens = reading.tokens
    for first, end, mention in _media(reading):
        word = _crediting(reading, first)
        if word is not None:
            words = reading.text[tokens.start[word[0]] : tokens.end[word[1]]]
            name = tokens.start[first], end
            yield Credit(tokens.start[word[0]], end, words, "named", name, mention)


def _media(reading: Reading) -> Iterator[tuple[int, int, Mention | None]]:
    """The names of media: first token, the character behind the last, and the mention, if any."""
    tokens = reading.tokens
    for mention in reading.mentions.between(0, len(reading.text)):
        if mention.label == "MEDIA" and mention.actor_id is not None:
            yield tokens.at(mention.start), mention.end, mention
    for i, form in enumerate(tokens.form):
        if "." in form and SITE.fullmatch(form) and not reading.mentions.over(tokens.start[i]):
            yield i, tokens.end[i], None


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
            name = known.start, known.end
            yield Credit(*name, credit.cue, "named", name, known)
            end = known.end
