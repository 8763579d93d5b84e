"""Dated statements: a temporal expression, the predicate that governs it, and who takes part."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from presslens.annotations import Annotations, Direction, Event, Mention, Timex
from presslens.language.parsing import relation
from presslens.language.tokens import columns
from presslens.timeline.grammar import Grammar, load_grammar
from presslens.timeline.resolve import find_expressions
from presslens.timeline.tense import Predicates, keys_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NO_ACTOR: Final = frozenset({"place", "adjective", "none"})
_REACH: Final = 400
"""Characters on either side of an expression in which its actors may stand."""
_MOST_ARCS: Final = 8
"""Arcs from a mention up to the predicate of its clause."""
_CLAUSES: Final = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})


def find_events(doc: Doc, annotations: Annotations, *, language: str | None = None) -> list[Event]:
    """One event a temporal expression, in the order of the text.

    Args:
        doc: The parsed article.
        annotations: With context, sentences and mentions; its publication day is the anchor. The
            agency that is credited with a sentence (``sources``) takes no part in its events.
        language: "ro" or "en"; without it that of the context.

    Returns:
        Events. ``direction`` compares the days with the anchor; where they hold the anchor, or
        there is none, the tense of the governing predicate decides. ``trigger`` is that predicate
        as it stands in the text, or the noun that carries its meaning (a light verb's object, a
        happening such as a summit). Actors of its clause come before the others of the sentence.

    Raises:
        ParameterError: There is no grammar for the language.
    """
    grammar = load_grammar(language or annotations.context.language or "")
    anchor, credited = annotations.context.published, _credited(annotations)
    predicates, mentions = Predicates(doc, grammar), _InOrder(annotations.mentions)
    events = []
    for found in find_expressions(columns(doc).text, grammar, anchor, predicates.tense_at):
        timex = Timex(*found)
        span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
        predicate = None if span is None else predicates.governing(span)
        near = [
            m
            for m in mentions.between(*_around(timex, annotations))
            if (m.start, m.end) not in credited
        ]
        tense = None if predicate is None else predicates.tense(predicate)
        trigger = None if span is None else _trigger(predicates, predicate, span)
        actors = _actors(_clause_first(doc, predicates, predicate, near))
        text = trigger.text if trigger is not None else None
        events.append(Event(timex, _direction(timex, anchor, tense), actors, text))
    return events


class _InOrder:
    """The mentions of a text in its order, cut out by offsets."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie between two characters."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self._mentions[low:high] if m.end <= end]


def _around(timex: Timex, annotations: Annotations) -> tuple[int, int]:
    """The sentence of the expression, cut where it has no end in sight."""
    start, end = timex.start - _REACH, timex.end + _REACH
    at = annotations.sentence_of(timex.start)
    if at is None:
        return start, end
    sentence = annotations.sentences[at]
    return max(sentence.start, start), min(max(sentence.end, timex.end), end)


def _credited(annotations: Annotations) -> set[tuple[int, int]]:
    """The places of mentions that are only credited with what is told (arată AFP)."""
    mentions = _InOrder(annotations.mentions)
    return {
        (m.start, m.end)
        for source in annotations.sources
        for m in mentions.between(source.start, source.end)
        if m.actor_id == source.actor_id
    }


def _actors(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The linked actors among ``mentions``, each once."""
    linked = (m.actor_id for m in mentions if m.link not in _NO_ACTOR)
    return tuple(dict.fromkeys(actor_id for actor_id in linked if actor_id is not None))


def _clause_first(
    doc: Doc, predicates: Predicates, predicate: Token | None, mentions: list[Mention]
) -> list[Mention]:
    """``mentions``, those in the clause of the predicate or its subject before the others."""
    if predicate is None:
        return mentions
    heads = {predicate.i}
    if relation(predicate) == "conj" and not predicates.dependents(predicate, "nsubj"):
        # "X a venit și a plecat luni": the subject hangs on the first of the joined verbs.
        heads |= {t.i for t in predicates.dependents(predicate.head, "nsubj")}
    return sorted(mentions, key=lambda m: not _is_under(doc, m, heads))


def _is_under(doc: Doc, mention: Mention, heads: set[int]) -> bool:
    """Whether the mention hangs on one of ``heads``, with no clause between them."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    for _ in range(_MOST_ARCS):
        if token.i in heads:
            return True
        if relation(token) in _CLAUSES or token.head.i == token.i:
            return False
        token = token.head
    return False


def _trigger(predicates: Predicates, predicate: Token | None, span: Span) -> Token | None:
    """The happening on which the expression hangs, else the predicate if it says what happens."""
    grammar = predicates.grammar
    head = span.root.head
    if not span.start <= head.i < span.end and _is_happening(head, grammar):
        return head
    if predicate is None:
        return None
    is_verb = predicate.pos_ == "VERB" and not span.start <= predicate.i < span.end
    if is_verb and grammar.light.isdisjoint(keys_of(predicate)):
        return predicate
    nouns = [
        token
        for token in [predicate, *predicates.dependents(predicate, "obj", "nsubj")]
        if token.pos_ == "NOUN" and not span.start <= token.i < span.end
    ]
    return next((token for token in nouns if _is_happening(token, grammar)), None)


def _is_happening(token: Token, grammar: Grammar) -> bool:
    return token.pos_ == "NOUN" and not grammar.happenings.isdisjoint(keys_of(token))


def _direction(timex: Timex, anchor: dt.date | None, tense: Direction | None) -> Direction:
    if anchor is not None and timex.latest is not None and timex.latest < anchor:
        return "past"
    if anchor is not None and timex.earliest is not None and timex.earliest > anchor:
        return "future"
    return tense or ("present" if anchor is not None else "past")
