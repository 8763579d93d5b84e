"""What an editor should look at in one article: few checks, and right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Check, Quote
from presslens.checks.names import find_two_spellings
from presslens.language.entities import entities
from presslens.language.tokens import columns
from presslens.speech.marks import find_marks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_UNCLOSED: Final = 20
"""More unclosed marks than this are not listed one by one."""

_CEDILLA: Final = re.compile("[şţŞŢ]")
_COMMA: Final = re.compile("[șțȘȚ]")
_WORD_BEFORE: Final = re.compile(r"\w*$")
_WORD_AFTER: Final = re.compile(r"\w*")
_LONGEST_WORD: Final = 40
_NEAR: Final = 12
"""Tokens on either side of a cue in which its speaker may stand."""
_STOP: Final = frozenset('.;:!?„“”«»"')


def find_checks(doc: Doc, annotations: Annotations) -> list[Check]:
    """The checks of an article, in the order of their places.

    Args:
        doc: The parsed article.
        annotations: With mentions and quotes already found.

    Returns:
        Checks; the message is English and names the words concerned, and
        :data:`presslens.checks.CODES` describes each code in every language of the report.
    """
    text = columns(doc).text
    found = [
        *_without_speaker(doc, annotations),
        *_unclosed(text),
        *find_two_spellings(annotations.mentions, text),
        *_mixed_letters(text),
    ]
    return sorted(found, key=lambda c: (c.start, c.end, c.code))


def _without_speaker(doc: Doc, annotations: Annotations) -> Iterator[Check]:
    named = {i for e in entities(doc) if e.name for i in range(e.first, e.last)}
    for quote in annotations.quotes:
        if quote.kind == "direct" and quote.speaker is None and not _has_name(doc, quote, named):
            near = f'the cue "{quote.cue}"' if quote.cue else "no reporting word near"
            yield Check(
                code="quote-without-speaker",
                severity="note",
                start=quote.start,
                end=quote.end,
                message=f"no known speaker found for this quote ({near})",
            )


def _has_name(doc: Doc, quote: Quote, named: set[int]) -> bool:
    """Whether a name stands beside the cue: a speaker whom the registry lacks."""
    if quote.cue_start is None or quote.cue_end is None:
        return False
    cue = doc.char_span(quote.cue_start, quote.cue_end, alignment_mode="expand")
    if cue is None:
        return False
    before = reversed(doc[max(0, cue.start - _NEAR) : cue.start])
    after = doc[cue.end : cue.end + _NEAR]
    return any(
        token.i in named or token.pos_ == "PROPN"
        for side in (before, after)
        for token in itertools.takewhile(_goes_on, side)
    )


def _goes_on(token: Token) -> bool:
    """Whether what is said beside a cue goes on past ``token``."""
    return token.text not in _STOP and not token.is_space


def _unclosed(text: str) -> Iterator[Check]:
    for start in find_marks(text).unclosed[:MAX_UNCLOSED]:
        yield Check(
            code="unclosed-quote",
            severity="warning",
            start=start,
            end=start + 1,
            message=f'the mark {text[start]} before "{_glimpse(text, start)}" is not closed',
        )


def _glimpse(text: str, start: int) -> str:
    return " ".join(text[start + 1 : start + 31].split())


def _mixed_letters(text: str) -> Iterator[Check]:
    """One note at the first letter of the kind that is rarer in the article."""
    cedilla, comma = _CEDILLA.findall(text), _COMMA.findall(text)
    if not cedilla or not comma:
        return
    rare = _CEDILLA if len(cedilla) <= len(comma) else _COMMA
    match = rare.search(text)
    if match is None:
        return
    start, end = _word_around(text, match.start())
    counts = f"{len(cedilla)} with cedilla (ş, ţ), {len(comma)} with comma (ș, ț)"
    yield Check(
        code="mixed-letters",
        severity="note",
        start=start,
        end=end,
        message=f'mixed letters: {counts}; the first of the rarer kind is in "{text[start:end]}"',
    )


def _word_around(text: str, place: int) -> tuple[int, int]:
    before = _WORD_BEFORE.search(text[max(0, place - _LONGEST_WORD) : place])
    after = _WORD_AFTER.match(text, place, place + _LONGEST_WORD)
    start = place - (len(before[0]) if before else 0)
    return start, after.end() if after else place + 1
