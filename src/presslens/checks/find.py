"""What an editor should look at in one article: few checks, and right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Check, Quote
from presslens.checks.names import find_two_spellings
from presslens.speech.marks import find_marks

if TYPE_CHECKING:
    from spacy.tokens import Doc

MAX_UNCLOSED: Final = 20
"""More unclosed marks than this are not listed one by one."""

_CEDILLA: Final = re.compile("[şţŞŢ]")
_COMMA: Final = re.compile("[șțȘȚ]")
_WORD_BEFORE: Final = re.compile(r"\w*$")
_WORD_AFTER: Final = re.compile(r"\w*")
_LONGEST_WORD: Final = 40
_NEAR: Final = 80
_STOP: Final = re.compile(r"[.;:!?\n„“”«»\"]")
_NAME: Final = re.compile(r"\b[^\W\d_a-zăâîșțşţ]\w+")


def find_checks(doc: str | Doc, annotations: Annotations) -> list[Check]:
    """The checks of an article, in the order of their places.

    Args:
        doc: The text, or the spaCy document that holds it.
        annotations: With mentions and quotes already found.

    Returns:
        Checks; the message is English and names the words concerned, and
        :data:`presslens.checks.CODES` describes each code in every language of the report.
    """
    text = doc if isinstance(doc, str) else doc.text
    found = [
        *_without_speaker(text, annotations),
        *_unclosed(text),
        *find_two_spellings(annotations.mentions, text),
        *_mixed_letters(text),
    ]
    return sorted(found, key=lambda c: (c.start, c.end, c.code))


def _without_speaker(text: str, annotations: Annotations) -> Iterator[Check]:
    for quote in annotations.quotes:
        if quote.kind == "direct" and quote.speaker is None and not _has_name(text, quote):
            near = f'the cue "{quote.cue}"' if quote.cue else "no reporting word near"
            yield Check(
                code="quote-without-speaker",
                severity="note",
                start=quote.start,
                end=quote.end,
                message=f"no known speaker found for this quote ({near})",
            )


def _has_name(text: str, quote: Quote) -> bool:
    """Whether a capitalised word stands beside the cue: a speaker whom the registry lacks."""
    if quote.cue_start is None or quote.cue_end is None:
        return False
    after = _STOP.split(text[quote.cue_end : quote.cue_end + _NEAR], maxsplit=1)[0]
    before = _STOP.split(text[max(0, quote.cue_start - _NEAR) : quote.cue_start])[-1]
    return _NAME.search(after) is not None or _NAME.search(before) is not None


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
