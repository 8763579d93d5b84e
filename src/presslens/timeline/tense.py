"""Which predicate governs an expression, and which way its tense points; read from the tree."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from presslens.annotations import Direction
from presslens.language.parsing import relation
from presslens.language.text import word_key
from presslens.language.tokens import columns
from presslens.timeline.grammar import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MOST_ARCS: Final = 12
"""Arcs that are followed towards the root."""
_NEAR: Final = 12
"""Tokens around an expression in which a predicate is looked for where the tree has none above."""
_MOST_DEPENDENTS: Final = 50
_RELATIONS: Final = frozenset({"aux", "cop", "mark", "nsubj", "obj", "expl", "advmod"})
_AUXILIARY: Final = frozenset({"aux", "cop"})


class Predicates:
    """The predicates of a parsed text, with the words that tell their tense.

    One pass over the tokens; each question after that costs a bounded number of steps.
    """

    def __init__(self, doc: Doc, grammar: Grammar) -> None:
        self.doc = doc
        self.grammar = grammar
        self._read = columns(doc)

    @functools.cached_property
    def _dependents(self) -> dict[int, list[int]]:
        """By head, the words in one of the relations that tell of a predicate."""
        dependents: dict[int, list[int]] = {}
        for at, (arc, head) in enumerate(zip(self._read.relations, self._read.heads, strict=True)):
            if arc in _RELATIONS and head != at:
                found = dependents.setdefault(head, [])
                if len(found) < _MOST_DEPENDENTS:
                    found.append(at)
        return dependents

    def dependents(self, token: Token, *relations: str) -> list[Token]:
        """The words that depend on ``token`` in one of the relations, without their subtypes."""
        found = self._dependents.get(token.i, ())
        return [self.doc[at] for at in found if self._read.relations[at] in relations]

    def tense_at(self, start: int, end: int) -> Direction | None:
        """The tense of what governs the characters ``start``:``end``."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        predicate = self.governing(span) if span else None
        return self.tense(predicate) if predicate is not None else None

    def governing(self, span: Span) -> Token | None:
        """The predicate that governs ``span``: above it in the tree, else the nearest one."""
        return self.above(span.root) or self._nearest(span)

    def above(self, token: Token) -> Token | None:
        """``token``, or the first of its heads that is a predicate."""
        for _ in range(_MOST_ARCS):
            if self.is_predicate(token):
                return token
            if token.head.i == token.i:
                break
            token = token.head
        return None

    def is_predicate(self, token: Token) -> bool:
        """Whether ``token`` is a verb, or has an auxiliary or a copula."""
        if relation(token) in _AUXILIARY:
            return False
        return token.pos_ in ("VERB", "AUX") or bool(self.dependents(token, *_AUXILIARY))

    def _nearest(self, span: Span) -> Token | None:
        """The nearest predicate of the sentence; the one after the expression wins a tie."""
        doc, found = self.doc, []
        for at in range(span.end, min(span.end + _NEAR, len(doc))):
            if doc[at].is_sent_start:
                break
            if self.is_predicate(doc[at]):
                found.append((at - span.end, doc[at]))
                break
        for at in range(span.start - 1, max(-1, span.start - 1 - _NEAR), -1):
            if doc[at + 1].is_sent_start:
                break
            if self.is_predicate(doc[at]):
                found.append((span.start - 1 - at, doc[at]))
                break
        return min(found, key=lambda pair: pair[0], default=(0, None))[1]

    def tense(self, predicate: Token) -> Direction | None:
        """Which way the tense of ``predicate`` points; ``None`` if its form says nothing.

        A form without a tense of its own has that of the verb that governs it; "să vină" lies
        ahead, unless what governs it is past ("a reușit să vină").
        """
        seen: Token | None = predicate
        is_ahead = False
        for _ in range(_MOST_ARCS):
            if seen is None:
                break
            found = self._own_tense(seen)
            if found is not None:
                return "future" if is_ahead and found == "present" else found
            is_ahead = is_ahead or self._is_subjunctive(seen)
            seen = self.above(seen.head) if seen.head.i != seen.i else None
        return "future" if is_ahead else None

    def _own_tense(self, verb: Token) -> Direction | None:
        """The tense by form and auxiliaries; ``None`` where it is that of the governing verb."""
        auxiliaries = self._auxiliaries(verb)
        names = {key for token in auxiliaries for key in keys_of(token)}
        is_active = not any(token.dep_.endswith(":pass") for token in auxiliaries)
        is_perfect = not self.grammar.perfect.isdisjoint(names)
        is_done = is_perfect and is_active
        if not self.grammar.future.isdisjoint(names) or self._is_ahead(verb, is_done):
            return "future"
        if any(map(self._is_past, auxiliaries)):
            return "past"
        is_verb = verb.pos_ in ("VERB", "AUX")
        is_participle = "Part" in verb.morph.get("VerbForm", [])
        if is_perfect:  # "ar veni" has the same auxiliary as "a venit"
            return "past" if is_participle or not is_verb else "future"
        if self._is_subjunctive(verb):
            return None
        finite = [t for t in (verb, *auxiliaries) if "Fin" in t.morph.get("VerbForm", [])]
        if finite:
            return "past" if any(map(self._is_past, finite)) else "present"
        return "past" if is_participle and not auxiliaries else None

    def _is_past(self, token: Token) -> bool:
        return any(word_key(t) in self.grammar.past for t in token.morph.get("Tense", []))

    def _auxiliaries(self, verb: Token) -> list[Token]:
        """Its auxiliaries and its copula; in "va fi votat" the parser may hang one on another."""
        found = self.dependents(verb, *_AUXILIARY)
        return [*found, *(t for token in found for t in self.dependents(token, "aux"))]

    def _is_subjunctive(self, verb: Token) -> bool:
        return any("Sub" in t.morph.get("Mood", []) for t in (verb, *self._auxiliaries(verb)))

    def _is_ahead(self, verb: Token, is_done: bool) -> bool:
        """Whether the words announce it: "o să vină", "urmează să vină", "este programată"."""
        if not is_done and not self.grammar.ahead.isdisjoint(keys_of(verb)):
            return True
        for mark in self.dependents(verb, "mark"):
            before = self.doc[mark.i - 1] if mark.i else mark
            if word_key(before.text) in self.grammar.before_mark and before.i != mark.i:
                return True
        return False


def keys_of(token: Token) -> tuple[str, str]:
    """The lemma and the form of ``token`` as they are compared."""
    return word_key(token.lemma_), word_key(token.text)
