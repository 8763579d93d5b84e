"""Checks of quotes: who is said to speak them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from presslens.annotations import Annotations, Check, Mention, Quote
from presslens.checks.codes import CODES

_EXPLICIT: Final = 0.55
"""Confidence of a speaker who is named at the quote, by name, office or title."""
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


def find_without_speaker(annotations: Annotations, language: str) -> Iterator[Check]:
    """The direct quotes of which nobody says whose they are."""
    code = CODES["quote-without-speaker"]
    for quote in annotations.quotes:
        if quote.kind == "direct" and quote.speaker_status == "unknown":
            cue = quote.cue or code.text("no_cue", language)
            yield code.at(quote.start, quote.end, language, cue=cue)
