"""Checks of quotes: who is said to speak them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from presslens.annotations import Annotations, Check, Mention, Quote
from presslens.checks.codes import CODES

_EXPLICIT: Final = 0.55
"""Confidence of a speaker who is named at the quote, by name, office or title."""
_WORDS: Final = 6
"""Words of a quote that is no motto, title or example."""
_EXAMPLES: Final = 3
"""More quotes of nobody in an article are examples or lines of a list."""
_GUESSED: Final = 250
"""Characters around a quote in which a name tells a reader who speaks."""
_BESIDE: Final = 8
_BY_NAME: Final = frozenset({"name", "alias", "form", "office"})


def find_third_persons(annotations: Annotations, language: str) -> Iterator[Check]:
    """The direct quotes whose speaker, a person, is named in them."""
    mentions = sorted(annotations.mentions, key=lambda m: m.start)
    code = CODES["speaker-in-third-person"]
    for at, quote in enumerate(annotations.quotes):
        if quote.kind != "direct" or quote.speaker is None or quote.confidence < _EXPLICIT:
            continue
        named = _named_in(quote, mentions)
        if named is None:
            continue
        other = _around(annotations.quotes, at)
        between = code.text("between", language).format(other=other) if other else ""
        yield code.at(
            named.start, named.end, language,
            speaker=quote.speaker.text, name=named.text, between=between,
        )  # fmt: skip


def _named_in(quote: Quote, mentions: Sequence[Mention]) -> Mention | None:
    """The speaker's own name in the words of ``quote``."""
    speaker = quote.speaker
    assert speaker is not None
    if speaker.actor_id is None or (speaker.label != "PERSON" and speaker.link != "office"):
        return None
    for mention in mentions:
        inside = quote.start <= mention.start and mention.end <= quote.end
        same = mention.actor_id == speaker.actor_id and mention.link in _BY_NAME
        if inside and same:
            return mention
    return None


def _around(quotes: Sequence[Quote], at: int) -> str | None:
    """Who speaks both right before and right after the quote, if it is one person and another."""
    if not 0 < at < len(quotes) - 1:
        return None
    before, after, own = (quotes[i].speaker for i in (at - 1, at + 1, at))
    if before is None or after is None or own is None or before.actor_id is None:
        return None
    same = before.actor_id == after.actor_id != own.actor_id
    return before.text if same else None


def find_without_speaker(text: str, annotations: Annotations, language: str) -> Iterator[Check]:
    """The direct quotes, sentences of their own, of which nothing says whose they are.

    What follows a colon is introduced, and what a bracket follows is credited; an article with many
    gives examples.
    """
    code = CODES["quote-without-speaker"]
    found = [
        q for q in annotations.quotes
        if q.kind == "direct" and q.speaker_status == "unknown" and q.cue is None
        and len(text[q.start : q.end].split()) >= _WORDS and _is_alone(text, q)
    ]  # fmt: skip
    found = [q for q in found if not _has_person_near(q, annotations.mentions)]
    if len(found) <= _EXAMPLES:
        for quote in found:
            no_cue = code.text("no_cue", language)
            yield code.at(quote.start, quote.end, language, cue=no_cue)


def _has_person_near(quote: Quote, mentions: Sequence[Mention]) -> bool:
    """Whether a reader may guess who speaks: somebody is named right before or behind."""
    low, high = quote.start - _GUESSED, quote.end + _GUESSED
    return any(m.label == "PERSON" and low < m.end and m.start < high for m in mentions)


def _is_alone(text: str, quote: Quote) -> bool:
    """Whether a quote is a paragraph, or one or more sentences, without other words around it.

    The first words of an article are a heading, and a dash opens a turn of an interview.
    """
    if not text[: quote.start].strip() or text[quote.start] in "–—-":
        return False
    before = text[max(0, quote.start - _BESIDE) : quote.start].rstrip(" ")
    after = text[quote.end : quote.end + _BESIDE].lstrip(" .!?…")
    introduced = before.rstrip().endswith((":", "–", "-", ","))
    apart = not before or before[-1] in '.!?…\n"”»'
    return apart and not introduced and (not after or after[0] in '\n„"«' or after[0].isupper())
