"""What an editor should look at in one article: few checks, and right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Check
from presslens.checks.claims import find_unnamed_sources, find_wrongdoing
from presslens.checks.codes import CODES
from presslens.checks.dates import find_contradictions, find_unplaced
from presslens.checks.names import find_two_spellings
from presslens.checks.offices import find_wrong_offices
from presslens.checks.speakers import find_third_persons, find_without_speaker
from presslens.language.tokens import columns
from presslens.speech.marks import find_marks

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from presslens.actors.registry import Registry

MAX_UNCLOSED: Final = 20
"""More unclosed marks than this are not listed one by one."""

_CEDILLA: Final = re.compile("[şţŞŢ]")
_COMMA: Final = re.compile("[șțȘȚ]")
_WORD_BEFORE: Final = re.compile(r"\w*$")
_WORD_AFTER: Final = re.compile(r"\w*")
_LONGEST_WORD: Final = 40


def find_checks(
    doc: Doc, annotations: Annotations, *, registry: Registry | None = None,
    language: str | None = None,
) -> list[Check]:  # fmt: skip
    """The checks of an article, in the order of their places.

    Args:
        doc: The parsed article.
        annotations: With mentions, quotes, sources and events already found.
        registry: Who held which office when; without it no office is checked.
        language: "ro" or "en", also of the messages; without it that of the context.

    Returns:
        Checks; the message is a sentence that gives the reason, and
        :data:`presslens.checks.CODES` describes each code in every language of the report.
    """
    text = columns(doc).text
    language = language or annotations.context.language or "en"
    found = [
        *find_third_persons(annotations, language),
        *find_without_speaker(text, annotations, language),
        *_unclosed(text, language),
        *find_two_spellings(annotations.mentions, text, language),
        *_mixed_letters(text, language),
        *find_wrongdoing(doc, annotations, language),
        *find_unnamed_sources(annotations, language),
        *find_unplaced(text, annotations, language),
        *find_contradictions(text, annotations, language),
    ]
    if registry is not None:
        found += find_wrong_offices(doc, annotations, registry, language)
    return sorted(found, key=lambda c: (c.start, c.end, c.code))


def _unclosed(text: str, language: str) -> Iterator[Check]:
    for start in find_marks(text).unclosed[:MAX_UNCLOSED]:
        words = _glimpse(text, start)
        yield CODES["unclosed-quote"].at(start, start + 1, language, mark=text[start], words=words)


def _glimpse(text: str, start: int) -> str:
    return " ".join(text[start + 1 : start + 31].split())


def _mixed_letters(text: str, language: str) -> Iterator[Check]:
    """One note at the first letter of the kind that is rarer in the article."""
    cedilla, comma = _CEDILLA.findall(text), _COMMA.findall(text)
    if not cedilla or not comma:
        return
    rare = _CEDILLA if len(cedilla) <= len(comma) else _COMMA
    match = rare.search(text)
    if match is None:
        return
    start, end = _word_around(text, match.start())
    yield CODES["mixed-letters"].at(
        start, end, language, cedilla=len(cedilla), comma=len(comma), word=text[start:end]
    )


def _word_around(text: str, place: int) -> tuple[int, int]:
    before = _WORD_BEFORE.search(text[max(0, place - _LONGEST_WORD) : place])
    after = _WORD_AFTER.match(text, place, place + _LONGEST_WORD)
    start = place - (len(before[0]) if before else 0)
    return start, after.end() if after else place + 1
