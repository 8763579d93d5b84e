"""Finds the words that report speech: by lemma, part of speech and tense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from presslens.speech.lexicon import Lexicon
from presslens.speech.tokens import Tokens

CueKind = Literal["verb", "gerund", "manner", "preposition"]
"""``manner`` is a verb that stands for a preposition (după cum a spus X)."""

_PHRASE: Final = 6
"""Tokens within which the second word of a phrase has to follow (atrage din nou atenția)."""
_GROUP: Final = 6
"""Tokens of auxiliaries, clitics and adverbs before a verb."""
_AGENT: Final = 8
"""Tokens within which the agent of a passive has to follow."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where the text says that somebody speaks.

    ``start``–``end`` are characters, ``first``–``last`` tokens; ``head`` is the verb, or the last
    word of a preposition. The speaker of a ``passive`` is its agent (a fost anunțat de X).
    """

    start: int
    end: int
    kind: CueKind
    first: int
    last: int
    head: int
    passive: bool = False


def find_cues(tokens: Tokens, words: Lexicon) -> list[Cue]:
    """The cues of a document in its order, none overlapping another."""
    found: list[Cue] = []
    for cue in _all(tokens, words):
        if not found or cue.first >= found[-1].last:
            found.append(cue)
    return found


def _all(tokens: Tokens, words: Lexicon) -> Iterator[Cue]:
    for i, lemma in enumerate(tokens.lemma):
        cue = None
        form = tokens.form[i]
        if form in words.prepositions:
            cue = _preposition(tokens, words, i)
        # A form that is a listed lemma: without diacritics the lemma of a present is often wrong.
        elif lemma in words.verbs or form in words.verbs or form in words.presents:
            cue = _verb(tokens, words, i, i + 1)
        elif lemma in words.phrases:
            last = _end_of_phrase(tokens, i, words.phrases[lemma])
            cue = _verb(tokens, words, i, last) if last else None
        if cue is not None:
            yield cue


def _preposition(tokens: Tokens, words: Lexicon, i: int) -> Cue | None:
    for phrase in words.prepositions[tokens.form[i]]:
        last = i + len(phrase)
        # "Momentul potrivit" is an adjective.
        is_one = len(phrase) > 1 or tokens.pos[i] in {"ADP", "ADV"} or tokens.dep[i] == "case"
        if is_one and tuple(tokens.form[i:last]) == phrase:
            return Cue(tokens.start[i], tokens.end[last - 1], "preposition", i, last, last - 1)
    return None


def _end_of_phrase(tokens: Tokens, i: int, seconds: frozenset[str]) -> int | None:
    for at in range(i + 1, min(i + 1 + _PHRASE, len(tokens))):
        if tokens.pos[at] == "PUNCT":
            return None
        if tokens.lemma[at] in seconds or tokens.form[at] in seconds:
            return at + 1
    return None


def _verb(tokens: Tokens, words: Lexicon, i: int, last: int) -> Cue | None:
    if tokens.pos[i] not in {"VERB", "AUX"}:
        return None
    group = range(_group_start(tokens, words, i), i)
    auxiliaries = [j for j in group if tokens.pos[j] == "AUX"]
    form = "Fin" if _is_present(tokens, words, i) else tokens.feature(i, "VerbForm")
    tense = tokens.feature(i, "Tense")
    gerund = form == "Ger" or (form == "Part" and tense == "Pres")
    if gerund and not auxiliaries:
        return Cue(tokens.start[i], tokens.end[last - 1], "gerund", i, last, i)
    if not _is_said(tokens, words, i, group) or (form == "Part" and not auxiliaries):
        return None
    passive = form == "Part" and not gerund
    passive = passive and tokens.lemma[auxiliaries[-1]] in {"fi", "be"}
    if passive and not words.agents & {*tokens.form[last : last + _AGENT]}:
        return None
    first = _shown_start(tokens, words, group)
    if group.start and tokens.form[group.start - 1] in words.manner:
        first = group.start - 1
        first -= bool(first) and tokens.pos[first - 1] in {"ADP", "ADV"}
        return Cue(tokens.start[first], tokens.end[last - 1], "manner", first, last, i, passive)
    return Cue(tokens.start[first], tokens.end[last - 1], "verb", first, last, i, passive)


def _is_present(tokens: Tokens, words: Lexicon, i: int) -> bool:
    """Whether a form that is tagged as a participle is a present, with somebody who speaks.

    Without a noun it may be the writer's own (admit că …).
    """
    return tokens.form[i] in words.presents and any(
        tokens.dep[c] in {"nsubj", "obj"} and tokens.pos[c] in {"NOUN", "PROPN"}
        for c in tokens.children(i)
    )


def _group_start(tokens: Tokens, words: Lexicon, i: int) -> int:
    """The first of the auxiliaries, clitics, negations and adverbs right before the verb."""
    first = i
    while first > max(0, i - _GROUP):
        at = first - 1
        weak = tokens.pos[at] == "PRON" and tokens.feature(at, "Strength") == "Weak"
        small = tokens.pos[at] in {"AUX", "PART"} or tokens.form[at] in words.impersonal
        known = tokens.form[at] in words.particles or tokens.form[at] in words.negations
        # "Și" between two words is a conjunction, and "mai" is a month.
        if not (weak or small or (known and tokens.pos[at] not in {"CCONJ", "NOUN"})):
            break
        first = at
    return first


def _shown_start(tokens: Tokens, words: Lexicon, group: range) -> int:
    """Where the cue begins: at an auxiliary or a clitic, not at an adverb before them."""
    for at in group:
        if tokens.form[at] not in words.particles or tokens.form[at] in words.kept_particle:
            return at
    return group.stop


def _is_said(tokens: Tokens, words: Lexicon, i: int, group: range) -> bool:
    """Whether somebody else said it: not negated, wished for, impersonal, or the writer's own."""
    if tokens.feature(i, "VerbForm") == "Inf" or tokens.feature(i, "Mood") in {"Sub", "Imp"}:
        return False
    finite = [j for j in group if tokens.pos[j] == "AUX"] or [i]
    if tokens.feature(finite[0], "Person") in {"1", "2"}:
        return False
    if tokens.feature(finite[0], "VerbForm") == "Inf":
        return False  # "are said to have told"
    forms = {tokens.form[j] for j in group}
    if forms & words.negations or forms & words.modals:
        return False
    return not forms & words.impersonal or tokens.lemma[i] in words.reflexive_verbs
