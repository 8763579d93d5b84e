"""Dated statements: a temporal expression, who is in its sentence, and what happens."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Direction, Event, Mention, Timex
from presslens.language.text import comparison_key
from presslens.speech.bounds import Bounds, Within
from presslens.timeline.grammar import Grammar, load_grammar
from presslens.timeline.resolve import is_future, resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_ACTOR: Final = frozenset({"place", "adjective", "none"})
_REACH: Final = 400
"""Characters on either side of an expression in which its trigger and its actors may stand."""


def find_events(
    doc: str | Doc, annotations: Annotations, *, language: str | None = None
) -> list[Event]:
    """One event a temporal expression, in the order of the text.

    Args:
        doc: The text, or the spaCy document that holds it.
        annotations: With context, sentences and mentions; its publication day is the anchor. The
            agency that is credited with a sentence (``sources``) takes no part in its events.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Events. ``direction`` compares the days with the anchor; where they hold the anchor, or
        there is none, the tense of the nearest verb decides. ``trigger`` is the nearest word of
        the language's list of happenings, as it stands in the text.

    Raises:
        ParameterError: There is no grammar for the language.
    """
    text = doc if isinstance(doc, str) else doc.text
    chosen = language or annotations.context.language or ""
    grammar, anchor = load_grammar(chosen), annotations.context.published
    key = comparison_key(text)
    bounds, mentions = Bounds(text, annotations.sentences), Within(annotations.mentions)
    credited = _credited(annotations)
    events = []
    for found in resolve(text, anchor=anchor, language=chosen):
        timex = Timex(*found)
        start, end = bounds.around(timex.start)
        start, end = max(start, timex.start - _REACH), min(end, timex.end + _REACH)
        near = [m for m in mentions.between(start, end) if (m.start, m.end) not in credited]
        trigger = _trigger(grammar, key, text, (start, end), timex)
        events.append(Event(timex, _direction(timex, anchor, grammar, key), _actors(near), trigger))
    return events


def _credited(annotations: Annotations) -> set[tuple[int, int]]:
    """The places of mentions that are only credited with what is told (arată AFP)."""
    mentions = Within(annotations.mentions)
    return {
        (m.start, m.end)
        for source in annotations.sources
        for m in mentions.between(source.start, source.end)
        if m.actor_id == source.actor_id
    }


def _actors(mentions: list[Mention]) -> tuple[str, ...]:
    """The linked actors among ``mentions``, each once."""
    linked = (m.actor_id for m in mentions if m.link not in _NO_ACTOR)
    return tuple(dict.fromkeys(actor_id for actor_id in linked if actor_id is not None))


def _trigger(
    grammar: Grammar, key: str, text: str, sentence: tuple[int, int], timex: Timex
) -> str | None:
    """The word of the list nearest to the expression; the one after it wins a tie."""
    near: re.Match[str] | None = None
    best = _REACH + 1
    for match in grammar.triggers.finditer(key, *sentence):
        away = (
            match.start() - timex.end if match.start() >= timex.end else timex.start - match.end()
        )
        if 0 <= away <= best:
            near, best = match, away
    return text[near.start() : near.end()] if near else None


def _direction(timex: Timex, anchor: dt.date | None, grammar: Grammar, key: str) -> Direction:
    if anchor is not None and timex.latest is not None and timex.latest < anchor:
        return "past"
    if anchor is not None and timex.earliest is not None and timex.earliest > anchor:
        return "future"
    if is_future(grammar, key, timex.start, timex.end):
        return "future"
    return "present" if anchor is not None else "past"
